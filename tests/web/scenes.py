"""A place with something of every kind that not everybody may see, each with a word found nowhere else."""

import random
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from community.commands.boards import create_board, tag_named
from community.commands.drafts import draft_edit, draft_reply, draft_thread
from community.commands.edits import edit_post
from community.commands.hidings import hide_post, withdraw_post
from community.commands.holding import approve_held
from community.commands.members import add_member
from community.commands.notes import write_note
from community.commands.obligations import waive_answer
from community.commands.product_fields import add_field
from community.commands.readings import return_version
from community.commands.replies import reply
from community.commands.saved_texts import save_text
from community.commands.solution_locks import lock_solution
from community.commands.solutions import accept_solution
from community.commands.standing import set_role
from community.commands.threads import ask
from community.commands.uploads import keep_upload
from community.model.boards import Visibility
from community.model.members import Role
from community.model.posts import Post
from community.model.product_fields import FieldKind
from community.model.records import ImportedRow
from community.model.threads import ThreadKind
from community.storage.contents import examine
from community.text.file_names import upload_path
from tests.cast import BIELEFELD, PEOPLE
from tests.stories import answered, approved, clause, newest
from tests.web.further_scenes import furnish_further
from tests.web.sites import Site

TEAM = frozenset({"Ada", "Jana", "Ole", "Svea"})
MODERATORS = frozenset({"Moritz"})
GUEST = "guest"
MEMBERS = frozenset({*(name for name, *_ in PEOPLE), "Frida"})
EVERYBODY = MEMBERS | {GUEST}


@dataclass
class Scene:
    """What was made: each secret word with who may read it, and the ids of what holds them."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Each secret word with what it stands in, to be named when it leaks."""
    threads: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    """Addresses of images and files."""
    letters: list[str] = field(default_factory=list)
    """What was mailed before anything was hidden."""

    def readers_of(self, kind: str) -> frozenset[str]:
        """Return who may read what stands in `kind`."""
        return next(self.readers[word] for word, what in self.kinds.items() if what == kind)

    def admit(self, kind: str, name: str) -> None:
        """Let one more person read what stands in `kind`."""
        for word, what in self.kinds.items():
            if what == kind:
                self.readers[word] |= {name}

    def word(self, kind: str, readers: frozenset[str]) -> str:
        """Return a new secret word; every text has the word Glasfaser besides, so that one search finds all."""
        made = "q" + "".join(random.choices("bcdfghjkmnpqrtvwxz", k=11))
        self.readers[made], self.kinds[made] = readers, kind
        return made


def furnish(site: Site) -> Scene:
    """Make everything, with the worker at work before and after things are hidden; Frida leaves the staff last."""
    cast, scene = site.cast, Scene()
    frida = cast.do(
        lambda work, _: add_member(
            work, None, name="Frida", email="frida@example.org", role=Role.staff, team=BIELEFELD
        ),
        None,
    )
    cast.ids["Frida"] = frida.id
    for board in ("internet", "members", "newcomers"):
        cast.do(add_field, None, board, label="Device", kind=FieldKind.text)
    _in_the_open(site, scene)
    _drafts(site, scene)
    _on_their_way(site, scene)
    _held(site, scene)
    _out_of_the_way(site, scene)
    hidden = _to_be_hidden(site, scene)
    site.follow()
    scene.letters = [letter.as_string() for letter in site.effects.letterbox.messages]
    site.effects.letterbox.messages.clear()
    for name, post_id in hidden.items():
        author = "Mara" if name == "hidden question" else "Holger"
        word = scene.word(f"reason: {name}", TEAM | MODERATORS | {author})
        cast.do(
            hide_post, cast.moritz, post_id, clause(cast, "hide", f"Because {word}"), delete=name == "deleted"
        )
    cast.do(withdraw_post, cast.holger, scene.posts["withdrawn"])
    cast.do(set_role, None, frida.id, Role.customer)
    furnish_further(site, scene)
    site.follow()
    return scene


