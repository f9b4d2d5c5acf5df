"""What tests of drafts ask and do again and again."""

from sqlalchemy import select

from community.commands.drafts import revise_draft
from community.model.drafts import Draft
from community.model.posts import Post
from community.model.versions import Release


def state_of(cast, draft_id):
    cast.session.rollback()
    return cast.session.get_one(Draft, draft_id, populate_existing=True).state


def posts_in(cast, thread_id):
    cast.session.rollback()
    return cast.session.scalars(select(Post).where(Post.thread_id == thread_id)).all()


def release_of(cast, draft_id):
    cast.session.rollback()
    return cast.session.scalars(select(Release).where(Release.draft_id == draft_id)).one_or_none()


def revise(cast, who, draft_id, after, **named):
    words = {"source": f"Written by {who.name}."} | named
    return cast.do(revise_draft, who, draft_id, after=after, **words).id
