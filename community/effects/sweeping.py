"""Takes away what has expired: sign-ins, links, unsent texts, who read what yesterday, what was long missed."""

from sqlalchemy import delete

from community import clock
from community.commands import compositions, saved_texts
from community.commands.missed_searches import forget_missed_searches
from community.commands.views import tally_views
from community.effects.outbox import Sessions
from community.model.records import Composition
from community.model.saved_texts import SavedText
from community.model.sign_ins import OneTimeLink, SignIn
from community.work import unit_of_work


def sweep(sessions: Sessions) -> None:
    """Delete what has expired."""
    now = clock.now()
    with sessions() as session, unit_of_work(session) as work:
        tally_views(work)
        forget_missed_searches(work)
        work.session.execute(delete(SignIn).where(SignIn.expires_at <= now))
        work.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at <= now))
        work.session.execute(delete(Composition).where(Composition.created_at <= now - compositions.KEPT))
        work.session.execute(delete(SavedText).where(SavedText.updated_at <= now - saved_texts.KEPT))
