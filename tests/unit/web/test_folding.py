"""Folding: what is the same on every page is in the compiled template, and nothing else is."""

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from community.web.folding import FoldingGenerator


class Words(Environment):
    """Templates that know one word and one address, and count how often they are asked for them."""

    code_generator_class = FoldingGenerator


@pytest.fixture
def made():
    """What was asked for, and a function that fills a template in with `name`."""
    asked = []

    def word(text, **values):
        asked.append(text)
        return {"Yes & no": "Ja & nein"}.get(text, text) % values

    def address(endpoint, **values):
        asked.append((endpoint, values))
        return f"/{endpoint}?" + "&".join(f"{key}={value}" for key, value in values.items())

    def fill(source):
        templates = Words(autoescape=True, loader=DictLoader({"page.html": source}))
        templates.settled = {"_": word, "url_for": address}
        templates.globals |= {"_": lambda text, **values: Markup(word(text)) % values, "url_for": address}
        template = templates.get_template("page.html")
        return [template.render(name="<A>") for _ in range(3)]

    return asked, fill


def test_words_and_addresses_are_worked_out_once(made):
    asked, fill = made
    source = """{{ _("Yes & no") }}{% set x = _("Yes & no") %} {{ x }} {{ url_for("page", part=1, of=2) }}"""
    assert fill(source) == ["Ja & nein Ja & nein /page?part=1&amp;of=2"] * 3
    assert asked == ["Yes & no", "Yes & no", ("page", {"part": 1, "of": 2})]


def test_what_differs_is_worked_out_each_time_and_escaped(made):
    asked, fill = made
    assert fill("""{{ url_for("page", name=name) }} {{ _(name) ~ "" }}""") == ["/page?name=&lt;A&gt; <A>"] * 3
    assert len(asked) == 6


def test_a_sentence_is_translated_once_and_the_values_in_it_are_escaped_each_time(made):
    asked, fill = made
    source = """{{ _("%(who)s & %(what)s, %(who)s 100 %%", who=name, what=name|lower|e) }}"""
    assert fill(source) == ["&lt;A&gt; & &lt;a&gt;, &lt;A&gt; 100 %"] * 3
    assert asked == ["%(who)s & %(what)s, %(who)s 100 %%"]
