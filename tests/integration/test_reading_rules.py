"""Rules of who reads what: made and retired by administrators, holding at once for what waits."""

import pytest
from sqlalchemy import select

from community.commands.boards import tag_named
from community.commands.drafts import draft_reply, draft_thread
from community.commands.reading_rules import make_rule, move_rule, retire_rule, set_usual_readers
from community.commands.readings import approve_version
from community.commands.site import read_setting
from community.model.boards import Board
from community.model.records import AuditEntry
from community.model.threads import ThreadKind
from community.model.versions import ReleaseKind
from community.policy.actors import GUEST
from community.policy.unread import UNREAD
from community.queries.reading_rules_page import rules_page
from community.work import Work, unit_of_work
from tests.integration.drafting import posts_in, release_of, revise
from tests.integration.racing import race
from tests.stories import approved, asked, drafted, newest, refused


def ruled(cast, name="Contracts", readers=2, **asks):
    return cast.do(make_rule, cast.ada, name, readers=readers, **asks).id


def board_id(cast, slug):
    found = cast.session.scalars(select(Board.id).where(Board.slug == slug)).one()
    cast.session.rollback()
    return found


def test_who_makes_rules_and_what_they_say(cast):
    for stranger in (cast.jana, cast.mara, GUEST):
        with refused("sign_in" if stranger is GUEST else "not_allowed"):
            cast.do(make_rule, stranger, "Mine", readers=1)
    for code, given in (
        ("name_missing", {"name": " "}),
        ("bad_value", {"readers": 3}),
        ("bad_value", {"kind": "question"}),
        ("bad_value", {"board_id": 999}),
        ("bad_value", {"tag_id": 999}),
        ("unread_unconfirmed", {"readers": 0}),
        ("unread_unconfirmed", {"readers": 0, "confirmation": "yes"}),
        ("words_past_readers", {"readers": 0, "words": "urgent", "confirmation": UNREAD["de"]}),
    ):
        with refused(code):
            cast.do(make_rule, cast.ada, **{"name": "A rule", "readers": 2, **given})
    ruled(cast)
    with refused("rule_taken"):
        ruled(cast)


def test_a_rule_by_words_asks_for_two_and_is_kept_with_the_release(cast):
    rule_id = ruled(cast, words="Frist, Kündigung")
    draft_id = drafted(cast, asked(cast), source="Die Kündi**gung**sfrist beträgt vier Wochen.")
    assert not approved(cast, draft_id, cast.jana)
    assert approved(cast, draft_id, cast.ole)
    release = release_of(cast, draft_id)
    assert (release.readers_required, release.kind) == (2, ReleaseKind.read)
    assert release.rule == f"rule {rule_id} “Contracts”: 2 reader(s)"
    cast.session.rollback()
    entry = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "draft.released")).one()
    assert entry.details["rule"] == release.rule


def test_a_rule_by_tag_board_and_kind(cast):
    tag = cast.do(lambda work, _: tag_named(work, "contract").id, None)
    ruled(cast, "Tagged", tag_id=tag)
    ruled(cast, "Announced", kind="announcement", board_id=board_id(cast, "internet"))
    thread_id = asked(cast, tags=["contract"])
    assert not approved(cast, drafted(cast, thread_id))
    words = {"title": "Outage in Kiel", "source": "We know.", "kind": ThreadKind.announcement}
    opened = cast.do(draft_thread, cast.svea, "internet", **words)
    assert not approved(cast, opened.draft_id)
    elsewhere = cast.do(draft_thread, cast.svea, "several", **words)
    assert approved(cast, elsewhere.draft_id)
    assert approved(cast, drafted(cast, asked(cast)))


def test_a_rule_made_stricter_after_one_approval_needs_the_second(cast):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    assert not approved(cast, draft_id, cast.jana)
    easy = drafted(cast, asked(cast))
    ruled(cast, words="restart")
    assert not approved(cast, easy, cast.jana)
    assert approved(cast, easy, cast.ole)
    assert approved(cast, draft_id, cast.ole)


def test_a_rule_made_laxer_publishes_nothing_by_itself(cast):
    rule_id = ruled(cast)
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    assert not approved(cast, draft_id, cast.jana)
    cast.do(retire_rule, cast.ada, rule_id)
    assert len(posts_in(cast, thread_id)) == 1
    # Who had approved says once more that it may go.
    assert approved(cast, draft_id, cast.jana)
    assert release_of(cast, draft_id).first_reader_id == cast.jana.id
    assert len(posts_in(cast, thread_id)) == 2


def test_a_rule_that_asks_for_nobody_lets_nothing_out_that_waits(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    ruled(cast, "Alone", 0, confirmation=UNREAD["en"])
    assert len(posts_in(cast, thread_id)) == 1
    revise(cast, cast.svea, draft_id, 1)
    assert len(posts_in(cast, thread_id)) == 1
    with refused("own_version"):
        cast.do(approve_version, cast.svea, draft_id, newest(cast, draft_id))
    assert cast.do(draft_reply, cast.svea, thread_id, source="Read by nobody.").post_id
    cast.session.rollback()
    made = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "reading_rule.made")).one()
    assert made.details["readers"] == 0


def test_the_usual_number_is_changed_with_the_sentence_and_logged(cast):
    with refused("unread_unconfirmed"):
        cast.do(set_usual_readers, cast.ada, 0)
    with refused("not_allowed"):
        cast.do(set_usual_readers, cast.jana, 0, UNREAD["en"])
    assert read_setting(Work(cast.session), "readers_required") == 1
    cast.session.rollback()
    cast.do(set_usual_readers, cast.ada, 0, UNREAD["de"])
    cast.do(set_usual_readers, cast.ada, 0)
    entries = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "reading_rule.usual")).all()
    assert [entry.details for entry in entries] == [{"readers": 0, "before": 1}]


@pytest.mark.parametrize(("up", "order"), [(True, ["b", "a", "c"]), (False, ["a", "c", "b"])])
def test_rules_are_put_in_order_and_retired_once(cast, up, order):
    ids = {name: ruled(cast, name) for name in ("a", "b", "c")}
    cast.do(move_rule, cast.ada, ids["b"], up=up)
    cast.do(move_rule, cast.ada, ids[order[0]], up=True)
    shown = [rule.name for rule in rules_page(cast.session).rules]
    cast.session.rollback()
    assert shown == order
    cast.do(retire_rule, cast.ada, ids["a"])
    for act in (retire_rule, lambda *given: move_rule(*given, up=True)):
        with refused("not_open"):
            cast.do(act, cast.ada, ids["a"])
    page = rules_page(cast.session)
    assert ([rule.name for rule in page.retired], len(page.rules)) == (["a"], 2)


def test_two_who_read_second_publish_once(cast):
    for _ in range(3):
        thread_id = asked(cast, board="six-eyes")
        draft_id = drafted(cast, thread_id)
        version = newest(cast, draft_id)
        assert not approved(cast, draft_id, cast.jana)

        def reads(who, draft_id=draft_id, version=version):
            def act(session):
                with unit_of_work(session) as work:
                    return approve_version(work, who, draft_id, version)

            return act

        done = race(cast.database, [reads(cast.ole), reads(cast.ada)])
        assert [outcome.approvals for outcome in done if not isinstance(outcome, Exception)] == [2]
        assert release_of(cast, draft_id).readers_required == 2
        assert len(posts_in(cast, thread_id)) == 2
