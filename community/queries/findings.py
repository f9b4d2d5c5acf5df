"""Findings: what a machine noticed in a staff text, for the people who read it."""

from dataclasses import dataclass
from typing import Literal

from community.text.address import form_of_address
from community.text.findings import PRIVATE, findings
from community.text.questions import open_questions, questions


@dataclass(frozen=True, slots=True)
class Finding:
    """A tick or a warning; the page has the words for the code, `detail` is shown beside them."""

    level: Literal["ok", "warn"]
    code: str
    """private_data, address, similarity, stock_phrase, open_question, newer_message or late."""
    detail: str = ""
    post_id: int | None = None
    """The older post a similarity points to."""


def findings_of(source: str, customer_address: str | None, asked: str = "") -> tuple[Finding, ...]:
    """Return what a machine noticed in a staff text, compared with how the customer speaks and what they ask.

    `asked` is plain text.
    """
    found = findings(source)
    private = [Finding("warn", "private_data", item.excerpt) for item in found if item.code in PRIVATE]
    stock = [Finding("warn", "stock_phrase", item.excerpt) for item in found if item.code == "stock_phrase"]
    ours = form_of_address(source)
    address: list[Finding] = []
    if customer_address and ours:
        address = [Finding("ok" if ours == customer_address else "warn", "address")]
    private = private or [Finding("ok", "private_data")]
    return (*private, *address, *_questions(asked, source), *(stock or [Finding("ok", "stock_phrase")]))


def _questions(asked: str, source: str) -> list[Finding]:
    left = open_questions(asked, source)
    if left:
        return [Finding("warn", "open_question", question) for question in left[:3]]
    return [Finding("ok", "open_question")] if questions(asked) else []
