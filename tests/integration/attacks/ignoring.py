"""Attacks on what readers leave behind."""

from tests.integration.attacks.statements import NOW, Attack, insert

IGNORING = (
    Attack(
        "ignore oneself",
        (insert("ignored", member_id=":mara", ignored_id=":mara", since=NOW),),
        ("ignored.ck_ignored_somebody_else",),
    ),
)
