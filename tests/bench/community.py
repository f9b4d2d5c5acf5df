"""Fill a data folder with a community of known size, the same for the same scale.

Run: python -m tests.bench.community [--scale 1]; COMMUNITY_DATA and DATABASE_URL say where. It can be stopped, even
killed, and run again: it goes on where it was.
"""

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session
from tqdm import tqdm

from community import clock
from community.cli.session import sessions
from community.commands.boards import create_board
from community.commands.imports.batches import Import, Tally, bring_threads
from community.commands.imports.past import PastAuthor, PastPost, PastThread
from community.commands.imports.people import USER
from community.commands.imports.rejects import Rejects
from community.commands.members import add_member
from community.commands.site import write_setting
from community.model.boards import Board
from community.model.members import Member, Participant, Right, Role
from community.model.posts import Post
from community.model.records import ImportedRow, OutboxRow
from community.search.seed_nouns import NOUNS
from community.settings import Settings
from community.text.names import name_key
from community.work import Work, unit_of_work

BOARDS, MEMBERS, THREADS, POSTS, LONG = 10, 2_000, 20_000, 120_000, 2_000
"""The community of docs/performance.md at scale 1; one thread has LONG posts, however large the place is."""
PASSWORD = "correct horse battery"
CUSTOMER, STAFF, READER = "bench-customer@example.org", "bench-staff@example.org", "bench-reader@example.org"
ACCOUNTS = (
    ("Kundin Messung", CUSTOMER, Role.customer, ()),
    ("Antwort Messung", STAFF, Role.staff, ()),
    ("Lesung Messung", READER, Role.staff, (Right.reader,)),
)
SOURCE = "bench"
BEGINNING = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
SOLVED_IN_100, OWED_IN_100 = 60, 10
_LINKS = (
    "und",
    "mit",
    "nach",
    "ohne",
    "seit",
    "bei",
    "ist",
    "nicht",
    "wird",
    "kann",
    "for",
    "with",
    "the",
    "does",
)
_VERBS = (
    "startet",
    "bricht ab",
    "zeigt",
    "fehlt",
    "lädt",
    "verliert",
    "findet",
    "meldet",
    "works",
    "shows",
    "stops",
)


@dataclass(frozen=True)
class Size:
    """How large a place is at a scale; a fraction makes one that is filled in seconds, its long thread shorter too."""

    members: int
    threads: int
    posts: int
    long: int

    @classmethod
    def at(cls, scale: float) -> "Size":
        """Return the size at `scale`."""
        members, threads, posts = (round(number * scale) for number in (MEMBERS, THREADS, POSTS))
        return cls(members, threads, posts, round(LONG * min(scale, 1)))


