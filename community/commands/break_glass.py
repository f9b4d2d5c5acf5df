"""Break the glass: publish an own text unread when there is no time, in the open for every colleague."""

from community import access
from community.commands.accounts import account
from community.commands.audit import write_audit
from community.commands.passwords import verify_password
from community.commands.reading_rules import rule_for
from community.commands.releases import release_behind_glass
from community.commands.sight import is_hidden
from community.commands.site import read_setting
from community.commands.versions import latest_version
from community.model.drafts import DraftState
from community.model.posts import Post
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.reading import may_break_glass
from community.policy.verdicts import Refused, insist
from community.work import Work


def break_glass(
    work: Work, actor: Actor, draft_id: int, version_id: int, *, password: str, reason: str
) -> Post:
    """Publish the newest version, which nobody has read; a later reading of it is owed from then on.

    What a reader has returned stays returned. Raises Absent, or Refused: token_scope, glass_is_whole, not_allowed,
    not_yours, not_open, changed, thread_hidden, reason_missing, password_wrong.
    """
    draft = access.draft(work.session, actor, draft_id, lock=True)
    actor = access.actor(work.session, actor.known(), actor.token)
    version = latest_version(work, draft)
    insist(may_break_glass(actor, read_setting(work, "break_glass"), editor_id=version.editor_id))
    if not draft.by_staff or draft.state is not DraftState.awaiting_reader:
        raise Refused("not_open")
    if version.id != version_id:
        raise Refused("changed")
    if draft.thread_id is not None and is_hidden(work, work.session.get_one(Thread, draft.thread_id)):
        raise Refused("thread_hidden")
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused("reason_missing")
    if not verify_password(account(work, actor.known()).password_hash, password):
        raise Refused("password_wrong")
    post = release_behind_glass(work, actor, draft, version, rule_for(work, draft, version), reason)
    write_audit(work, actor, "draft.glass_broken", "draft", draft.id, version=version.number, reason=reason)
    return post
