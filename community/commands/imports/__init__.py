"""Brings in what people wrote elsewhere; the only writers of imported people, threads and posts."""
