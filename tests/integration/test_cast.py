"""The company is what the stories say it is."""

from community.model.members import Right


def test_people_have_their_roles_and_rights(cast):
    assert cast.jana.is_staff
    assert cast.jana.rights == {Right.reader}
    assert cast.svea.badge == "Team Bielefeld"
    assert cast.svea.rights == frozenset()
    assert not cast.moritz.is_staff
    assert cast.moritz.sees_hidden
    assert cast.nils.newcomer
