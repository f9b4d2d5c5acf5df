"""Tags of imported threads: the same name is the same tag, on both databases."""

from sqlalchemy import func, select

from community.commands.imports.tags import bring_tags
from community.model.boards import Tag


def test_names_are_found_again_umlauts_too(cast):
    names = ["Übertragung", "ÄRGER", "Ethernet", "c", "c++"]
    first = cast.do(lambda work, _: bring_tags(work, names), None)
    count = cast.session.scalar(select(func.count()).select_from(Tag))
    assert cast.do(lambda work, _: bring_tags(work, names), None) == first
    assert cast.session.scalar(select(func.count()).select_from(Tag)) == count
    assert len(set(first.values())) == len(names)
    assert cast.do(lambda work, _: bring_tags(work, ["ETHERNET"]), None) == {"ETHERNET": first["Ethernet"]}
