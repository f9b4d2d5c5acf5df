"""What search engines and link previews are told about a thread: only what its page shows everybody."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from community.queries.post_cards import PostCard
from community.queries.thread_page import ThreadPage
from community.text.plain import excerpt, plain
from community.web.urls import absolute

OLD = dt.timedelta(days=90)
"""A question without an answer for so long helps nobody who finds it."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Description, whether to be found, and the structured data of a thread's page."""

    description: str
    noindex: bool
    data: dict[str, Any] | None
    """schema.org QAPage; None where the thread is no question or has no answer."""


UNSHARED = Sharing(description="", noindex=False, data=None)
"""What is told where nobody shares."""


def sharing(page: ThreadPage, now: dt.datetime) -> Sharing:
    """Return what is told about one page of a thread."""
    asked = page.question.created_at
    return Sharing(
        description="" if page.question.hidden else excerpt(page.question.html, 200),
        noindex=page.state == "open" and now - asked > OLD,
        data=_question(page) if page.kind == "question" else None,
    )


def _question(page: ThreadPage) -> dict[str, Any] | None:
    """https://developers.google.com/search/docs/appearance/structured-data/qapage: one question, its answers."""
    answers = [post for post in page.posts if not post.hidden]
    if page.question.hidden or not answers or page.pager.page > 1:
        return None
    question = {
        "@type": "Question",
        "name": page.title,
        "text": plain(page.question.html),
        "answerCount": page.replies,
        "datePublished": page.question.created_at.isoformat(),
        "author": {"@type": "Person", "name": page.question.author.name},
    }
    accepted = [_answer(post) for post in answers if post.is_solution]
    suggested = [_answer(post) for post in answers if not post.is_solution]
    if accepted:
        question["acceptedAnswer"] = accepted[0] if len(accepted) == 1 else accepted
    if suggested:
        question["suggestedAnswer"] = suggested
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _answer(post: PostCard) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": plain(post.html),
        "upvoteCount": max(0, post.helpful),
        "datePublished": post.created_at.isoformat(),
        "url": absolute("public.post", post_id=post.id),
        "author": {"@type": "Person", "name": post.author.name},
    }
