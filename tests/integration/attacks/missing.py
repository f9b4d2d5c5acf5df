"""Attacks on the count of searches that found nothing."""

from tests.integration.attacks.statements import Attack, insert

MISSING = (
    Attack(
        "count a search that nobody made",
        (insert("missed_searches", words="'raw'", day="'2026-01-31'", count=0),),
        ("missed_searches.ck_missed_searches_count",),
    ),
)
