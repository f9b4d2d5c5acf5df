"""Addresses of our own pages as templates write them: a page has a hundred of them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

KEPT: Final = 4096
"""Addresses that are remembered: those of the frame, and of what is read most just now."""
_ARGUMENT: Final = re.compile(r"<int:(\w+)>")


def addresses_of(app: Flask) -> Callable[..., str]:
    """Return what gives the path of an endpoint of `app`; it leaves out what flask asks the request for.

    It raises werkzeug.routing.BuildError where there is no such address.
    """
    # The name is never part of a path.
    adapter = app.url_map.bind("localhost")
    numbered = _numbered(app)

    @lru_cache(KEPT)
    def remembered(endpoint: str, **values: Any) -> str:
        return adapter.build(endpoint, values)

    def address(endpoint: str, **values: Any) -> str:
        # Most of a page's addresses are of its posts, and on no other page.
        pattern = numbered.get((endpoint, *values))
        if pattern is not None and all(type(value) is int for value in values.values()):
            return pattern % values
        try:
            return remembered(endpoint, **values)
        except TypeError:
            # A list among the values can't be remembered.
            return adapter.build(endpoint, values)

    return address


def _numbered(app: Flask) -> dict[tuple[str, ...], str]:
    """Return the paths in which nothing but one number is filled in, by endpoint and the name of the number."""
    rules: dict[tuple[str, ...], list[Rule]] = {}
    for rule in app.url_map.iter_rules():
        rules.setdefault((rule.endpoint, *sorted(rule.arguments)), []).append(rule)
    return {
        key: _ARGUMENT.sub(r"%(\1)d", rule.rule)
        for key, (rule, *others) in rules.items()
        if len(key) == 2 and not others and not rule.defaults and _is_number(rule, key[1])
    }


def _is_number(rule: Rule, name: str) -> bool:
    converter = rule._converters[name]
    plain = isinstance(converter, IntegerConverter) and not converter.fixed_digits
    return plain and f"<int:{name}>" in rule.rule and "%" not in rule.rule
