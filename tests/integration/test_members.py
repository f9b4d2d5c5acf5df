"""Accounts: who gets which name, and what a stranger learns."""

import pytest
from sqlalchemy import func, select

from community import access
from community.access import Absent
from community.commands.members import (
    add_member,
    change_name,
    confirm_email,
    register,
    request_confirmation,
    update_profile,
)
from community.commands.one_time_links import make_link
from community.commands.standing import set_role, suspend
from community.model.members import Member, Participant, Right, Role
from community.model.records import AuditEntry, OutboxRow
from community.model.sign_ins import Purpose, Scope
from community.policy.actors import GUEST
from community.work import unit_of_work
from tests.integration.accounts import PASSWORD, code_of
from tests.integration.racing import race


def enter(session, name="Karla", email="karla@example.org", password=PASSWORD, language="de"):
    with unit_of_work(session) as work:
        return register(work, name=name, email=email, password=password, language=language)


def mails(session):
    session.rollback()
    rows = session.scalars(select(OutboxRow).where(OutboxRow.event == "MailRequested").order_by(OutboxRow.id))
    return [(row.payload["kind"], row.payload["email"]) for row in rows]


def test_a_new_customer_is_unconfirmed_and_gets_one_mail(session):
    member = enter(session, name="  Karla   Möller ", email=" Karla@Example.org ")
    actor = access.actor(session, member.id)
    assert (actor.name, actor.role, actor.rights, actor.badge) == (
        "Karla Möller",
        Role.customer,
        frozenset(),
        None,
    )
    assert not actor.email_confirmed
    assert member.language == "de"
    assert mails(session) == [("confirm_email", "Karla@example.org")]


@pytest.mark.parametrize(
    "twin",
    ["Jana", "jana", "J\u0430na", "JANA", "J a n a", "J.a-n_a", "Jаnа".replace("n", "n"), "Jána"],
)
def test_nobody_looks_like_somebody_else(cast, twin):
    assert code_of(enter, cast.session, name=twin) in {"name_taken", "name_mixed_scripts"}


@pytest.mark.parametrize("twin", ["Ja\u200bna", "J\u202eana", "Jana\u3164"])
def test_nobody_hides_in_unseen_characters(cast, twin):
    assert code_of(enter, cast.session, name=twin) == "name_invisible"


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "4dmin",
        "Zuruf",
        "zuruf-Team",
        "Support",
        "Kundenservice",
        "Moderator1",
        "Team Kiel",
        "Team Hamburg",
    ],
)
def test_no_customer_speaks_for_the_house(cast, name):
    assert code_of(enter, cast.session, name=name) == "name_reserved"


def test_no_customer_is_called_like_a_team_or_the_place(cast):
    with unit_of_work(cast.session) as work:
        add_member(work, None, name="Ute", email="u@example.org", role=Role.staff, team="Netzwacht")
    assert code_of(enter, cast.session, name="netz-wacht") == "name_reserved"


def test_staff_may_be_called_as_the_house_but_not_as_each_other(cast):
    added = cast.do(
        add_member, cast.ada, name="Team Kiel", email="tk@example.org", role=Role.staff, team="Team Kiel"
    )
    assert access.actor(cast.session, added.id).badge == "Team Kiel"
    twin = {"name": "Team-KieI", "email": "x@example.org", "role": Role.staff}
    assert code_of(cast.do, add_member, cast.ada, **twin) == "name_taken"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "K"}, "name_too_short"),
        ({"name": "K" * 31}, "name_too_long"),
        ({"name": "evil.com"}, "name_address"),
        ({"name": "K<b>"}, "name_characters"),
        ({"name": "Karla-"}, "name_punctuation"),
        ({"email": "karla"}, "bad_email"),
        ({"email": "k@example.org\r\nBcc: x@example.org"}, "bad_email"),
        ({"password": "kurz"}, "password_short"),
        ({"password": "karla@example.org"}, "password_personal"),
    ],
)
def test_what_can_not_be_used_is_refused_and_leaves_nothing(session, given, code):
    assert code_of(enter, session, **given) == code
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Participant)) == 0
    assert mails(session) == []


