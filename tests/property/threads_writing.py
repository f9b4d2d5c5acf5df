"""Acts that write: asking, replying, drafting, reading and editing, each beside its model."""

from hypothesis import strategies as st
from sqlalchemy import select

from community.commands.drafts import draft_edit, draft_reply, revise_draft, withdraw_draft
from community.commands.edits import edit_post
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.threads import ask
from community.model.versions import Version
from tests.property.threads_model import BOARDS, CUSTOMERS, PICK, STAFF, Model, Owed, Writing, act
from tests.stories import EVERYTHING


class Writers(Model):
    """People who write, and those who read what staff wrote."""

    @act(who=st.sampled_from(CUSTOMERS), board=st.sampled_from(BOARDS))
    def ask(self, who: str, board: str) -> None:
        if len(self.threads) > len(BOARDS):
            return  # few threads, so that what happens meets in them
        made = self.attempt(ask, who, board, title="No line since noon", source="Nothing works.")
        assert made
        self.threads[made.thread_id] = (who, board)
        self.publish(made.post_id, who, staff=False)
        self.owed.append(Owed(made.post_id, "question", who))

    @act(pick=PICK, who=st.sampled_from(CUSTOMERS), tick=st.booleans())
    def reply(self, pick: int, who: str, tick: bool) -> None:
        thread = list(self.threads)[pick % len(self.threads)]
        asker = self.threads[thread][0]
        ticked = {"only_thanks": tick} if who == asker else {"affects_me_too": tick}
        made = self.attempt(reply, who, thread, source="More.", **ticked)
        assert (made is None) == (thread in self.closed or bool(self.question(thread).hidden))
        if made:
            self.publish(made.post_id, who, staff=False)
            if (who == asker) != tick:
                cause = "follow_up" if who == asker else "affects_me_too"
                self.owed.append(Owed(made.post_id, cause, who))

    @act(pick=PICK, who=st.sampled_from(STAFF), which=st.sampled_from(["usual", "none", "all"]))
    def draft(self, pick: int, who: str, which: str, details: bool = False) -> None:
        thread = list(self.threads)[pick % len(self.threads)]
        rows = self.owed_in(thread)
        mine = [row for row in rows if row.owner == self.threads[thread][0]] or rows[:1]
        named = {"usual": mine, "none": [], "all": rows}[which]
        ids = {"usual": None, "none": [], "all": [row.id for row in self.cast.owed(thread)]}[which]
        made = self.attempt(
            draft_reply, who, thread, source="Restart it.", obligations=ids, asks_details=details
        )
        assert (made is None) == bool(self.question(thread).hidden)
        if made:
            assert made.post_id is None
            board = self.threads[thread][1]
            writing = Writing(made.draft_id, who, board, thread, named=named, details=details, editors=[who])
            self.writings.append(writing)

    @act(pick=PICK, who=st.sampled_from(STAFF))
    def ask_for_details(self, pick: int, who: str) -> None:
        self.draft(pick, who, "usual", details=True)

    @act(pick=PICK, who=st.sampled_from(("Ada", *STAFF)))
    def draft_an_edit(self, pick: int, who: str) -> None:
        text = self.text_at(pick)
        assert text
        made = self.attempt(draft_edit, who, text.id, source="Better.")
        waiting = any(item.edits == text.id for item in self.writings if item.state != "done")
        mine = who in (text.author, "Ada")
        assert (made is not None) == (mine and self.visible(text) and not waiting)
        if made:
            board = self.threads[text.thread][1]
            self.writings.append(
                Writing(made.draft_id, who, board, text.thread, edits=text.id, editors=[who])
            )

    @act(pick=PICK, who=st.sampled_from(("the author", *CUSTOMERS)))
    def edit(self, pick: int, who: str) -> None:
        text = self.text_at(pick, staff=False)
        assert text
        who = text.author if who == "the author" else who
        made = self.attempt(edit_post, who, text.id, source="Changed.")
        free = self.visible(text) and text.thread not in self.closed
        assert (made is not None) == (text.author == who and free)
        if made:
            for writing in self.writings:
                if writing.edits == text.id and writing.state != "done":
                    writing.state = "overtaken " + writing.state.removeprefix("overtaken ")

    @act(pick=PICK, who=st.sampled_from(STAFF))
    def revise(self, pick: int, who: str) -> None:
        writing = self.writing_at(pick)
        if writing is None:
            return
        after = len(writing.editors)
        made = self.attempt(revise_draft, who, writing.id, after=after, source=f"By {who}, {after}.")
        assert (made is not None) == (who == writing.author or who in self.readers)
        if made:
            writing.editors.append(who)
            writing.readers, writing.state = set(), "waiting"

    @act(
        pick=PICK, who=st.sampled_from(("a reader", "a reader", "another reader", *STAFF)), late=st.booleans()
    )
    def approve(self, pick: int, who: str, late: bool) -> None:
        writing = self.writing_at(pick)
        if writing is None:
            return
        if who not in STAFF:
            fresh = sorted(self.readers - writing.readers - {writing.editors[-1]})
            who = (fresh or ["Ada"])[0 if who == "a reader" else -1]
        session = self.cast.session
        versions = session.scalars(
            select(Version.id).where(Version.draft_id == writing.id).order_by(Version.number)
        ).all()
        session.rollback()
        version = versions[0] if late else versions[-1]
        made = self.attempt(approve_version, who, writing.id, version, seen=EVERYTHING)
        may = who != writing.editors[-1] and (who in self.readers or who == writing.author)
        stale = late and len(versions) > 1
        counting = {
            name for name in writing.readers | {who} if name in self.readers or name == writing.author
        }
        enough = len(counting) >= (2 if writing.board == "six-eyes" else 1)
        fits = writing.state == "waiting" or (writing.state == "overtaken waiting" and not enough)
        out_of_sight = self.question(writing.target).hidden
        expected = may and not stale and fits and not out_of_sight and who not in writing.readers
        assert (made is not None) == bool(expected)
        if not made:
            return
        writing.readers.add(who)
        assert (made.post_id is not None) == enough
        if not enough:
            return
        writing.state = "done"
        if writing.edits:
            assert made.post_id == writing.edits
            return
        text = self.publish(made.post_id, writing.author, staff=True)
        if not writing.details:
            self.close(writing.named, "answered", text.id)

    @act(pick=PICK, who=st.sampled_from(STAFF))
    def give_back(self, pick: int, who: str) -> None:
        writing = self.writing_at(pick)
        if writing is not None:
            version = self.cast.session.scalars(
                select(Version.id).where(Version.draft_id == writing.id).order_by(Version.number.desc())
            ).first()
            self.cast.session.rollback()
            if self.attempt(return_version, who, writing.id, version, "Too short."):
                assert who != writing.editors[-1]
                writing.state = writing.state.replace("waiting", "returned")

    @act(pick=PICK, who=st.sampled_from(STAFF))
    def take_back_a_draft(self, pick: int, who: str) -> None:
        writing = self.writing_at(pick)
        if writing is not None:
            made = self.attempt(withdraw_draft, who, writing.id)
            assert (made is not None) == (who == writing.author)
            if made:
                writing.state = "done"
