"""Zuruf: a self-hosted customer community with four eyes on every word the company publishes."""
