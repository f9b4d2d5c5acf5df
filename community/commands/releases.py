"""Lets a version out: the release with its proof, and what it becomes once it is readable."""

from collections.abc import Sequence

from sqlalchemy import select

from community import access, clock
from community.commands.audit import write_audit
from community.commands.later_readings import owe_reading, settle_by_replacement
from community.commands.obligations import close, pause
from community.commands.publishing import author_of, publish_reply, publish_revision, publish_thread
from community.model.drafts import Draft, DraftKind, DraftState
from community.model.obligations import ClosedBy, Obligation
from community.model.posts import Post
from community.model.threads import DetailsRequest, ThreadKind
from community.model.versions import Reading, Release, ReleaseKind, Version, VersionObligation
from community.policy.actors import Actor
from community.policy.reading import RuleInForce
from community.work import Work


def release_read(
    work: Work, actor: Actor, draft: Draft, version: Version, rule: RuleInForce, readings: Sequence[Reading]
) -> Post:
    """Release and publish a version that as many have approved as `rule` asks for; `readings` prove it."""
    first, second = readings[0], readings[1] if len(readings) > 1 else None
    release = Release(
        version_id=version.id,
        draft_id=draft.id,
        kind=ReleaseKind.read,
        readers_required=len(readings),
        rule=rule.text,
        first_reading_id=first.id,
        first_reader_id=first.reader_id,
        second_reading_id=second.id if second else None,
        second_reader_id=second.reader_id if second else None,
        released_by_id=actor.id,
        released_at=clock.now(),
    )
    return _let_out(work, actor, draft, version, release)


def release_unread(work: Work, actor: Actor, draft: Draft, version: Version, rule: RuleInForce) -> Post:
    """Release and publish a version where the rule asks for no reader (a company of one)."""
    release = Release(
        version_id=version.id,
        draft_id=draft.id,
        kind=ReleaseKind.none_required,
        readers_required=0,
        rule=rule.text,
        released_by_id=actor.id,
        released_at=clock.now(),
    )
    return _let_out(work, actor, draft, version, release)


def release_behind_glass(
    work: Work, actor: Actor, draft: Draft, version: Version, rule: RuleInForce, reason: str
) -> Post:
    """Release and publish a version unread, against the rule, and owe it a reader."""
    release = Release(
        version_id=version.id,
        draft_id=draft.id,
        kind=ReleaseKind.break_glass,
        readers_required=rule.readers,
        rule=rule.text,
        reason=reason,
        released_by_id=actor.id,
        released_at=clock.now(),
    )
    return _let_out(work, actor, draft, version, release)


def _let_out(work: Work, actor: Actor, draft: Draft, version: Version, release: Release) -> Post:
    work.session.add(release)
    work.session.flush()
    if release.kind is ReleaseKind.break_glass:
        owe_reading(work, release, version)
    post = _publish(work, actor, draft, version, release)
    settle_by_replacement(work, release, version, post.id)
    draft.state, draft.decided_by_id = DraftState.published, actor.id
    _settle_obligations(work, actor, version, post)
    write_audit(
        work,
        actor,
        "draft.released",
        "draft",
        draft.id,
        version=version.number,
        kind=release.kind.value,
        rule=release.rule,
        readers=[reader for reader in (release.first_reader_id, release.second_reader_id) if reader],
    )
    return post


def _publish(work: Work, actor: Actor, draft: Draft, version: Version, release: Release) -> Post:
    author = author_of(draft)
    if draft.kind is DraftKind.thread:
        kind = ThreadKind(draft.thread_kind)
        return publish_thread(work, version, author, kind, release=release, draft=draft)[1]
    if draft.kind is DraftKind.reply and draft.thread_id is not None:
        thread = access.thread(work.session, actor, draft.thread_id, lock=True)
        return publish_reply(work, thread, version, author, release=release, draft=draft)
    post, thread = access.post(work.session, actor, draft.post_id or 0, lock=True)
    publish_revision(work, post, thread, version, release)
    return post


def _settle_obligations(work: Work, actor: Actor, version: Version, post: Post) -> None:
    """Close what the version answers; where it asks for details, rest the clock instead."""
    named = work.session.scalars(
        select(Obligation)
        .join(VersionObligation, VersionObligation.obligation_id == Obligation.id)
        .where(VersionObligation.version_id == version.id, Obligation.closed_at.is_(None))
    ).all()
    if not version.asks_details:
        close(work, named, ClosedBy.answered, member_id=actor.id, post_id=post.id)
        return
    pause(work, named, "details", post.id)
    standing = select(DetailsRequest.id).where(
        DetailsRequest.thread_id == post.thread_id, DetailsRequest.met_at.is_(None)
    )
    if work.session.scalar(standing) is None:
        work.session.add(DetailsRequest(thread_id=post.thread_id, post_id=post.id, requested_at=clock.now()))
