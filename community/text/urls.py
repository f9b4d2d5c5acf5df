"""Decide which addresses a text may link to or show as an image.

Libraries have let `javascript:123` and `data:1` through, so no gate is trusted with this question:
each of them asks here as well.
"""

import re
from collections.abc import Collection

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# A host without user part (`https://bank.example@evil.example` reads like the bank), a mail address, or a
# path of our own. `//host` and `/\host` are other hosts to a browser.
_LINK = re.compile(
    r"https?://[^\s/\\?#@]+(?:[/?#].*)?|mailto:[^\s:/\\]+@[^\s:/\\]+|/(?:[^/\\].*)?",
    re.IGNORECASE,
)
_UPLOAD = re.compile(r"/uploads/[A-Za-z0-9_-][A-Za-z0-9_./-]*")
# Bounded, so that a text of nothing but brackets takes no longer than another.
_SHOWN = re.compile(r"!\[[^\]\n]{0,500}\]\(upload:([A-Za-z0-9_-]{22})[^)\n]{0,200}\)\n?")
_UPLOAD_ID = re.compile(r"upload:([A-Za-z0-9_-]{22})")


def safe_link(url: str) -> bool:
    """Say whether `url` (entities already decoded) may stand in an href: http, https, mailto or a path
    starting with one slash.
    """
    return _CONTROL.search(url) is None and _LINK.fullmatch(url) is not None


def upload_id(url: str) -> str | None:
    """Return the public id in `upload:ID`, as a text names an upload; None for every other address."""
    found = _UPLOAD_ID.fullmatch(url)
    return found.group(1) if found else None


def upload_ids(source: str) -> tuple[str, ...]:
    """Return the public ids of all uploads that a text names, each once, in order."""
    return tuple(dict.fromkeys(_UPLOAD_ID.findall(source)))


def without_images(source: str, public_ids: Collection[str]) -> str:
    """Return Markdown without the images that show one of these uploads, each with the line it stood on alone."""

    def kept(found: re.Match[str]) -> str:
        return "" if found.group(1) in public_ids else found.group()

    return _SHOWN.sub(kept, source)


def safe_image(url: str) -> bool:
    """Say whether `url` is one of our own uploads, the only images shown in texts (others would tell a third
    party who reads).
    """
    return _UPLOAD.fullmatch(url) is not None and ".." not in url
