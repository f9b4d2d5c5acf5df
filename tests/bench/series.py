"""Series of requests: each page as each kind of visitor asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.bench.community import CUSTOMER
from tests.bench.figures import CACHED, COLD, SIGNED_IN
from tests.bench.load import Paths, Target
from tests.bench.pages import Page
from tests.bench.places import Place
from tests.bench.processes import Groups
from tests.bench.visitor import Visitor


@dataclass(frozen=True)
class Series:
    """A page as somebody asks for it: the server with who asks, and the addresses."""

    page: str
    who: str
    target: Target
    paths: Paths


def all_series(place: Place, url: str, groups: Groups, found: Iterable[Page]) -> Iterator[Series]:
    """Yield the series of a place that is served at `url` by these processes, page by page."""
    guest, member = Target(url, groups), Visitor(url)
    member.sign_in(CUSTOMER)
    signed_in = Target(url, groups, member.cookie)
    for page in found:
        fresh = Paths(place.data, page.differing)
        yield Series(page.name, COLD, guest, fresh)
        if page.same:
            yield Series(page.name, CACHED, guest, Paths(place.data, [page.same]))
        yield Series(page.name, SIGNED_IN, signed_in, fresh)
