"""Does what a cue says, by the same commands that people use."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access
from community.commands.closures import close_thread
from community.commands.drafts import draft_reply, draft_thread, revise_draft
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.holding import approve_held
from community.commands.known_issues import begin_known_issue
from community.commands.notes import write_note
from community.commands.obligations import say_helped, standing, waive_answer
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.solutions import accept_solution, remove_solution
from community.commands.submissions import Submitted
from community.commands.threads import ask
from community.commands.versions import latest_version
from community.demo.dates import dated
from community.demo.script import Person, Place, Scene, Step
from community.demo.timing import Cue
from community.model.obligations import ObligationKind
from community.model.threads import ThreadKind
from community.model.versions import Version
from community.policy.actors import Actor
from community.text.titles import slug
from community.work import Work, unit_of_work

EVERYTHING: Final = range(10**6)
"""The words of more versions than the story has."""


class Course:
    """How far a scene has come: its thread, and the post and draft of each step."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.thread_id = 0
        self.posts: dict[int, int] = {}
        self.drafts: dict[int, int] = {}

    def note(self, step: int, made: Submitted) -> None:
        """Remember what came of a step."""
        self.thread_id = made.thread_id or self.thread_id
        if made.draft_id is not None:
            self.drafts[step] = made.draft_id
        if made.post_id is not None:
            self.posts[step] = made.post_id


