"""Who may do and see what: pure answers with a reason; no session, no clock, no web."""
