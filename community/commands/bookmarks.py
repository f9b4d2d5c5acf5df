"""Members keep posts; a question stands for its thread."""

from community import access, clock
from community.commands.single_rows import put_row, take_row
from community.model.readers import Bookmark
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def add_bookmark(work: Work, actor: Actor, post_id: int) -> None:
    """Keep a post. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "bookmark"))
    post, _ = access.post(work.session, actor, post_id)
    put_row(work, Bookmark, {"member_id": actor.known(), "post_id": post.id}, kept_at=clock.now())


def remove_bookmark(work: Work, actor: Actor, post_id: int) -> None:
    """Keep a post no more. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "bookmark"))
    post, _ = access.post(work.session, actor, post_id)
    take_row(work, Bookmark, member_id=actor.known(), post_id=post.id)
