"""Levels of headings in rendered text, for a page whose title is right above it."""

import re

_HEADING = re.compile(r"(?<=[</]h)[3-6](?=>)")


def raised(html: str) -> str:
    """Return our own safe HTML with its headings on the levels 2, 3 …, none of them skipped.

    In posts headings begin below that of the post; a legal page has nothing between its title and its text.
    """
    levels = sorted(set(_HEADING.findall(html)))
    return _HEADING.sub(lambda match: str(2 + levels.index(match[0])), html)
