"""Reading page: a colleague's draft beside its question, ready to be approved or returned."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community import clock
from community.model.drafts import Draft, DraftState
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.reading import may_read_later, may_read_version
from community.queries.authors import AuthorCard
from community.queries.clocks import READING_TARGET, Clock, clock_of
from community.queries.customers import CustomerCard, customer_card
from community.queries.diff_tables import DiffTable, table_of, table_of_one
from community.queries.draft_page import AnsweredWord, Course, ReadingNote, VersionCard, draft_course
from community.queries.findings import Finding, findings_of
from community.queries.later_readings import BrokenGlass, broken_glass
from community.queries.newer_words import NewerWord, newer_words
from community.queries.reading_notes import ParagraphNote, others_reading, paragraph_notes
from community.queries.uploads import UploadCard, changed_uploads
from community.text.plain import plain


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """Everything on `/desk/readings/<draft_id>`."""

    draft_id: int
    version_id: int
    """The version an approval names; a newer one needs a new approval."""
    kind: str
    """reply, thread or edit."""
    thread_id: int | None
    slug: str
    title: str
    author: AuthorCard
    """Who will stand above the published text."""
    editor: AuthorCard
    """Who wrote this version."""
    number: int
    submitted_at: dt.datetime
    clock: Clock
    readers_required: int
    readers_done: int
    rule_name: str
    """The administrator's rule that asks for them, if one does."""
    readings: tuple[ReadingNote, ...]
    """Newest first."""
    asker: AuthorCard | None
    question_html: str
    question_uploads: tuple[UploadCard, ...]
    asked_at: dt.datetime | None
    answers: tuple[AnsweredWord, ...]
    customer: CustomerCard | None
    findings: tuple[Finding, ...]
    view: str
    """changes, only or customer."""
    previous: VersionCard | None
    current: VersionCard
    diff: DiffTable | None
    """Against the previous version, or against the published text for an edit; None for a first version."""
    uploads_on: tuple[UploadCard, ...]
    """What the current version carries and the one it is compared with did not."""
    uploads_off: tuple[UploadCard, ...]
    text: DiffTable
    """The current version by itself, by paragraphs as it was typed."""
    notes: tuple[ParagraphNote, ...]
    """What readers noted at paragraphs, of all versions."""
    beside: tuple[str, ...]
    """Who has this draft open as well."""
    newer: tuple[NewerWord, ...]
    """What customers wrote or changed after this version, in the order of the thread."""
    unread: tuple[NewerWord, ...]
    """Those that were not opened yet; the page offers no approval before."""
    changes_of: str
    """Whose published words an edit changes, where it is not the author's own post; else empty."""
    post_id: int | None
    """Where it appeared."""
    verdict: str
    """open, own (the viewer wrote this version), already (has approved it), enough (as many approved as are
    asked for by now), later (it appeared unread and the viewer may read it), no_right or not_waiting."""
    asks_details: bool
    glass: str
    """Why it was published unread, as long as nobody has read it since; else empty."""


VIEWS = ("changes", "only", "customer")


def reading_page(
    session: Session, actor: Actor, draft_id: int, *, view: str = "changes", read: int = 0
) -> ReadingPage:
    """Return a colleague's draft beside its question; `read` is the newest of its newer words that were opened.

    Raises access.Absent.
    """
    course = draft_course(session, actor, draft_id)
    draft, thread, current = course.draft, course.thread, course.versions[0]
    version = course.sources[current.number]
    previous = course.versions[1] if len(course.versions) > 1 else None
    older = _older(session, course)
    on, off = changed_uploads(session, older.id if older else None, version.id)
    newer = newer_words(session, thread.id, current.at) if thread else ()
    glass = broken_glass(session, draft.id) if draft.state is DraftState.published else None
    customer = None
    if course.asker is not None and thread is not None and not course.asker.is_team:
        customer = customer_card(session, actor, course.asker.id, besides=thread.id)
    return ReadingPage(
        draft_id=draft.id,
        version_id=current.id,
        kind=draft.kind.value,
        thread_id=thread.id if thread else None,
        slug=thread.slug if thread else "",
        title=version.title or (thread.title if thread else ""),
        author=course.author,
        editor=current.editor,
        number=current.number,
        submitted_at=current.at,
        clock=clock_of(draft.submitted_at, READING_TARGET, clock.now()),
        readers_required=course.required,
        readers_done=len(course.approved),
        rule_name=course.rule.name,
        readings=course.readings,
        asker=course.asker,
        question_html=course.question_html,
        question_uploads=course.question_uploads,
        asked_at=course.asked.created_at if course.asked else None,
        answers=course.answers,
        customer=customer,
        findings=findings_of(
            version.source, customer.address if customer else None, plain(course.question_html)
        ),
        view=view if older is not None or view != "changes" else "only",
        previous=previous,
        current=current,
        diff=table_of(older.source, version.source) if older is not None else None,
        uploads_on=on,
        uploads_off=off,
        text=table_of_one(version.source),
        notes=paragraph_notes(session, actor, draft),
        beside=others_reading(session, actor, draft.id),
        newer=newer,
        unread=tuple(word for word in newer if word.version_id > read),
        changes_of=_changes_of(session, course.draft),
        post_id=session.scalar(select(Post.id).where(Post.draft_id == draft.id)) or draft.post_id,
        verdict=_verdict(actor, course, current.editor.id, glass),
        asks_details=version.asks_details,
        glass=glass.reason if glass else "",
    )


def _older(session: Session, course: Course) -> Version | None:
    """What the newest version is compared with: the one before, or for an edit the published text."""
    number = course.draft.versions_made - 1
    if number in course.sources:
        return course.sources[number]
    if course.draft.post_id is None:
        return None
    return session.scalar(
        select(Version)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .join(Post, and_(Post.id == PostRevision.post_id, Post.current_revision == PostRevision.number))
        .where(Post.id == course.draft.post_id)
    )


def _changes_of(session: Session, draft: Draft) -> str:
    if draft.post_id is None:
        return ""
    whose = (
        select(Participant.name)
        .join(Post, Post.author_id == Participant.id)
        .where(Post.id == draft.post_id, Post.author_id != draft.author_id)
    )
    return session.scalar(whose) or ""


def _verdict(actor: Actor, course: Course, editor_id: int, glass: BrokenGlass | None) -> str:
    if course.draft.state is not DraftState.awaiting_reader:
        return "later" if glass and may_read_later(actor, editor_id=glass.editor_id) else "not_waiting"
    if actor.id in course.approved:
        return "enough" if len(course.approved) >= course.required else "already"
    allowed = may_read_version(actor, editor_id=editor_id, author_id=course.draft.author_id)
    if allowed:
        return "open"
    return "own" if allowed.code == "own_version" else "no_right"
