"""Finds or makes the tags of imported threads."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from community.model.boards import Tag
from community.text.titles import slug
from community.work import Work


def bring_tags(work: Work, names: Iterable[str]) -> dict[str, int]:
    """Return the ids of the tags of these names, making those that are not here.

    Names are compared without case. Those that would share an address (`c`, `c++`) get different ones.
    """
    wanted = {name: name[:60].lower() for name in names}
    # SQLite lowers ASCII alone, so a name with a capital umlaut is looked for as it stands, too.
    alike = or_(func.lower(Tag.name).in_(set(wanted.values())), Tag.name.in_({name[:60] for name in wanted}))
    same_names = select(Tag).where(alike).order_by(Tag.id.desc())
    ids = {tag.name.lower(): tag.id for tag in work.session.scalars(same_names)}
    for name, key in wanted.items():
        if key not in ids:
            ids[key] = _new_tag(work, name[:60]).id
    return {name: ids[key] for name, key in wanted.items()}


def _new_tag(work: Work, name: str) -> Tag:
    tag = Tag(slug=_free_address(work, name), name=name)
    work.session.add(tag)
    work.session.flush()
    return tag


def _free_address(work: Work, name: str) -> str:
    address, number = slug(name), 1
    while work.session.scalar(select(Tag.id).where(Tag.slug == address)) is not None:
        number += 1
        address = f"{slug(name)[:55].rstrip('-')}-{number}"
    return address
