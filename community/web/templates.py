"""Templates in every language: each is compiled once a language, with its words and fixed addresses in place."""

from collections.abc import Callable
from gettext import NullTranslations
from gettext import translation as catalogue
from pathlib import Path
from typing import Any, Final, cast

from flask import Flask, current_app
from flask.templating import Environment
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from community import catalogues, clock
from community.web.addresses import addresses_of
from community.web.compiled import Compiled, folder_of, known_by
from community.web.filters import filters
from community.web.folding import FoldingGenerator, Settled
from community.web.inlining import Component
from community.web.languages import LANGUAGES, language, zone

KINDS: Final = ("html", "xml", "atom")
"""Endings of the names of templates."""


class Templates(Environment):
    """The templates of one language; `settled` and `components` are what is known when one is compiled."""

    code_generator_class = FoldingGenerator
    settled: Settled
    components: dict[str, dict[str, Component]]


def init_templates(app: Flask) -> None:
    """Have the templates of `app` in every language; what it offers to templates must be there by now."""
    address, known = addresses_of(app), _known(app)
    folder = folder_of(_sources(app))
    found = {code: _templates(app, code, address) for code, _ in LANGUAGES}
    for code, those in found.items():
        those.bytecode_cache = Compiled(folder, code, known)
    app.extensions["templates"] = found


def fill(template: str, **context: Any) -> str:
    """Return `template` filled in, in the language of the request."""
    return templates().get_template(template).render(context)


def templates() -> Templates:
    """Return the templates in the language of the request."""
    return cast(Templates, current_app.extensions["templates"][language()])


def _templates(app: Flask, code: str, address: Callable[..., str]) -> Templates:
    words = catalogue("messages", catalogues.ready(), [code], fallback=True)
    found = cast(Templates, app.jinja_env.overlay())
    found.filters = {**app.jinja_env.filters, **filters(lambda: code, zone, clock.now)}
    translate = _translate(words)
    found.globals = {
        **app.jinja_env.globals,
        "_": translate,
        "gettext": translate,
        "ngettext": _count(words),
        "url_for": address,
    }
    found.components = {}
    found.settled = {
        "_": lambda text, /, **values: words.gettext(text) % values,
        "url_for": address,
        "asset": cast(Callable[..., str], app.jinja_env.globals["asset"]),
    }
    return found


def _sources(app: Flask) -> Path:
    return Path(str(app.template_folder))


def _known(app: Flask) -> str:
    """Return a digest of all that goes into compiled templates: other templates, words, addresses, our compiler."""
    sources = [
        *(path for kind in KINDS for path in _sources(app).rglob(f"*.{kind}")),
        *catalogues.ready().rglob("*.mo"),
        *(path for folder in (Path(app.root_path), Path(__file__).parent) for path in folder.glob("*.py")),
    ]
    assets = {name: file.digest for name, file in app.extensions["assets"].items()}
    return known_by(sources, sorted((rule.rule, rule.endpoint) for rule in app.url_map.iter_rules()), assets)


def _translate(words: NullTranslations) -> Callable[..., str]:
    """Return what templates know as `_`: a translation, in HTML with the values escaped that are put into it."""

    @pass_eval_context
    def translate(where: EvalContext, text: str, /, **values: Any) -> str:
        found = words.gettext(text)
        return (Markup(found) if where.autoescape else found) % values  # noqa: S704 - the catalogue is ours

    return translate


def _count(words: NullTranslations) -> Callable[..., str]:
    """Return what templates know as `ngettext`; the number is among the values as `num`."""

    @pass_eval_context
    def count(where: EvalContext, one: str, many: str, number: int, /, **values: Any) -> str:
        found = words.ngettext(one, many, number)
        written = Markup(found) if where.autoescape else found  # noqa: S704 - as above
        return written % {"num": number, **values} if "%" in found else written

    return count
