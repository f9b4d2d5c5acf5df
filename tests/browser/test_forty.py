"""A morning at the desk: two of the team, their reader and a moderator work through forty questions of a real forum."""

import re
from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.obligations import ClosedBy, Obligation
from tests.browser.people import form, lanes, person, press, send, settled, sign_in
from tests.browser.places import furnish
from tests.databases import connected
from tests.servers import prepared

pytestmark = pytest.mark.long

MANY = 40
AT_ONCE = 4
"""Questions under way at a time; the desk must not offer the same one twice."""


@pytest.fixture
def morning(tmp_path, real_data):
    """A place that runs, with hundreds of questions that nobody has answered."""
    folder = real_data("sumo-thunderbird-2025q1")
    with prepared(tmp_path / "data", TRUSTED_PROXIES="1") as server:
        made = furnish(server)
        server.command("import", "csv", str(folder), "--mapping", "mozilla-support")
        server.start()
        yield made


def next_owed(page, place, taken):
    """Return the first thread of the desk that is not taken yet."""
    page.goto(f"{place.url}/desk/?lane=answer")
    links = page.locator('.lane[aria-labelledby="lane-answer"] h3 a').evaluate_all(
        "all => all.map(a => a.href)"
    )
    numbers = [int(re.search(r"/desk/threads/(\d+)", link)[1]) for link in links]
    return next(number for number in numbers if number not in taken)


def write(page, place, thread):
    page.goto(f"{place.url}/desk/threads/{thread}")
    send(page, "/drafts", body=f"Hello, thanks for asking. Here is what we know about it ({thread}).")


def draft_of(page, place, thread):
    """Return the address of the reader's page for what waits in a thread."""
    page.goto(f"{place.url}/desk/threads/{thread}")
    return page.locator('main .note a[href^="/desk/readings/"]').get_attribute("href")


def read(page, place, thread):
    page.goto(place.url + draft_of(page, place, thread))
    press(page.locator("[data-approve]"))
    settled(page)


def return_and_revise(reader, author, place, thread):
    reader.goto(place.url + draft_of(reader, place, thread))
    form(reader, "/return").locator("[name=comment]").fill("Which version is it about?")
    press(reader.locator("[data-return]"))
    author.goto(f"{place.url}/desk/threads/{thread}")
    press(author.locator('main .note a[href^="/desk/drafts/"]'))
    author.locator("main textarea").first.fill(
        f"Hello, thanks for asking. It is about every version ({thread})."
    )
    press(author.locator('main form:has(textarea[name=body]) .go button[type="submit"]').last)


def waive(page, place, thread):
    page.goto(f"{place.url}/desk/threads/{thread}")
    page.locator("details.more:has(form[action$='/no-answer']) > summary").first.click()
    press(page.locator("form[action$='/no-answer'] button").first)


def hide(page, place, thread):
    page.goto(f"{place.url}/threads/{thread}")
    first = page.locator("article.post").first
    first.locator("details.more > summary").click()
    press(first.locator('form[action$="/hiding"] button'))


def test_forty_questions_are_worked_through_and_none_is_lost(morning, new_context):
    people = {
        name: person(new_context, java_script_enabled=False) for name in ("svea", "ole", "jana", "moritz")
    }
    for name, page in people.items():
        sign_in(page, morning.url, f"{name}@example.org")
    svea, ole, jana, moritz = people.values()
    before = lanes(jana, morning.url)
    taken: list[int] = []
    expected: Counter[ClosedBy] = Counter()
    while len(taken) < MANY:
        written = []
        for _ in range(AT_ONCE):
            number = len(taken)
            author = (svea, ole)[number % 2]
            thread = next_owed(author, morning, taken)
            taken.append(thread)
            if number % 10 == 9:
                hide(moritz, morning, thread)
                expected[ClosedBy.hidden] += 1
            elif number % 8 == 3:
                waive(author, morning, thread)
                expected[ClosedBy.needs_no_answer] += 1
            else:
                write(author, morning, thread)
                written.append((thread, author, number % 5 == 1))
                expected[ClosedBy.answered] += 1
        for thread, author, wanting in written:
            if wanting:
                return_and_revise(jana, author, morning, thread)
            read(jana, morning, thread)
    after = lanes(jana, morning.url)
    assert {lane: before[lane] - after[lane] for lane in before} == {
        lane: MANY if lane == "answer" else 0 for lane in before
    }
    with connected(f"sqlite:///{morning.server.data / 'community.db'}") as engine, Session(engine) as session:
        owed = session.scalars(select(Obligation).where(Obligation.thread_id.in_(taken))).all()
        assert [one.thread_id for one in owed if one.closed_at is None] == []
        assert Counter(one.closed_by for one in owed) == expected
    morning.server.command("check")
