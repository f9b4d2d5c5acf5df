"""Every call to the database may be the one that fails: nothing is half done, and trying again does it once."""

from itertools import count

import pytest

from community.queries.check import check
from tests.databases import POSTGRESQL_IS_LONG
from tests.faults.calls import Gone, watched
from tests.faults.flows import FLOWS, again, rows


@pytest.fixture
def calls(cast, monkeypatch):
    return watched(cast.database.engine, monkeypatch)


@POSTGRESQL_IS_LONG
@pytest.mark.parametrize("flow", FLOWS)
def test_whichever_call_fails_a_second_try_does_it_once(cast, calls, flow, sample):
    prepare, model = FLOWS[flow]
    turns = count()
    act = prepare(cast, next(turns))
    with calls.counted():
        act()
    assert calls.made[-1] == "do_commit"
    several = sample(range(1, calls.number + 1), 5)
    # The commit is the one moment at which it is decided.
    ways = [(number, False) for number in several] + [(calls.number, False), (calls.number, True)]
    for number, after in ways:
        act = prepare(cast, next(turns))
        before = rows(cast, model)
        with calls.counted(number, for_good=not after, after=after), pytest.raises(Gone):
            act()
        assert rows(cast, model) == before + after
        assert list(check(cast.session)) == []
        cast.session.rollback()
        if after:
            again(act)
        else:
            act()
        assert rows(cast, model) == before + 1
        assert list(check(cast.session)) == []
        cast.session.rollback()
