"""Customers call a post helpful; the post keeps count in the same transaction."""

from sqlalchemy import update

from community import access, clock
from community.commands.sight import is_hidden
from community.commands.single_rows import put_row, take_row
from community.model.posts import Post
from community.model.readers import HelpfulVote
from community.policy.actors import Actor
from community.policy.readers import may_find_helpful
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def find_helpful(work: Work, actor: Actor, post_id: int) -> None:
    """Call a post helpful; doing so again changes nothing.

    Raises Absent, or Refused: sign_in, not_allowed, own_helpful, hidden, not_an_answer.
    """
    insist(permitted(actor, "find_helpful"))
    post, thread = access.post(work.session, actor, post_id)
    insist(
        may_find_helpful(
            actor,
            author_id=post.author_id,
            is_question=post.number == 1,
            kind=thread.kind.value,
            hidden=post.place is None or is_hidden(work, thread),
        )
    )
    key = {"member_id": actor.known(), "post_id": post.id}
    if put_row(work, HelpfulVote, key, voted_at=clock.now()):
        _count(work, post, 1)


def find_helpful_no_more(work: Work, actor: Actor, post_id: int) -> None:
    """Take the own vote back, if there is one. Raises Absent, or Refused: sign_in, not_allowed."""
    insist(permitted(actor, "find_helpful"))
    post, _ = access.post(work.session, actor, post_id)
    if take_row(work, HelpfulVote, member_id=actor.known(), post_id=post.id):
        _count(work, post, -1)


def _count(work: Work, post: Post, by: int) -> None:
    work.session.execute(
        update(Post)
        .where(Post.id == post.id)
        .values(score=Post.score + by)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(post)