def _asked(
    site: Site, scene: Scene, kind: str, readers: frozenset[str], who: str = "Mara", **named: str
) -> int:
    cast = site.cast
    title = f"Glasfaser {scene.word(f'title: {kind}', readers)}"
    source = f"Glasfaser tot, {scene.word(f'body: {kind}', readers)} hilft nicht."
    board = named.pop("board", "internet")
    told = {"device": f"Glasfaser {scene.word(f'told: {kind}', readers)}"}
    made = cast.do(ask, cast.actor(who), board, title=title, source=source, fields=told, **named)
    if made.thread_id is None or made.post_id is None:
        scene.drafts[kind] = made.draft_id or 0
        return 0
    scene.threads[kind], scene.posts[kind] = made.thread_id, made.post_id
    return made.thread_id


def _replied(
    site: Site,
    scene: Scene,
    kind: str,
    thread: int,
    readers: frozenset[str],
    who: str = "Holger",
    **named: Any,
) -> int:
    source = f"Glasfaser: {scene.word(f'body: {kind}', readers)} versuchen."
    made = site.cast.do(reply, site.cast.actor(who), thread, source=source, **named)
    scene.posts[kind] = made.post_id or 0
    scene.drafts[kind] = made.draft_id or 0
    return made.post_id or 0


def _uploaded(site: Site, scene: Scene, kind: str, readers: frozenset[str], who: str) -> list[str]:
    """Upload a file with a secret word in its name and its content; its address is too short for the word."""
    word = scene.word(f"file: {kind}", readers | {who})
    content = examine(f"Glasfaser {word}".encode(), "txt")
    public_id = secrets.token_urlsafe(16)
    site.app.extensions["storage"].put(public_id, content.content)
    name = f"{'glasfaser-' * 4}{word}.txt"
    made = site.cast.do(keep_upload, site.cast.actor(who), public_id, content, name)
    scene.uploads.append(upload_path(public_id, made.name))
    assert word not in scene.uploads[-1]
    return [public_id]


def _in_the_open(site: Site, scene: Scene) -> None:
    cast = site.cast
    cast.do(lambda work, _: tag_named(work, "Kupfer"), None)
    open_to_all = _uploaded(site, scene, "public", EVERYBODY, "Mara")
    _uploaded(site, scene, "in no text", frozenset(), "Mara")
    thread = _asked(site, scene, "public", EVERYBODY, tags=["kupfer"], uploads=open_to_all)
    _replied(site, scene, "public reply", thread, EVERYBODY)
    waived = _asked(site, scene, "waived", EVERYBODY, who="Rolf")
    word = scene.word("reason: waived", TEAM | {"Rolf"})
    owed = cast.owed(waived)[0]
    cast.do(waive_answer, cast.jana, owed.id, clause(cast, "no_answer", f"Because {word}"))
    locked = _asked(site, scene, "locked", EVERYBODY)
    cast.do(accept_solution, cast.mara, _replied(site, scene, "locked reply", locked, EVERYBODY))
    word = scene.word("reason: locked", frozenset({"Mara", "Holger", "Ada"}))
    cast.do(lock_solution, cast.moritz, locked, clause(cast, "lock", f"Because {word}"))


def _drafts(site: Site, scene: Scene) -> None:
    cast, thread = site.cast, scene.threads["public"]
    frida = cast.actor("Frida")
    body = scene.word("body: waiting draft", TEAM)
    made = cast.do(draft_reply, frida, thread, source=f"Glasfaser {body}")
    scene.drafts["waiting"] = made.draft_id or 0
    comment = scene.word("comment: returned draft", TEAM)
    body = scene.word("body: returned draft", TEAM)
    made = cast.do(draft_reply, frida, thread, source=f"Glasfaser {body}")
    scene.drafts["returned"] = made.draft_id or 0
    cast.do(return_version, cast.jana, made.draft_id, newest(cast, made.draft_id or 0), f"No: {comment}")
    title, body = scene.word("title: announcement draft", TEAM), scene.word("body: announcement draft", TEAM)
    made = cast.do(
        draft_thread,
        frida,
        "internet",
        title=f"Glasfaser {title}",
        source=f"Glasfaser {body}",
        kind=ThreadKind.announcement,
    )
    scene.drafts["announcement"] = made.draft_id or 0
    post = answered(
        cast, thread, cast.svea, source=f"Glasfaser {scene.word('body: staff answer', EVERYBODY)}"
    )
    scene.posts["staff answer"] = post
    body = scene.word("body: edit draft", TEAM)
    carried = _uploaded(site, scene, "edit draft", TEAM, "Svea")
    made = cast.do(draft_edit, cast.svea, post, source=f"Glasfaser {body}", uploads=carried)
    scene.drafts["edit"] = made.draft_id or 0
    word = scene.word("note", TEAM)
    cast.do(write_note, cast.jana, thread, f"Glasfaser {word}")


