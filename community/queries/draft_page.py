"""Draft page: an own draft on its way, what readers said, and its next version."""

import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from community import access
from community.model.boards import Board
from community.model.drafts import Draft, DraftState
from community.model.members import Participant
from community.model.obligations import Obligation
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Outcome, Reading, Release, Version, VersionObligation
from community.policy.actors import Actor
from community.policy.reading import RuleInForce, may_revise
from community.policy.rights import permitted
from community.policy.visibility import visible_board
from community.queries.authors import AuthorCard, author_card
from community.queries.findings import Finding, findings_of
from community.queries.later_readings import can_break_glass
from community.queries.reading_rules import rules_of_drafts
from community.queries.uploads import UploadCard, uploads_of
from community.text.address import form_of_address
from community.text.plain import plain


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version of a draft, as it was submitted."""

    id: int
    number: int
    editor: AuthorCard
    at: dt.datetime
    html: str
    uploads: tuple[UploadCard, ...]
    outcome: str
    """What became of it: waiting, approved, returned or replaced."""


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """What a reader decided and wrote."""

    reader: AuthorCard
    outcome: str
    """approved or returned."""
    comment: str
    version: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AnsweredWord:
    """An obligation the draft answers."""

    id: int
    person: AuthorCard
    excerpt: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything on `/desk/drafts/<id>` and `/desk/drafts/<id>/edit`."""

    id: int
    kind: str
    """reply, thread or edit."""
    state: str
    """awaiting_reader, returned, held, published, withdrawn or rejected."""
    thread_id: int | None
    slug: str
    title: str
    author: AuthorCard
    versions: tuple[VersionCard, ...]
    """Newest first; the first is the current one."""
    readings: tuple[ReadingNote, ...]
    """Newest first."""
    findings: tuple[Finding, ...]
    question_html: str
    question_uploads: tuple[UploadCard, ...]
    asker: AuthorCard | None
    answers: tuple[AnsweredWord, ...]
    readers_required: int
    readers_done: int
    rule_name: str
    """The administrator's rule that asks for them, if one does."""
    can_edit: bool
    can_withdraw: bool
    can_break_glass: bool
    """The place lets the viewer publish it unread."""
    coediting: bool
    """The viewer is a reader who takes the text over; another person must approve then."""
    post_id: int | None
    """Where it was published."""
    submission: str


@dataclass(frozen=True, slots=True)
class Course:
    """A draft with all that was written and said about it, as the pages of authors and readers need it."""

    draft: Draft
    thread: Thread | None
    author: AuthorCard
    versions: tuple[VersionCard, ...]
    """Newest first."""
    sources: dict[int, Version]
    readings: tuple[ReadingNote, ...]
    answers: tuple[AnsweredWord, ...]
    question_html: str
    question_uploads: tuple[UploadCard, ...]
    asker: AuthorCard | None
    asked: Post | None
    required: int
    rule: RuleInForce
    approved: frozenset[int]
    """Readers who have approved the newest version."""


def draft_page(session: Session, actor: Actor, draft_id: int, *, coediting: bool = False) -> DraftPage:
    """Return the page of a staff draft. Raises access.Absent."""
    course = draft_course(session, actor, draft_id)
    draft, thread, newest = course.draft, course.thread, course.versions[0]
    waiting = draft.state in (DraftState.awaiting_reader, DraftState.returned)
    own = draft.author_id == actor.id
    address = form_of_address(course.question_html) if course.asker else None
    post_id = session.scalar(select(Post.id).where(Post.draft_id == draft.id)) or draft.post_id
    return DraftPage(
        id=draft.id,
        kind=draft.kind.value,
        state=draft.state.value,
        thread_id=thread.id if thread else None,
        slug=thread.slug if thread else "",
        title=course.sources[newest.number].title or (thread.title if thread else ""),
        author=course.author,
        versions=course.versions,
        readings=course.readings,
        findings=findings_of(course.sources[newest.number].source, address, plain(course.question_html)),
        question_html=course.question_html,
        question_uploads=course.question_uploads,
        asker=course.asker,
        answers=course.answers,
        readers_required=course.required,
        readers_done=len(course.approved),
        rule_name=course.rule.name,
        can_edit=waiting and bool(may_revise(actor, author_id=draft.author_id)) and (own or coediting),
        can_break_glass=draft.state is DraftState.awaiting_reader
        and can_break_glass(session, actor, newest.editor.id),
        can_withdraw=waiting and own and bool(permitted(actor, "withdraw_draft")),
        coediting=coediting and not own,
        post_id=post_id if draft.state is DraftState.published else None,
        submission=secrets.token_urlsafe(16),
    )


