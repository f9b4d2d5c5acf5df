"""Verbs that change things; the only writers."""