def threads(scale: float) -> Iterator[PastThread]:
    """Yield the threads, oldest first; which are solved and which are owed a word is part of the seed."""
    size = Size.at(scale)
    dice = random.Random(20_240_101)
    nouns = sorted(NOUNS)
    common = common_nouns()
    replies_left = size.posts - size.threads - size.long + 1
    at = BEGINNING
    for number in range(size.threads):
        at += dt.timedelta(minutes=40 / scale)
        if number == size.threads // 2:
            replies = size.long - 1
        else:
            # Most threads are short, a few are long; the mean is what is left over, and the last takes it.
            left = size.threads - number - (number < size.threads // 2)
            drawn = round(dice.expovariate(left / max(replies_left, 1)))
            replies = min(drawn, 80, replies_left) if left > 1 else replies_left
            replies_left -= replies
        yield _thread(dice, common, nouns, size, number, replies, at)


def common_nouns() -> list[str]:
    """Return the nouns that half of all words are taken from."""
    nouns = sorted(NOUNS)
    return nouns[:: len(nouns) // 120]


def queries(words: int, count: int) -> Iterator[str]:
    """Yield what people search for: sentences of so many words as the texts have them, in another order each."""
    dice = random.Random(words)
    nouns, common = sorted(NOUNS), common_nouns()
    for _ in range(count):
        if words == 2:
            yield f"{dice.choice(common)} {dice.choice(nouns)}".lower()
        else:
            yield _sentence(dice, common, nouns, words - 1)


def _thread(
    dice: random.Random,
    common: list[str],
    nouns: list[str],
    size: Size,
    number: int,
    replies: int,
    at: dt.datetime,
) -> PastThread:
    asker = _author(dice.randrange(size.members))
    fate = dice.randrange(100)
    posts = []
    for place in range(replies):
        at += dt.timedelta(minutes=dice.randrange(1, 90))
        # The last word decides whether somebody is still waiting.
        by_asker = fate >= 100 - OWED_IN_100 if place == replies - 1 else dice.random() < 0.25
        author = asker if by_asker else _author(dice.randrange(size.members))
        posts.append(_post("answer", f"{number}-{place}", author, at, _text(dice, common, nouns)))
    helpers = [post for post in posts if post.author != asker]
    accepted = helpers[-1] if helpers and fate < SOLVED_IN_100 else None
    return PastThread(
        title=_sentence(dice, common, nouns, 5)[:140],
        question=_post(
            "question", str(number), asker, posts[0].at if posts else at, _text(dice, common, nouns)
        ),
        replies=tuple(posts),
        board=str(number % BOARDS),
        tags=(dice.choice(common),),
        accepted_id=accepted.external_id if accepted else None,
        accepted_at=accepted.at if accepted else None,
    )


def _author(number: int) -> PastAuthor:
    return PastAuthor(str(number), f"Mitglied {number}")


def _post(kind: str, external_id: str, author: PastAuthor, at: dt.datetime, text: str) -> PastPost:
    return PastPost(kind, external_id, author, at, 0, text, is_html=False)


def _text(dice: random.Random, common: list[str], nouns: list[str]) -> str:
    return "\n\n".join(
        " ".join(
            _sentence(dice, common, nouns, dice.randrange(6, 12)) + "." for _ in range(dice.randrange(1, 4))
        )
        for _ in range(dice.randrange(1, 4))
    )


def _sentence(dice: random.Random, common: list[str], nouns: list[str], words: int) -> str:
    """Return words in which a few are everywhere and most are rare, as in any language."""
    chosen = [dice.choice(common if dice.random() < 0.5 else nouns) for _ in range(words // 2)]
    if dice.random() < 0.3:
        chosen[-1] += dice.choice(nouns).lower()
    parts = [word for noun in chosen for word in (noun, dice.choice(_LINKS))]
    return " ".join([*parts, dice.choice(_VERBS)]).capitalize()


def fill(session: Session, settings: Settings, scale: float) -> None:
    """Make boards, members and all threads; run again, it goes on where it stopped."""
    size = Size.at(scale)
    boards = _places(session, size)
    aside = settings.data / "imports" / "bench"
    aside.mkdir(parents=True, exist_ok=True)
    with tqdm(total=size.posts, unit="posts", mininterval=1) as bar:

        def progress(_what: str, count: int, _total: int | None) -> None:
            bar.update(count)

        run = Import(session, SOURCE, boards, Rejects(Path(aside / "rejected.jsonl")), Tally(), progress)
        bring_threads(run, threads(scale), size.posts)
    # The index is made from the database next, which is faster than following each batch.
    waiting = update(OutboxRow).where(OutboxRow.event == "ThreadsImported", OutboxRow.done_at.is_(None))
    with unit_of_work(session) as work:
        work.session.execute(waiting.values(done_at=clock.now()))
    print(f"{session.scalar(select(func.count()).select_from(Post))} posts")


def _places(session: Session, size: Size) -> dict[str, int]:
    with unit_of_work(session) as work:
        if not session.scalar(select(func.count()).select_from(Board)):
            for number in range(BOARDS):
                create_board(work, None, f"Bereich {number}", board_slug=f"bereich-{number}")
            made = [
                add_member(work, None, name=name, email=email, role=role, rights=rights, password=PASSWORD)
                for name, email, role, rights in ACCOUNTS
            ]
            _members(work, made[0].id, size.members)
            write_setting(work, None, "founded", True)
        return {
            str(number): session.scalars(select(Board.id).where(Board.slug == f"bereich-{number}")).one()
            for number in range(BOARDS)
        }


def _members(work: Work, first: int, count: int) -> None:
    """Make the accounts that the threads are written by; the first of them is there, and a person signs in with it."""
    names = [f"Mitglied {number}" for number in range(1, count)]
    rows = [
        {"name": name, "name_key": name_key(name), "has_account": True, "created_at": BEGINNING}
        for name in names
    ]
    ids = work.session.scalars(
        insert(Participant).returning(Participant.id, sort_by_parameter_order=True), rows
    )
    people = [first, *ids]
    accounts = []
    for number, person in enumerate(people[1:], start=1):
        email = f"member-{number}@example.org"
        accounts.append(
            {
                "id": person,
                "email": email,
                "email_key": email,
                "email_confirmed_at": BEGINNING,
                "role": Role.customer,
                "created_at": BEGINNING,
            }
        )
    work.session.execute(insert(Member), accounts)
    # The import takes them for people it has brought in before.
    brought = [
        {"source": SOURCE, "kind": USER, "external_id": str(number), "participant_id": person}
        for number, person in enumerate(people)
    ]
    work.session.execute(insert(ImportedRow), brought)


def main() -> None:
    """Fill what the environment names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    arguments = parser.parse_args()
    with sessions() as (settings, make), make() as session:
        fill(session, settings, arguments.scale)


if __name__ == "__main__":
    main()