def draft_course(session: Session, actor: Actor, draft_id: int) -> Course:
    """Return a staff draft with its versions, readings and the words it answers. Raises access.Absent."""
    draft = access.draft(session, actor, draft_id)
    if not draft.by_staff:
        raise access.Absent
    thread = access.thread(session, actor, draft.thread_id) if draft.thread_id else None
    place = thread.board_id if thread else draft.board_id
    board = session.scalars(select(Board).where(Board.id == place, visible_board(actor))).one()
    author = session.get_one(Participant, draft.author_id)
    readings = _readings(session, draft)
    versions, sources = _versions(session, draft, readings)
    question = _question(session, thread)
    newest = sources[draft.versions_made]
    rule = rules_of_drafts(session, [(draft, newest, board)])[draft.id]
    return Course(
        draft=draft,
        thread=thread,
        author=author_card(author.id, author.name, draft.badge, has_profile=author.has_account),
        versions=versions,
        sources=sources,
        readings=tuple(note for note, _ in readings),
        answers=_answers(session, newest),
        question_html=question[1].html if question else "",
        question_uploads=question[3] if question else (),
        asker=question[2] if question else None,
        asked=question[0] if question else None,
        required=max(1, rule.readers),
        rule=rule,
        approved=frozenset(
            reading.reader_id
            for _, reading in readings
            if reading.version_id == newest.id and reading.outcome is Outcome.approved
        ),
    )


def _readings(session: Session, draft: Draft) -> list[tuple[ReadingNote, Reading]]:
    rows = session.execute(
        select(Reading, Version.number, Participant)
        .join(Version, Version.id == Reading.version_id)
        .join(Participant, Participant.id == Reading.reader_id)
        .where(Version.draft_id == draft.id)
        .order_by(Reading.id.desc())
    )
    return [
        (
            ReadingNote(
                reader=author_card(who.id, who.name, "Team", has_profile=True),
                outcome=reading.outcome.value,
                comment=reading.comment,
                version=number,
                at=reading.read_at,
            ),
            reading,
        )
        for reading, number, who in rows
    ]


def _versions(
    session: Session, draft: Draft, readings: list[tuple[ReadingNote, Reading]]
) -> tuple[tuple[VersionCard, ...], dict[int, Version]]:
    returned = {reading.version_id for _, reading in readings if reading.outcome is Outcome.returned}
    rows = session.execute(
        select(Version, Participant, Release.id)
        .join(Participant, Participant.id == Version.editor_id)
        .outerjoin(Release, Release.version_id == Version.id)
        .where(Version.draft_id == draft.id)
        .order_by(Version.number.desc())
    ).all()

    uploads = uploads_of(session, [(version.id, version.html) for version, *_ in rows])

    def outcome(version: Version, release_id: int | None) -> str:
        if release_id is not None:
            return "approved"
        if version.id in returned:
            return "returned"
        return "waiting" if version.number == draft.versions_made else "replaced"

    cards = tuple(
        VersionCard(
            id=version.id,
            number=version.number,
            editor=author_card(who.id, who.name, draft.badge, has_profile=who.has_account),
            at=version.created_at,
            html=version.html,
            uploads=uploads.get(version.id, ()),
            outcome=outcome(version, release_id),
        )
        for version, who, release_id in rows
    )
    return cards, {version.number: version for version, _, _ in rows}


def _question(
    session: Session, thread: Thread | None
) -> tuple[Post, Version, AuthorCard, tuple[UploadCard, ...]] | None:
    if thread is None:
        return None
    post, version, who = session.execute(
        select(Post, Version, Participant)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Post.author_id)
        .where(Post.thread_id == thread.id, Post.number == 1)
    ).one()
    card = author_card(who.id, who.name, post.badge, has_profile=who.has_account)
    return post, version, card, uploads_of(session, [(version.id, version.html)]).get(version.id, ())


def _answers(session: Session, version: Version) -> tuple[AnsweredWord, ...]:
    words = aliased(Version)
    rows = session.execute(
        select(Obligation.id, Participant, words.excerpt)
        .join(VersionObligation, VersionObligation.obligation_id == Obligation.id)
        .join(Participant, Participant.id == Obligation.owed_to_id)
        .join(Post, Post.id == Obligation.post_id)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(words, words.id == PostRevision.version_id)
        .where(VersionObligation.version_id == version.id)
        .order_by(Obligation.id)
    )
    return tuple(
        AnsweredWord(obligation_id, author_card(who.id, who.name, None, has_profile=who.has_account), excerpt)
        for obligation_id, who, excerpt in rows
    )
