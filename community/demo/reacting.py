"""What readers of the demo leave behind: votes, "me too", follows, and when they last looked around."""

import random
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access
from community.commands.affected import be_affected
from community.commands.follows import follow_board
from community.commands.helpful_votes import find_helpful
from community.commands.visits import mark_board_read
from community.demo.script import Place
from community.model.boards import Board, Visibility
from community.model.posts import Post, Solution
from community.model.threads import Thread
from community.policy.actors import Actor
from community.work import Work, unit_of_work

PRAISED: Final = (2, 9)
"""Votes a solution has got; other answers got at most THANKED."""
THANKED: Final = 3
SHARED: Final = 6
"""At most so many have the problem of a question too."""


def look_around(work: Work, actor: Actor) -> None:
    """Let somebody have seen all there is on the boards that are open to everybody."""
    open_ones = select(Board.slug).where(Board.visibility == Visibility.public).order_by(Board.id)
    for slug in work.session.scalars(open_ones).all():
        mark_board_read(work, actor, slug)


def react(session: Session, place: Place, ids: Mapping[str, int], chance: random.Random) -> None:
    """Let the customers vote and say "me too", and two of them follow a board."""
    with unit_of_work(session) as work:
        names = sorted(name for name, person in place.people.items() if person.team is None)
        people = [access.actor(session, ids[name]) for name in names]
        _praise(work, people, chance)
        _share(work, people, chance)
        for actor, board in zip(people, place.boards[:2], strict=False):
            follow_board(
                work, actor, session.scalars(select(Board.slug).where(Board.name == board.name)).one()
            )


def _praise(work: Work, people: Sequence[Actor], chance: random.Random) -> None:
    solved = set(work.session.scalars(select(Solution.post_id).where(Solution.removed_at.is_(None))))
    answers = work.session.execute(
        select(Post.id, Post.author_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .where(Post.number > 1, Post.place.is_not(None), Board.visibility == Visibility.public)
        .where(Post.author_id != Thread.author_id)
        .order_by(Post.id)
    )
    for post_id, author_id in answers.all():
        others = [actor for actor in people if actor.id != author_id]
        many = chance.randint(*PRAISED) if post_id in solved else chance.randint(0, THANKED)
        for actor in chance.sample(others, min(many, len(others))):
            find_helpful(work, actor, post_id)


def _share(work: Work, people: Sequence[Actor], chance: random.Random) -> None:
    questions = work.session.execute(
        select(Thread.id, Thread.author_id)
        .join(Board, Board.id == Thread.board_id)
        .join(Post, Post.thread_id == Thread.id)
        .where(Thread.kind == "question", Board.visibility == Visibility.public, Post.number == 1)
        .where(Post.place.is_not(None))
        .order_by(Thread.id)
    )
    for thread_id, asker_id in questions.all():
        others = [actor for actor in people if actor.id != asker_id]
        for actor in chance.sample(others, min(chance.randint(0, SHARED), len(others))):
            be_affected(work, actor, thread_id)
