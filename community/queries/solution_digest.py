"""The solution inside the question's card, and who may settle or open the choice."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import Session

from community.model.posts import Post
from community.policy.actors import Actor
from community.policy.solutions import may_lock
from community.queries.authors import AuthorCard
from community.queries.post_cards import PostCard, SolutionMark, Surroundings, post_cards
from community.text.blocks import first_blocks


@dataclass(frozen=True, slots=True)
class SolutionDigest:
    """The first words of the solution, shown in the question's card."""

    post_id: int
    number: int
    author: AuthorCard
    mark: SolutionMark
    html: str
    shortened: bool


def solution_digest(
    session: Session, around: Surroundings, posts: tuple[PostCard, ...]
) -> SolutionDigest | None:
    """The newest solution, taken from this page where it stands here."""
    if not around.marks:
        return None
    post_id = next(iter(around.marks))
    card = next((post for post in posts if post.id == post_id), None)
    if card is None:
        card = post_cards(session, around, one_post, post_id=post_id)[0]
    html, shortened = first_blocks(card.html)
    return SolutionDigest(card.id, card.number, card.author, around.marks[post_id], html, shortened)


def one_post(_: Actor) -> ColumnElement[bool]:
    """The post `post_id`, for post_cards."""
    return Post.id == bindparam("post_id")


def lock_acts(around: Surroundings, digest: SolutionDigest | None) -> frozenset[str]:
    """Return lock_solution or unlock_solution where it is open to the viewer; the command asks about every mark."""
    if digest is None or not may_lock(around.actor, author_ids=(digest.author.id,)):
        return frozenset()
    return frozenset({"unlock_solution" if around.locked else "lock_solution"})
