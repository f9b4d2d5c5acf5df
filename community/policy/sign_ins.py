"""How long a session lasts."""

import datetime as dt

IDLE = dt.timedelta(days=14)
"""A session nobody uses ends after this; a fortnight of holidays does not sign anybody out."""

LONGEST = dt.timedelta(days=60)
"""Every session ends after this, however busy it was."""

SEEN_EVERY = dt.timedelta(hours=1)
"""How often the use of a session is written down; the idle time needs it no finer."""
