"""Components stand in the place of their calls: every page says the same to the letter, and calls less."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from community.web.folding import FoldingGenerator

COMPONENTS = """
{%- from "sign.html" import sign -%}
{%- macro tag(text, kind="", mark="") -%}
<i{{ " " ~ kind if kind }}>{% if mark %}{{ sign(mark) }}{% elif kind == "x" %}X{% else %}-{% endif %}{{ text }}</i>
{%- endmacro -%}
{%- macro button(to, on, next="") -%}
{{ link(to + "-off" if on else to, **kwargs) }}{% if next %}{{ next }}{% endif %}
{%- endmacro -%}
{%- macro rows(texts) -%}{% for text in texts %}{{ loop.index }}{{ sign(text) }}{% endfor %}{%- endmacro -%}
{%- macro group(texts) -%}{{ rows(texts) }}{%- endmacro -%}
{%- macro counted(n) -%}{% set n = n + 1 %}{{ n }}{%- endmacro -%}
{%- macro around() -%}[{{ caller() }}]{%- endmacro -%}
{%- macro named() -%}{{ kwargs.get("a", "none") }}{%- endmacro -%}
{%- macro all() -%}{{ varargs|join("+") }}{%- endmacro -%}
{%- macro required(one) -%}{{ one is defined }}{%- endmacro -%}
{%- macro greeting() -%}{{ hello() }}{%- endmacro -%}
"""
SIGN = "{% macro sign(name, look=none) %}<u{% if look is not none %} {{ look }}{% endif %}>{{ name }}</u>{% endmacro %}"
NAMES = "tag, button, rows, group, counted, around, named, all, required, greeting"
INSIDE = {
    "a constant": """{{ tag("<b>", "x", mark="&") }}{{ tag("b", "x") }}{{ tag("b") }}""",
    "a value": """{{ tag(text) }}{{ tag(text=text, kind=text|lower) }}""",
    "a choice of values": """{{ tag("yes" if text else "no", "k" if not text else "") }}""",
    "a choice of calls": """{{ tag("a") if text }}|{{ tag("b") if not text else tag("c") }}|{{ tag("d") if 0 }}""",
    "a chain": """{{ text ~ 1 ~ tag(text) ~ none }}""",
    "more values": """{{ button("page", text, part=1, to2=text) }}{{ button("page", false, next="<n>") }}""",
    "more values, given by a name inside": """{% set on = "outside" %}{{ button("page", 0, number=on) }}""",
    "a loop": """{% for text in ["x", "<y>"] %}{{ loop.index }}{{ rows([text, text]) }}{{ loop.last }}{% endfor %}""",
    "an argument that is changed": """{% set n = 5 %}{{ counted(1) }}{{ counted(n) }}{{ n }}""",
    "a name given twice": """{% set kind = "outer" %}{{ tag(kind) }}{{ kind }}""",
    "choices one after the other": """{% if none %}a{% elif text %}{{ tag("b") }}{% elif 1 %}c{% else %}d{% endif %}""",
    "a choice that is known": """{% if 0 %}a{% elif 1 %}b{% elif text %}c{% else %}d{% endif %}""",
    "a choice that is not": """{% if 0 %}a{% elif text %}b{% endif %}{% if [] %}c{% else %}d{% endif %}""",
    "constants as arguments": """{% with a = (1, "<2>") %}{% for one in a %}{{ one }}{% endfor %}{% endwith %}""",
}
LEFT = {
    "a caller": """{% call around() %}{{ tag("x") }}{% endcall %}""",
    "named values asked for": """{{ named(a=1) }}{{ named() }}""",
    "arguments without a name": """{{ all(1, 2) }}""",
    "an argument that was left out": """{{ required() }}""",
    "values in a dictionary": """{{ tag(**{"text": text}) }}{{ tag(*[text]) }}""",
    "a component that calls another of its own file": """{{ group(["a", text]) }}""",
    "part of a value": """{{ tag("a")|length }}{% set x = tag("a") %}{{ x }}""",
    "a function named here too": """{% set hello = "mine" %}{{ greeting() }}{{ hello }}""",
    "a component's name for a value": """{% set tag = text %}{{ tag }}{% with rows = text %}{{ rows }}{% endwith %}""",
}


class Inlined(Environment):
    """Templates in which components stand in the place of calls."""

    code_generator_class = FoldingGenerator


def templates(kind, source, name="page.html"):
    """Return templates of a `kind` of which `name` has this source, and the components."""
    sources = {name: source, "parts.html": COMPONENTS, "sign.html": SIGN}
    found = kind(
        loader=DictLoader(sources), autoescape=select_autoescape(["html"]), undefined=StrictUndefined
    )
    found.globals |= {"link": lambda to, **values: f"{to}&{values}", "hello": lambda: "<hello>"}
    return found


def page(source):
    return f"""{{% from "parts.html" import {NAMES} %}}{source}"""


@pytest.mark.parametrize("text", ["", "<T>"])
@pytest.mark.parametrize("source", [*INSIDE.values(), *LEFT.values()], ids=[*INSIDE, *LEFT])
@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_it_says_the_same_to_the_letter(source, name, text):
    plain, inlined = (
        templates(kind, page(source), name).get_template(name).render(text=text)
        for kind in (Environment, Inlined)
    )
    assert inlined == plain


@pytest.mark.parametrize("source", INSIDE.values(), ids=INSIDE)
def test_nothing_but_functions_is_called(source):
    code = templates(Inlined, "").compile(page(source), "page.html", raw=True)
    calls = code.count("context.call(")
    assert calls == code.count("context.call((undefined(name='link')")


def test_what_is_known_is_written_in_one_piece():
    code = templates(Inlined, "").compile(page(INSIDE["a constant"]), "page.html", raw=True)
    assert repr("<i x><u>&amp;</u>&lt;b&gt;</i><i x>Xb</i><i>-b</i>") in code


def test_what_a_component_does_not_take_is_refused_as_ever():
    with pytest.raises(TypeError, match="no keyword argument 'size'"):
        templates(Inlined, page("""{{ tag("a", size=1) }}""")).get_template("page.html").render()
    with pytest.raises(TypeError, match="not more than 3"):
        templates(Inlined, page("""{{ tag("a", "b", "c", "d") }}""")).get_template("page.html").render()
