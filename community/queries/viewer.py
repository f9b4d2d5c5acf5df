"""The signed-in person as every page's frame shows them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, literal, select
from sqlalchemy.orm import Session

from community import clock
from community.model.drafts import Draft, DraftState
from community.model.members import Right
from community.model.obligations import Obligation, ObligationKind
from community.model.records import SiteSetting
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import visible_draft
from community.queries.authors import author_card
from community.queries.clocks import ANSWER_TARGET
from community.queries.frame import Viewer
from community.queries.notifications_seen import unread_count
from community.queries.site import OF_SITE, Site, site_of


def viewer_and_site(session: Session, actor: Actor) -> tuple[Viewer, Site]:
    """Return the viewer with unread and waiting counts, and the settings of the place, in one statement."""
    rows = read(session, _statement(actor), who(actor)).all()
    return _viewer(actor, rows[0][2:]), site_of(rows)


def _viewer(actor: Actor, counts: Sequence[Any]) -> Viewer:
    moderates = Right.moderator in actor.rights
    return Viewer(
        id=actor.known(),
        name=actor.name,
        card=author_card(actor.known(), actor.name, actor.badge, has_profile=True),
        is_staff=actor.is_staff,
        is_admin=actor.role is not None and actor.role.value == "administrator",
        can_read=Right.reader in actor.rights and actor.is_staff,
        can_moderate=moderates,
        unread=counts[0],
        desk_count=counts[1] if actor.is_staff else 0,
        reading_count=counts[2] if actor.is_staff else 0,
        held_count=counts[-1] if moderates else 0,
        desk_late=actor.is_staff and counts[3] is not None and clock.now() - counts[3] > ANSWER_TARGET,
    )


@prepared
def _statement(actor: Actor) -> Select[*tuple[Any, ...]]:
    """One row for each setting, at least one; the counts stand in every one and are counted once."""
    always = select(literal(1)).subquery()
    row = select(SiteSetting.key, SiteSetting.value, *_counts(actor))
    return row.select_from(always.outerjoin(SiteSetting, OF_SITE))


def _counts(actor: Actor) -> list[ScalarSelect[Any]]:
    owed = select(func.count()).where(
        Obligation.closed_at.is_(None), Obligation.kind == ObligationKind.answer
    )
    # Who is overdue longest says whether anybody is.
    waits = select(func.min(Obligation.due_since)).where(
        Obligation.closed_at.is_(None),
        Obligation.paused_at.is_(None),
        Obligation.kind == ObligationKind.answer,
    )
    # Nobody reads what they wrote themselves.
    waiting = (
        select(func.count())
        .select_from(Draft)
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .where(Draft.state == DraftState.awaiting_reader, visible_draft(actor), Version.editor_id != actor.id)
    )
    held = select(func.count()).where(Draft.state == DraftState.held, visible_draft(actor))
    columns: list[ScalarSelect[Any]] = [unread_count(actor).scalar_subquery()]
    columns += [count.scalar_subquery() for count in (owed, waiting, waits)] if actor.is_staff else []
    columns += [held.scalar_subquery()] if Right.moderator in actor.rights else []
    return columns