class Company:
    """Everybody who acts, in all scenes; `chance` says who reads what."""

    def __init__(
        self,
        session: Session,
        place: Place,
        scenes: Sequence[Scene],
        ids: dict[str, int],
        end: dt.datetime,
        chance: random.Random,
    ) -> None:
        self.session, self.place, self.ids, self.end, self.chance = session, place, ids, end, chance
        self.courses = [Course(scene) for scene in scenes]
        self._acts: dict[str, Callable[[Work, Course, int, Step], None]] = {
            "post": self._post,
            "draft": self._draft,
            "approve": self._approve,
            "return": self._return,
            "revise": self._revise,
            "mark": self._mark,
            "edit": self._edit,
            "note": lambda work, course, _, step: self._on_thread(work, course, step, write_note),
            "close": lambda work, course, _, step: self._on_thread(work, course, step, close_thread),
            "issue": lambda work, course, _, step: self._issue(work, course, step),
            "waive": self._waive,
            "hide": self._hide,
            "helped": lambda work, course, _, step: self._helped(work, course, step),
            "failed": self._failed,
        }

    def act(self, cue: Cue) -> None:
        """Do what `cue` says. Raises what the command raises."""
        course = self.courses[cue.scene]
        with unit_of_work(self.session) as work:
            self._acts[cue.act](work, course, cue.step, course.scene.steps[cue.step])

    def _post(self, work: Work, course: Course, index: int, step: Step) -> None:
        actor, text, scene = self._actor(step.by), dated(step.text, self.end), course.scene
        if index == 0:
            made = ask(
                work,
                actor,
                scene.board,
                title=dated(scene.title, self.end),
                source=text,
                kind=ThreadKind(scene.kind),
                tags=[slug(tag) for tag in scene.tags],
                fields=scene.fields,
            )
        else:
            thanks = step.thanks or ("?" not in text and not step.needs)
            made = reply(
                work, actor, course.thread_id, source=text, only_thanks=thanks, affects_me_too=step.me_too
            )
        if made.post_id is None and made.draft_id is not None and not step.held:
            moderator = self._one_of(lambda person: "moderator" in person.rights, step.by)
            actor = self._actor(moderator)
            version = latest_version(work, access.draft(work.session, actor, made.draft_id))
            post = approve_held(work, actor, made.draft_id, version.id)
            made = Submitted(post.thread_id, post.id)
        course.note(index, made)

    def _draft(self, work: Work, course: Course, index: int, step: Step) -> None:
        actor, text, scene = self._actor(step.by), dated(step.text, self.end), course.scene
        if index == 0:
            kind, tags = ThreadKind(scene.kind), [slug(tag) for tag in scene.tags]
            title = dated(scene.title, self.end)
            made = draft_thread(work, actor, scene.board, title=title, source=text, kind=kind, tags=tags)
        else:
            owed = standing(work, thread_id=course.thread_id, kind=ObligationKind.answer)
            everybody = [row.id for row in owed]
            made = draft_reply(
                work,
                actor,
                course.thread_id,
                source=text,
                obligations=everybody,
                asks_details=step.details,
            )
        course.note(index, made)

    def _approve(self, work: Work, course: Course, index: int, step: Step) -> None:
        draft_id, version = self._latest(course, index)
        reader = self._reader(course, index, step)
        # Colleagues of the story read all that was written meanwhile.
        approval = approve_version(work, reader, draft_id, version.id, seen=EVERYTHING)
        if approval.post_id is not None:
            post, _ = access.post(work.session, self._actor(step.by), approval.post_id)
            course.note(index, Submitted(post.thread_id, post.id))

    def _return(self, work: Work, course: Course, index: int, step: Step) -> None:
        draft_id, version = self._latest(course, index)
        reader = self._reader(course, index, step)
        return_version(work, reader, draft_id, version.id, step.returned or "")

    def _revise(self, work: Work, course: Course, index: int, step: Step) -> None:
        draft_id, version = self._latest(course, index)
        text = dated(step.text, self.end)
        revise_draft(work, self._actor(step.by), draft_id, after=version.number, source=text)
        course.drafts[index] = draft_id

    def _mark(self, work: Work, course: Course, index: int, step: Step) -> None:
        marker = course.scene.asker if step.solved is True else str(step.solved)
        accept_solution(work, self._actor(marker), course.posts[index])

    def _edit(self, work: Work, course: Course, index: int, step: Step) -> None:
        mine = [post for made, post in course.posts.items() if course.scene.steps[made].by == step.by]
        course.note(index, edit_post(work, self._actor(step.by), mine[-1], source=dated(step.text, self.end)))

    def _on_thread(
        self, work: Work, course: Course, step: Step, command: Callable[[Work, Actor, int, str], object]
    ) -> None:
        command(work, self._actor(step.by), course.thread_id, dated(step.text, self.end))

    def _issue(self, work: Work, course: Course, step: Step) -> None:
        begin_known_issue(work, self._actor(step.by), course.thread_id)

    def _waive(self, work: Work, course: Course, index: int, step: Step) -> None:
        for owed in standing(work, thread_id=course.thread_id, kind=ObligationKind.answer):
            waive_answer(work, self._actor(step.by), owed.id, step.text)

    def _hide(self, work: Work, course: Course, index: int, step: Step) -> None:
        hide_post(work, self._actor(step.by), course.posts[max(course.posts)], step.text)

    def _helped(self, work: Work, course: Course, step: Step) -> None:
        say_helped(work, self._actor(step.by), course.thread_id)

    def _failed(self, work: Work, course: Course, index: int, step: Step) -> None:
        marked = [made for made in course.posts if course.scene.steps[made].solved]
        remove_solution(work, self._actor(step.by), course.posts[marked[-1]], did_not_help=True)

    def _actor(self, name: str) -> Actor:
        return access.actor(self.session, self.ids[name])

    def _reader(self, course: Course, index: int, step: Step) -> Actor:
        """Return who reads a step: whom it names, else any reader but the one who wrote it."""
        return self._actor(step.reader or self._one_of(lambda person: "reader" in person.rights, step.by))

    def _one_of(self, fits: Callable[[Person], bool], but: str) -> str:
        names = [person.name for person in self.place.people.values() if fits(person) and person.name != but]
        return self.chance.choice(names)

    def _latest(self, course: Course, index: int) -> tuple[int, Version]:
        draft_id = course.drafts[max(made for made in course.drafts if made <= index)]
        statement = select(Version).where(Version.draft_id == draft_id).order_by(Version.number.desc())
        return draft_id, self.session.scalars(statement.limit(1)).one()
