"""Reading rules as pages need them: read once, asked for every draft on the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.drafts import Draft, DraftKind
from community.model.reading_rules import ReadingRule
from community.model.threads import ThreadTag
from community.model.versions import Version, VersionTag
from community.policy.reading import Reach, RuleInForce, rule_in_force
from community.queries.site import readers_required
from community.text.plain import plain


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that stand, in their order, and the number of the site."""

    usual: int
    rows: Sequence[ReadingRule]

    def of(self, board: Board, kind: str, tags: Iterable[int] = (), text: str = "") -> RuleInForce:
        """Return the rule in force for such a text."""
        boards = frozenset({board.id, board.parent_id or board.id})
        reach = Reach(boards, board.readers_required, kind, frozenset(tags), text)
        return rule_in_force(self.usual, self.rows, reach)


def standing_rules(session: Session) -> Rules:
    """Return the rules in force, in two statements."""
    rows = select(ReadingRule).where(ReadingRule.retired_at.is_(None))
    ordered = rows.order_by(ReadingRule.position, ReadingRule.id)
    return Rules(readers_required(session), session.scalars(ordered).all())


def rules_of_drafts(
    session: Session, drafts: Sequence[tuple[Draft, Version, Board]]
) -> dict[int, RuleInForce]:
    """Return the rule in force for each draft's version, in four statements however many there are."""
    rules = standing_rules(session)
    given = session.execute(
        select(VersionTag.version_id, VersionTag.tag_id).where(
            VersionTag.version_id.in_([version.id for _, version, _ in drafts])
        )
    ).all()
    worn = session.execute(
        select(ThreadTag.thread_id, ThreadTag.tag_id).where(
            ThreadTag.thread_id.in_([draft.thread_id for draft, _, _ in drafts if draft.thread_id])
        )
    ).all()
    return {
        draft.id: rules.of(
            board,
            kind_of(draft),
            (
                *(tag for version_id, tag in given if version_id == version.id),
                *(tag for thread_id, tag in worn if thread_id == draft.thread_id),
            ),
            f"{version.title or ''}\n{plain(version.html)}",
        )
        for draft, version, board in drafts
    }


def kind_of(draft: Draft) -> str:
    """Return what a rule calls a draft: reply, edit, or the kind of thread it opens."""
    return draft.thread_kind if draft.kind is DraftKind.thread else draft.kind.value


def rule_of_thread(session: Session, board: Board, thread_id: int) -> RuleInForce:
    """Return the rule in force for an answer in a thread before a word of it is written."""
    tags = session.scalars(select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread_id)).all()
    return standing_rules(session).of(board, "reply", tags)
