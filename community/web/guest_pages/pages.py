"""A page that is kept: compressed, with the tags that its content gives it."""

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

from community.web.compression import SMALLEST, squeezed

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to a question of a guest."""

    route: str
    """Its route, for the log."""
    headers: Headers
    """What every answer with it carries."""
    packed: bytes
    length: int
    """Bytes of its content before it was compressed."""
    tag: str
    """Digest of its content, the same in every process."""

    @property
    def size(self) -> int:
        """Bytes it takes to keep, about."""
        return len(self.packed) + 2048

    def answer(self, accepted: str, known: str) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status, headers and body for the headers Accept-Encoding and If-None-Match of a request."""
        packed = self.length >= SMALLEST and _takes_gzip(accepted)
        tag = f"{self.tag}-gzip" if packed else self.tag
        if known and (known == f'"{tag}"' or parse_etags(known).contains_weak(tag)):
            return "304 NOT MODIFIED", [*self._unchanged(), ("ETag", f'"{tag}"')], b""
        # Browsers take it as it is; only for a program now and then it is unpacked.
        body = self.packed if packed else gzip.decompress(self.packed)
        headers = [*self.headers, ("ETag", f'"{tag}"'), ("Content-Length", str(len(body)))]
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        return "200 OK", headers, body

    def _unchanged(self) -> Headers:
        return tuple(pair for pair in self.headers if pair[0].lower() != "content-type")

    def dumped(self) -> bytes:
        """Return it as bytes for `loaded`."""
        return json.dumps([self.route, self.headers]).encode() + b"\n" + self.packed


def page_of(route: str, headers: Headers, plain: bytes) -> Page:
    """Return the page with this content."""
    return _page(route, headers, plain, squeezed(plain))


def loaded(dumped: bytes) -> Page | None:
    """Return the page that was dumped; None for what is none."""
    head, _, packed = dumped.partition(b"\n")
    try:
        route, headers = json.loads(head)
        plain = gzip.decompress(packed)
        return _page(str(route), tuple((str(name), str(value)) for name, value in headers), plain, packed)
    except (ValueError, TypeError, OSError, EOFError, zlib.error):
        return None


def _page(route: str, headers: Headers, plain: bytes, packed: bytes) -> Page:
    return Page(route, headers, packed, len(plain), hashlib.sha256(plain).hexdigest()[:32])


@lru_cache(maxsize=256)
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted, Accept).quality("gzip") > 0
