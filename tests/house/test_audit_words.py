"""Every act that the log keeps has words for people."""

import ast

from community.web.admin.audit_words import WORDS
from tests.house.sources import dotted

MADE_OF_PARTS = {"post.hidden", "post.deleted", "field.retired", "field.restored"}
"""Acts that a command puts together or chooses."""


def test_every_act_has_words(package):
    acts = {
        str(argument.value)
        for source in package
        for call in source.calls()
        if dotted(call.func) == "write_audit"
        for argument in call.args[2:3]
        if isinstance(argument, ast.Constant)
    }
    assert len(acts) > 40
    assert acts | MADE_OF_PARTS == set(WORDS)
