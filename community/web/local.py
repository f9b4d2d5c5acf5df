"""Keeps `next` addresses on our own site."""

import re
from typing import Final
from urllib.parse import unquote

_REFUSED: Final = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Browsers read a backslash as a slash and drop control characters, so a host could hide behind one."""


def local_path(url: str | None, otherwise: str = "/") -> str:
    """Return `url` if it is a path on this site, else `otherwise`."""
    if not url or not url.startswith("/"):
        return otherwise
    # Decoded as well, for whoever decodes it once more on the way.
    if any(form.startswith("//") or _REFUSED.search(form) for form in (url, unquote(url).replace(" ", ""))):
        return otherwise
    return url
