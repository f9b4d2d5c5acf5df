"""Queries: one file per page; each returns a frozen page object and never writes."""
