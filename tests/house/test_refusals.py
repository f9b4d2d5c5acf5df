"""Every refusal has a sentence: a code without one would tell people nothing."""

import ast

from community.text.names import BadName
from community.text.titles import BadTitle
from community.web.refusals import SENTENCES
from tests.house.sources import dotted

MADE_OF_PARTS = {"name_": BadName, "title_": BadTitle}
"""Codes that a command puts together from an error of the text room, which lists its own in its docstring."""


def test_every_code_has_a_sentence(package):
    codes = {
        str(call.args[0].value)
        for source in package
        for call in source.calls()
        if dotted(call.func) in ("Refused", "Verdict")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(codes) > 40
    assert codes - set(SENTENCES) == {""} & codes


def test_codes_made_of_parts_have_sentences():
    for start, error in MADE_OF_PARTS.items():
        listed = {word.strip("`.,") for word in (error.__doc__ or "").split() if word.startswith("`")} - {
            "code"
        }
        assert listed
        assert {start + code for code in listed} <= set(SENTENCES)