def _on_their_way(site: Site, scene: Scene) -> None:
    """Texts that nobody has sent yet; no colleague and no moderator reads them either."""
    cast, thread = site.cast, scene.threads["public"]
    for name, place in (("Mara", "ask"), ("Rolf", f"reply:{thread}"), ("Ole", f"answer:{thread}")):
        body = scene.word(f"saved text of {name}", frozenset({name}))
        cast.do(save_text, cast.actor(name), place, {"body": [f"Glasfaser {body}"]})


def _held(site: Site, scene: Scene) -> None:
    cast = site.cast
    moderators = frozenset({"Ada", "Moritz"})
    held = _uploaded(site, scene, "held", moderators, "Nils")
    _asked(site, scene, "held", moderators | {"Nils"}, who="Nils", board="newcomers", uploads=held)
    opened = cast.do(ask, cast.mara, "held", title="Glasfaser ist langsam", source="Seit gestern.")
    post = cast.do(approve_held, cast.ada, opened.draft_id, newest(cast, opened.draft_id))
    scene.threads["of the held"] = post.thread_id
    _replied(site, scene, "held reply", post.thread_id, moderators | {"Holger"})


def _out_of_the_way(site: Site, scene: Scene) -> None:
    cast = site.cast
    title, body = scene.word("title: staff board", TEAM), scene.word("body: staff board", TEAM)
    made = cast.do(
        draft_thread,
        cast.svea,
        "staff",
        title=f"Glasfaser {title}",
        source=f"Glasfaser {body}",
        kind=ThreadKind.discussion,
    )
    post = approved(cast, made.draft_id or 0)
    scene.posts["staff board"] = post
    scene.threads["staff board"] = cast.session.scalars(select(Post.thread_id).where(Post.id == post)).one()
    cast.session.rollback()
    word = scene.word("name: staff board", TEAM)
    cast.do(
        lambda work, _: create_board(
            work, None, f"Board {word}", board_slug="back-room", description=word, visibility=Visibility.staff
        ),
        None,
    )
    few = _uploaded(site, scene, "members board", MEMBERS, "Mara")
    _asked(site, scene, "members board", MEMBERS, board="members", tags=["kupfer"], uploads=few)
    _replied(site, scene, "members board reply", scene.threads["members board"], MEMBERS)


def _to_be_hidden(site: Site, scene: Scene) -> dict[str, int]:
    """Make what will be hidden; return it by name."""
    cast, few = site.cast, TEAM | MODERATORS
    public = scene.threads["public"]
    carried = _uploaded(site, scene, "hidden reply", few, "Holger")
    hidden = _replied(site, scene, "hidden reply", public, few, uploads=carried)
    deleted = _replied(site, scene, "deleted", public, few)
    _replied(site, scene, "withdrawn", public, few | {"Holger"})
    revised = _replied(site, scene, "first words of a hidden reply", public, few)
    word = scene.word("last words of a hidden reply", few)
    cast.do(edit_post, cast.holger, revised, source=f"Glasfaser {word}")
    cast.do(lambda work, _: tag_named(work, "Messing"), None)
    thread = _asked(site, scene, "hidden question", few, tags=["messing"])
    # Who asked is told that it was hidden, by its title.
    scene.admit("title: hidden question", "Mara")
    _replied(site, scene, "reply to a hidden question", thread, few)
    question = scene.posts["hidden question"]
    cast.do(
        lambda work, _: work.session.add(
            ImportedRow(source="old", kind="question", external_id="7", thread_id=thread, post_id=question)
        ),
        None,
    )
    return {"hidden reply": hidden, "deleted": deleted, "revised": revised, "hidden question": question}