def test_a_known_address_makes_no_difference_to_whoever_asks(cast):
    people = cast.session.scalar(select(func.count()).select_from(Participant))
    assert enter(cast.session, email="MARA@example.org") is None
    assert mails(cast.session)[-1] == ("already_registered", "mara@example.org")
    assert cast.session.scalar(select(func.count()).select_from(Participant)) == people
    assert code_of(enter, cast.session, email="mara@example.org", password="kurz") == "password_short"
    assert code_of(enter, cast.session, email="mara@example.org", name="Mara") == "name_taken"


def test_an_unknown_language_is_left_out(session):
    assert enter(session, language="xx").language is None


def test_racing_registrations_make_no_twins(database, rounds):
    def entering(name, email):
        return lambda session: enter(session, name=name, email=email)

    for round_ in range(rounds):
        # One person in each round writes the l of the name as a capital i.
        names = [f"Karla {round_}" if turn % 2 else f"KarIa {round_}" for turn in range(3)]
        same_name = [entering(name, f"k{round_}.{turn}@example.org") for turn, name in enumerate(names)]
        address = f"one{round_}@example.org"
        same_address = [entering(f"Otto {'KMP'[turn]} {round_}", address) for turn in range(3)]
        results = race(database, [*same_name, *same_address])
        named, addressed = results[:3], results[3:]
        assert sum(isinstance(result, Member) for result in named) == 1
        assert [result.code for result in named if isinstance(result, Exception)] == ["name_taken"] * 2
        assert sum(isinstance(result, Member) for result in addressed) == 1
        assert sum(result is None for result in addressed) == 2
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 2 * rounds
        assert session.scalar(select(func.count()).select_from(Participant)) == 2 * rounds
        kinds = [kind for kind, _ in mails(session)]
    assert kinds.count("already_registered") == kinds.count("confirm_email") == 2 * rounds


def confirmation(session, member, email=None):
    with unit_of_work(session) as work:
        return make_link(work, Purpose.confirm_email, member.id, email or member.email)


def test_confirming_needs_the_link_and_works_once(session):
    member = enter(session)
    secret = confirmation(session, member)
    with unit_of_work(session) as work:
        confirm_email(work, secret)
    assert access.actor(session, member.id).email_confirmed
    with unit_of_work(session) as work:
        assert code_of(confirm_email, work, secret) == "link_invalid"


def test_a_link_for_another_address_or_a_suspended_member_confirms_nothing(session):
    member = enter(session)
    for spoil in ("address", "suspension"):
        secret = confirmation(session, member, "old@example.org" if spoil == "address" else None)
        if spoil == "suspension":
            with unit_of_work(session) as work:
                suspend(work, None, member.id, "spam")
        with unit_of_work(session) as work:
            assert code_of(confirm_email, work, secret) == "link_invalid"


def test_a_link_to_nobody_confirms_nothing(session):
    with unit_of_work(session) as work:
        secret = make_link(work, Purpose.confirm_email)
    with unit_of_work(session) as work:
        assert code_of(confirm_email, work, secret) == "link_invalid"


def test_confirming_again_keeps_the_first_time(cast):
    cast.session.rollback()
    before = cast.session.get_one(Member, cast.ids["Mara"]).email_confirmed_at
    with unit_of_work(cast.session) as work:
        secret = make_link(work, Purpose.confirm_email, cast.ids["Mara"], "mara@example.org")
    with unit_of_work(cast.session) as work:
        assert confirm_email(work, secret).email_confirmed_at == before


def test_the_confirming_mail_comes_again_only_while_it_is_needed(session):
    member = enter(session)
    with unit_of_work(session) as work:
        request_confirmation(work, access.actor(work.session, member.id))
    assert len(mails(session)) == 2
    with unit_of_work(session) as work:
        confirm_email(work, confirmation_in(work, member))
    with unit_of_work(session) as work:
        request_confirmation(work, access.actor(work.session, member.id))
        assert code_of(request_confirmation, work, GUEST) == "sign_in"
    assert len(mails(session)) == 2


