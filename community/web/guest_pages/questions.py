"""What a guest asks for: everything their page depends on, and nothing else of their request."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from community.web.choices import KNOWN

FOLDERS: Final = frozenset(
    {
        *("", "boards", "threads", "tags", "news", "members", "search", "keys", "feed.atom", "sitemap.xml"),
        *("imprint", "privacy", "accessibility", "rules", "how-we-work"),
    }
)
"""First parts of the addresses of pages that may be kept; for others nobody looks."""
LONGEST: Final = 512
"""Characters of an address and of a header that is looked at; who sends more gets their page made."""
PASSED: Final = frozenset(
    {
        *("HTTP_HOST", "HTTP_ACCEPT_ENCODING"),
        # Whose search that found nothing is counted, and what a proxy says of the visitor.
        *("HTTP_USER_AGENT", "HTTP_SEC_PURPOSE", "HTTP_PURPOSE"),
        *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"),
    }
)
"""Headers a page that may be kept is made with: one that depended on any other would be handed to the wrong guest."""


class Question(NamedTuple):
    """A page as a guest can ask for it; two with the same question get the same bytes."""

    host: str
    path: str
    query: str
    language: str
    """Chosen or preferred; empty for the language of the place."""
    theme: str
    """Chosen; empty for the system's."""

    def environ(self, environ: Mapping[str, Any]) -> dict[str, Any]:
        """Return the request as the page is to see it: what is asked, and no other word of whoever asks."""
        plain = {key: value for key, value in environ.items() if not key.startswith("HTTP_") or key in PASSED}
        if self.language:
            plain["HTTP_ACCEPT_LANGUAGE"] = self.language
        if self.theme:
            plain["HTTP_COOKIE"] = f"theme={self.theme}"
        return plain


def question_of(environ: Mapping[str, Any], hosts: frozenset[str]) -> Question | None:
    """Return what a request asks for; None where it is no guest's, or not for a page that may be kept."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path, query, host = environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_HOST", "")
    folder = path.split("/", 2)[1:2]
    if not FOLDERS.issuperset(folder) or not folder or host not in hosts or len(path) + len(query) > LONGEST:
        return None
    chosen = _choices(environ.get("HTTP_COOKIE", "")[: LONGEST + 1])
    preferred = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    if chosen is None or len(preferred) > LONGEST:
        return None
    language, theme = chosen
    return Question(host, path, query, language or _spoken(preferred), theme)


@lru_cache(maxsize=256)
def _choices(cookies: str) -> tuple[str, str] | None:
    """Return language and theme from a Cookie header; None where it holds anything else."""
    found: dict[str, str] = {}
    for pair in cookies.split(";") if cookies else ():
        name, _, value = pair.strip().partition("=")
        if name in found or value not in KNOWN.get(name, ()):
            return None
        found[name] = value
    theme = found.get("theme", "")
    return found.get("language", ""), "" if theme == "auto" else theme


@lru_cache(maxsize=1024)
def _spoken(preferred: str) -> str:
    """Return the language of ours that an Accept-Language header prefers, empty for none; as languages.py does."""
    return parse_accept_header(preferred, LanguageAccept).best_match(KNOWN["language"]) or ""
