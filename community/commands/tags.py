"""Makes tags and renames them."""

from sqlalchemy import select

from community.access import Absent
from community.commands.audit import write_audit
from community.model.boards import Tag
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.text.characters import without_invisible
from community.text.titles import slug
from community.work import Work

_LONGEST = 60


def add_tag(work: Work, actor: Actor, name: str) -> Tag:
    """Make a tag. Raises Refused: not_allowed, name_missing, tag_taken."""
    insist(permitted(actor, "administer"))
    name = _clean(name)
    address = slug(name)
    if work.session.scalar(select(Tag.id).where(Tag.slug == address)) is not None:
        raise Refused("tag_taken")
    tag = Tag(slug=address, name=name)
    work.session.add(tag)
    work.session.flush()
    write_audit(work, actor, "tag.created", "tag", tag.id, name=name)
    return tag


def rename_tag(work: Work, actor: Actor, tag_id: int, name: str) -> Tag:
    """Give a tag another name; its address stays, so that links and searches hold.

    Raises Absent, or Refused: not_allowed, name_missing.
    """
    insist(permitted(actor, "administer"))
    tag = work.session.get(Tag, tag_id)
    if tag is None:
        raise Absent
    name = _clean(name)
    if tag.name != name:
        tag.name = name
        write_audit(work, actor, "tag.changed", "tag", tag.id, name=name)
    return tag


def _clean(raw: str) -> str:
    name = " ".join(without_invisible(raw).split())[:_LONGEST]
    if not name:
        raise Refused("name_missing")
    return name