def confirmation_in(work, member):
    return make_link(work, Purpose.confirm_email, member.id, member.email)


def test_only_administrators_add_people_and_not_by_token(cast):
    new = {"name": "Neu", "email": "neu@example.org"}
    assert code_of(cast.do, add_member, cast.jana, **new) == "not_allowed"
    assert code_of(cast.do, add_member, cast.actor("Ada", Scope.staff), **new) == "token_scope"
    assert code_of(cast.do, add_member, cast.ada, name="Neu", email="Mara@example.org") == "email_taken"
    customer = {**new, "rights": [Right.reader]}
    assert code_of(cast.do, add_member, cast.ada, **customer) == "reader_is_staff"
    assert code_of(cast.do, add_member, cast.ada, **new, role=Role.staff, team="x\u200b") == "team_name_bad"


def test_staff_without_a_team_get_the_default_one_and_the_log_knows(cast):
    member = cast.do(
        add_member, cast.ada, name="Neu", email="neu@example.org", role=Role.staff, confirmed=False
    )
    assert access.actor(cast.session, member.id).badge == "Team"
    assert mails(cast.session)[-1] == ("confirm_email", "neu@example.org")
    entry = cast.session.scalars(select(AuditEntry).where(AuditEntry.target_id == member.id)).one()
    assert (entry.act, entry.actor_id, entry.details) == ("member.added", cast.ids["Ada"], {"role": "staff"})


def test_names_change_by_the_same_rules(cast):
    assert cast.do(change_name, cast.mara, cast.ids["Mara"], "MARA").name == "MARA"
    assert code_of(cast.do, change_name, cast.mara, cast.ids["Mara"], "Jаna") in {
        "name_taken",
        "name_mixed_scripts",
    }
    assert code_of(cast.do, change_name, cast.mara, cast.ids["Mara"], "Support") == "name_reserved"
    assert code_of(cast.do, change_name, cast.mara, cast.ids["Holger"], "Egon") == "not_allowed"
    assert code_of(cast.do, change_name, cast.jana, cast.ids["Jana"], "Johanna") == "not_allowed"
    assert code_of(cast.do, change_name, GUEST, cast.ids["Mara"], "Egon") == "sign_in"
    assert cast.do(change_name, cast.ada, cast.ids["Jana"], "Johanna").name == "Johanna"
    with pytest.raises(Absent):
        cast.do(change_name, cast.ada, 999_999, "Egon")


def test_the_profile_keeps_what_it_is_given(cast):
    cast.do(
        update_profile,
        cast.mara,
        about=" Hallo\r\nWelt ",
        language="de",
        timezone="Europe/Berlin",
        theme="dark",
    )
    member = cast.do(update_profile, cast.mara, timezone="")
    kept = (member.about, member.language, member.timezone, member.theme)
    assert kept == ("Hallo\nWelt", "de", None, "dark")
    for field, code in (
        ({"about": "x" * 501}, "about_long"),
        ({"language": "xx"}, "bad_language"),
        ({"timezone": "../etc/passwd"}, "bad_timezone"),
        ({"theme": "pink"}, "bad_theme"),
    ):
        assert code_of(cast.do, update_profile, cast.mara, **field) == code
    assert code_of(cast.do, update_profile, GUEST, about="x") == "sign_in"


def test_staff_say_nothing_about_themselves_that_nobody_read(cast):
    assert code_of(cast.do, update_profile, cast.jana, about="Wir sind die Besten") == "about_of_staff"
    cast.do(update_profile, cast.jana, about="", theme="light")
    cast.do(update_profile, cast.mara, about="Ich frage gern")
    assert cast.do(set_role, cast.ada, cast.ids["Mara"], Role.staff).about == ""
