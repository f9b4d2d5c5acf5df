"""Prepared statements: one for all who see alike, none shared by those who do not."""

from dataclasses import fields

from community.model.members import Right, Role
from community.model.sign_ins import Scope
from community.policy.actors import GUEST, Actor
from community.policy.prepared import ME, prepared, who
from community.policy.visibility import visible_thread


@prepared
def seen(actor, page):
    return (actor, page, visible_thread(actor, shown_hidden=True))


def test_people_who_see_alike_share_one():
    nils, mara = Actor(1, "Nils", Role.customer), Actor(2, "Mara", Role.customer)
    assert seen(nils, 1) is seen(mara, 1)
    assert seen(nils, 1)[0].id is ME
    assert seen(nils, 1)[0].name == ""
    assert who(mara, page=3) == {"me": 2, "page": 3}


def test_nobody_shares_one_with_whom_they_do_not_see_alike():
    people = [
        GUEST,
        Actor(1, role=Role.customer),
        Actor(1, role=Role.customer, email_confirmed=True),
        Actor(1, role=Role.customer, newcomer=False),
        Actor(1, role=Role.customer, rights=frozenset({Right.moderator})),
        Actor(1, role=Role.staff, badge="Kiel"),
        Actor(1, role=Role.staff, badge="Kiel", token=Scope.read),
        Actor(1, role=Role.administrator),
    ]
    made = [seen(person, 1) for person in people]
    assert len({id(one) for one in made}) == len(people)
    assert seen(people[1], 2) is not made[1]
    kept = {one.name for one in fields(Actor)} - {"id", "name", "badge"}
    for person, (shape, _, _) in zip(people, made, strict=True):
        assert all(getattr(shape, name) == getattr(person, name) for name in kept)
