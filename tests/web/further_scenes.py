"""Further secrets of the place: texts on their way back, half read or behind glass, and what a closed board asks."""

from typing import TYPE_CHECKING

from sqlalchemy import update

from community.commands.board_changes import change_board
from community.commands.boards import create_board
from community.commands.break_glass import break_glass
from community.commands.drafts import draft_reply, draft_thread
from community.commands.hidings import hide_post
from community.commands.holding import reject_held, return_held
from community.commands.known_issues import begin_known_issue
from community.commands.product_fields import add_field
from community.commands.reading_notes import note_paragraph
from community.commands.readings import approve_version
from community.commands.site import change_setting
from community.commands.taking_back import take_back
from community.commands.threads import ask
from community.model.boards import Holding, Visibility
from community.model.members import Member
from community.model.product_fields import FieldKind
from community.model.threads import ThreadKind
from tests.stories import EVERYTHING, approved, clause, newest, post_of
from tests.web.sites import HASH, PASSWORD, Site

if TYPE_CHECKING:
    from tests.web.scenes import Scene

TEAM = frozenset({"Ada", "Jana", "Ole", "Svea"})
MODERATORS = frozenset({"Ada", "Moritz"})


def furnish_further(site: Site, scene: "Scene") -> None:
    """Make them after all others, so that those keep their numbers."""
    _taken_back(site, scene)
    _decided(site, scene)
    _being_read(site, scene)
    _behind_glass(site, scene)
    _hidden_issue(site, scene)
    _closed_board(site, scene)


def _words(scene: "Scene", kind: str, readers: frozenset[str]) -> dict[str, str]:
    title, body = scene.word(f"title: {kind}", readers), scene.word(f"body: {kind}", readers)
    return {"title": f"Glasfaser {title}", "source": f"Glasfaser tot, {body}."}


def _taken_back(site: Site, scene: "Scene") -> None:
    # Staff and moderators see that it is withdrawn.
    words = _words(scene, "taken back", TEAM | MODERATORS | {"Rolf"})
    made = site.cast.do(ask, site.cast.rolf, "internet", tags=["kupfer"], **words)
    site.cast.do(take_back, site.cast.rolf, made.thread_id)


def _decided(site: Site, scene: "Scene") -> None:
    cast = site.cast
    for kind, decide in (("rejected", reject_held), ("sent back", return_held)):
        made = cast.do(ask, cast.holger, "held", **_words(scene, kind, frozenset({"Holger"})))
        cast.do(decide, cast.moritz, made.draft_id, newest(cast, made.draft_id), "spam")


def _being_read(site: Site, scene: "Scene") -> None:
    cast = site.cast
    made = cast.do(
        draft_thread, cast.svea, "six-eyes", kind=ThreadKind.article, **_words(scene, "half read", TEAM)
    )
    version = newest(cast, made.draft_id)
    word = scene.word("note of a reader", TEAM)
    cast.do(note_paragraph, cast.jana, made.draft_id, version, 0, f"Glasfaser {word}")
    cast.do(approve_version, cast.jana, made.draft_id, version, seen=EVERYTHING)


def _behind_glass(site: Site, scene: "Scene") -> None:
    cast = site.cast
    everybody = scene.readers_of("title: public")
    cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
    cast.do(change_setting, cast.ada, "break_glass", "readers")
    body = scene.word("body: behind glass", everybody)
    made = cast.do(draft_reply, cast.jana, scene.threads["public"], source=f"Glasfaser {body}")
    reason = scene.word("reason: behind glass", TEAM)
    words = {"password": PASSWORD, "reason": f"Because {reason}"}
    cast.do(break_glass, cast.jana, made.draft_id, newest(cast, made.draft_id), **words)


def _hidden_issue(site: Site, scene: "Scene") -> None:
    cast = site.cast
    words = _words(scene, "hidden issue", TEAM | MODERATORS)
    made = cast.do(draft_thread, cast.svea, "internet", kind=ThreadKind.announcement, **words)
    post = approved(cast, made.draft_id)
    cast.do(begin_known_issue, cast.jana, post_of(cast, post).thread_id)
    scene.admit("title: hidden issue", "Svea")
    cast.do(hide_post, cast.moritz, post, clause(cast, "hide", "Because of the issue"))


def _closed_board(site: Site, scene: "Scene") -> None:
    cast = site.cast
    cast.do(lambda work, _: create_board(work, None, "Narrow", board_slug="narrow"), None)
    label, option = scene.word("label: closed board", TEAM), scene.word("option: closed board", TEAM)
    options = [f"Glasfaser {option}", "Other"]
    cast.do(add_field, None, "narrow", label=f"Device {label}", kind=FieldKind.choice, options=options)
    told = {f"device-{label}": f"Glasfaser {option}"}
    cast.do(ask, cast.mara, "narrow", fields=told, **_words(scene, "closed board", TEAM))
    named = scene.word("name: closed board", TEAM)
    kept = {"name": f"Narrow {named}", "description": "", "icon": "chat", "parent_slug": None}
    closed = {"visibility": Visibility.staff, "holding": Holding.none, "kinds": list(ThreadKind)}
    cast.do(change_board, cast.ada, "narrow", **kept, **closed)
