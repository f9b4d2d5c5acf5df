"""The reading rule: how many readers a staff text needs, and who may be one."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from community.model.members import Right, Role
from community.model.reading_rules import ReadingRule
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import YES, Verdict


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """Readers required (0, 1 or 2) and the sentence an auditor reads with the release."""

    readers: int
    text: str
    name: str = ""
    """What the administrator called the rule; empty where the board or the site says it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a text of the staff goes and what it says, as far as rules ask for it."""

    boards: frozenset[int]
    """The board and the one above it."""
    board_readers: int | None
    """The board's own number, if it has one."""
    kind: str
    """reply, edit, or the kind of thread it opens."""
    tags: frozenset[int] = frozenset()
    text: str = ""


def rule_in_force(site_readers: int, rules: Sequence[ReadingRule], reach: Reach) -> RuleInForce:
    """Return the strictest of the rules that a text meets; the site's number where it meets none.

    Words and tags, which the author chooses, only ever ask for more than the place does.
    """
    met = [rule for rule in rules if _meets(rule, reach)]
    place = [_in_words(rule) for rule in met if not _chosen_by_author(rule)]
    if reach.board_readers is not None:
        place.append(RuleInForce(reach.board_readers, f"board: {reach.board_readers} reader(s)"))
    usual = RuleInForce(site_readers, f"site: {site_readers} reader(s)")
    base = max(place, key=_strictness, default=usual)
    return max([base, *(_in_words(rule) for rule in met if _chosen_by_author(rule))], key=_strictness)


def watched_words(words: str) -> tuple[str, ...]:
    """Return the words of a rule, one by one, as they are compared."""
    return tuple(dict.fromkeys(filter(None, (_folded(word).strip() for word in re.split("[,;\n]", words)))))


def _meets(rule: ReadingRule, reach: Reach) -> bool:
    words, text = watched_words(rule.words), _folded(reach.text)
    return (
        rule.board_id in (None, *reach.boards)
        and rule.tag_id in (None, *reach.tags)
        and rule.kind in ("", reach.kind)
        and (not words or any(word in text for word in words))
    )


def _chosen_by_author(rule: ReadingRule) -> bool:
    return bool(rule.words) or rule.tag_id is not None


def _in_words(rule: ReadingRule) -> RuleInForce:
    return RuleInForce(rule.readers, f"rule {rule.id} “{rule.name}”: {rule.readers} reader(s)", rule.name)


def _strictness(rule: RuleInForce) -> int:
    return rule.readers


def _folded(text: str) -> str:
    # What can't be seen (soft hyphens, zero widths) must not hide a word.
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join("".join(seen).casefold().split())


def may_read_version(actor: Actor, *, editor_id: int, author_id: int) -> Verdict:
    """Say whether `actor` may approve a version: not its editor; an active reader, or the first author."""
    if actor.id == editor_id:
        return Verdict("own_version")
    if actor.id == author_id:
        return permitted(actor, "approve_own_coedited")
    return permitted(actor, "read_draft") if actor.is_staff else Verdict("not_allowed")


def may_break_glass(actor: Actor, allowed: str, *, editor_id: int) -> Verdict:
    """Say whether `actor` may publish a version without a reader, where the setting says who (`allowed`).

    Only whose words they are: whoever else has read them can approve them.
    """
    known = permitted(actor, "break_glass")
    if not known:
        return known
    if allowed == "off":
        return Verdict("glass_is_whole")
    administers = actor.role is Role.administrator
    if not administers and not (allowed == "readers" and Right.reader in actor.rights):
        return Verdict("not_allowed")
    return YES if actor.id == editor_id else Verdict("not_yours")


def may_read_later(actor: Actor, *, editor_id: int) -> Verdict:
    """Say whether `actor` may read what appeared unread: a reader who is not its editor."""
    if actor.id == editor_id:
        return Verdict("own_version")
    return permitted(actor, "read_draft") if actor.is_staff else Verdict("not_allowed")


def may_return_version(actor: Actor, *, editor_id: int, author_id: int) -> Verdict:
    """Say whether `actor` may give a version back; the same people who may approve it."""
    return may_read_version(actor, editor_id=editor_id, author_id=author_id)


def counts_as_reader(
    rights: frozenset[Right], is_staff: bool, *, reader_id: int, editor_id: int, author_id: int
) -> bool:
    """Say whether an earlier approval still counts at publication: who lost the right has not read."""
    return reader_id != editor_id and is_staff and (Right.reader in rights or reader_id == author_id)


def may_revise(actor: Actor, *, author_id: int) -> Verdict:
    """Say whether `actor` may write the next version: the author, or a reader who becomes its editor."""
    allowed = permitted(actor, "revise_draft")
    if not allowed or actor.id == author_id:
        return allowed
    return YES if Right.reader in actor.rights else Verdict("not_allowed")
