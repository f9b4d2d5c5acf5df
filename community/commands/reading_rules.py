"""Reading rules: the one in force for a text, and an administrator who makes, orders and retires them."""

from sqlalchemy import func, select

from community import clock
from community.commands.audit import write_audit
from community.commands.site import read_setting, write_setting
from community.commands.versions import tags_of
from community.model.boards import Board, Tag
from community.model.drafts import Draft, DraftKind
from community.model.reading_rules import KINDS, ReadingRule
from community.model.threads import Thread, ThreadTag
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.reading import Reach, RuleInForce, rule_in_force, watched_words
from community.policy.rights import permitted
from community.policy.unread import confirms_unread
from community.policy.verdicts import Refused, insist
from community.text.plain import plain
from community.work import Work


def rule_for(work: Work, draft: Draft, version: Version) -> RuleInForce:
    """Return the reading rule in force for a version of a draft."""
    thread = work.session.get_one(Thread, draft.thread_id) if draft.thread_id is not None else None
    # A thread may have moved since the draft was begun.
    board = work.session.get_one(Board, thread.board_id if thread else draft.board_id)
    tags = set(tags_of(work, version))
    if thread:
        tags |= set(work.session.scalars(select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread.id)))
    reach = Reach(
        boards=frozenset({board.id, board.parent_id or board.id}),
        board_readers=board.readers_required,
        kind=draft.thread_kind if draft.kind is DraftKind.thread else draft.kind.value,
        tags=frozenset(tags),
        text=f"{version.title or ''}\n{plain(version.html)}",
    )
    return rule_in_force(read_setting(work, "readers_required"), _standing(work), reach)


def make_rule(
    work: Work,
    actor: Actor,
    name: str,
    *,
    readers: int,
    board_id: int | None = None,
    tag_id: int | None = None,
    words: str = "",
    kind: str = "",
    confirmation: str = "",
) -> ReadingRule:
    """Make a rule at the end of the list; what waits for a reader follows it at once.

    Raises Refused: not_allowed, name_missing, bad_value, words_past_readers, unread_unconfirmed, rule_taken.
    """
    insist(permitted(actor, "administer"))
    name, watched = " ".join(name.split())[:60], ", ".join(watched_words(words))
    if not name:
        raise Refused("name_missing")
    if kind not in ("", *KINDS) or readers not in (0, 1, 2) or len(watched) > 500:
        raise Refused("bad_value")
    for table, row_id in ((Board, board_id), (Tag, tag_id)):
        if row_id is not None and work.session.get(table, row_id) is None:
            raise Refused("bad_value")
    if readers == 0:
        if watched or tag_id is not None:
            raise Refused("words_past_readers")
        if not confirms_unread(confirmation):
            raise Refused("unread_unconfirmed")
    if any(rule.name == name for rule in _standing(work)):
        raise Refused("rule_taken")
    rule = ReadingRule(
        position=(work.session.scalar(select(func.max(ReadingRule.position))) or 0) + 1,
        name=name,
        readers=readers,
        board_id=board_id,
        tag_id=tag_id,
        words=watched,
        kind=kind,
        made_by_id=actor.known(),
        made_at=clock.now(),
    )
    work.session.add(rule)
    work.session.flush()
    asks = {"board": board_id, "tag": tag_id, "words": watched, "kind": kind}
    write_audit(work, actor, "reading_rule.made", "reading_rule", rule.id, name=name, readers=readers, **asks)
    return rule


def retire_rule(work: Work, actor: Actor, rule_id: int) -> ReadingRule:
    """Take a rule out of force; nothing is published by that. Raises Refused: not_allowed, not_open."""
    insist(permitted(actor, "administer"))
    rule = _rule(work, rule_id)
    rule.retired_at, rule.retired_by_id = clock.now(), actor.id
    write_audit(work, actor, "reading_rule.retired", "reading_rule", rule.id, name=rule.name)
    return rule


def move_rule(work: Work, actor: Actor, rule_id: int, *, up: bool) -> ReadingRule:
    """Change places with the neighbour above or below, if there is one. Raises Refused: not_allowed, not_open."""
    insist(permitted(actor, "administer"))
    rule = _rule(work, rule_id)
    rules = _standing(work)
    place = rules.index(rule) + (-1 if up else 1)
    if 0 <= place < len(rules):
        rule.position, rules[place].position = rules[place].position, rule.position
        write_audit(work, actor, "reading_rule.moved", "reading_rule", rule.id, up=up)
    return rule


def set_usual_readers(work: Work, actor: Actor, readers: int, confirmation: str = "") -> None:
    """Say how many read where no rule is met. Raises Refused: not_allowed, bad_value, unread_unconfirmed."""
    insist(permitted(actor, "administer"))
    was = read_setting(work, "readers_required")
    if readers == 0 and was != 0 and not confirms_unread(confirmation):
        raise Refused("unread_unconfirmed")
    if readers != was:
        write_setting(work, actor, "readers_required", readers)
        write_audit(work, actor, "reading_rule.usual", "setting", None, readers=readers, before=was)


def _rule(work: Work, rule_id: int) -> ReadingRule:
    rule = work.session.get(ReadingRule, rule_id, with_for_update=True)
    if rule is None or rule.retired_at is not None:
        raise Refused("not_open")
    return rule


def _standing(work: Work) -> list[ReadingRule]:
    rules = select(ReadingRule).where(ReadingRule.retired_at.is_(None))
    return list(work.session.scalars(rules.order_by(ReadingRule.position, ReadingRule.id)))
