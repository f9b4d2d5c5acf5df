"""What tests of obligations ask again and again."""

from sqlalchemy import select

from community.model.obligations import ObligationEvent
from tests.stories import owed_to


def the_one(cast, thread_id, who=None):
    (row,) = owed_to(cast, thread_id, who or cast.mara)
    return row


def history(cast, row):
    cast.session.rollback()
    events = (
        select(ObligationEvent).where(ObligationEvent.obligation_id == row.id).order_by(ObligationEvent.id)
    )
    return [(event.what, event.cause) for event in cast.session.scalars(events)]
