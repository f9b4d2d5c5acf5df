"""Acts that judge what was written: marks, hidings, waivers, closures and rights, each beside its model."""

from hypothesis import strategies as st

from community.commands.closures import close_thread, reopen_thread
from community.commands.hidings import hide_post, show_post, withdraw_post
from community.commands.obligations import contradict_waiver, say_helped, waive_answer
from community.commands.solution_locks import lock_solution, unlock_solution
from community.commands.solutions import accept_solution, remove_solution
from community.commands.standing import grant_right, revoke_right
from community.model.members import Right
from tests.property.threads_model import (
    CUSTOMERS,
    MODERATORS,
    PICK,
    STAFF,
    Model,
    Owed,
    act,
)


class Judges(Model):
    """People who mark, hide, waive and close."""

    @act(pick=PICK, who=st.sampled_from(("the asker", "the asker", *CUSTOMERS, *STAFF)))
    def accept(self, pick: int, who: str) -> None:
        text = self.text_at(pick)
        assert text
        asker, board = self.threads[text.thread]
        who = asker if who == "the asker" else who
        made = self.attempt(accept_solution, who, text.id)
        own = who == asker
        others = [post for post, thread in self.marks.items() if thread == text.thread and post != text.id]
        blocked = [post for post in others if not own or post in self.confirmed]
        free = board == "several" or not blocked
        behalf = who == "Rolf" or who in STAFF
        may = (own and text.thread not in self.closed) or (not own and behalf and who != text.author)
        free = free and text.thread not in self.locked
        assert (made is not None) == (may and free and text.number > 1 and self.visible(text))
        if not made:
            return
        if board != "several" and text.id not in self.marks:
            for post in others:
                self.unmark(post)
        self.marks[text.id] = text.thread
        if own:
            self.confirmed.add(text.id)
            self.close(self.owed_in(text.thread, asker), "accepted", text.id)

    @act(
        pick=PICK, who=st.sampled_from(("the asker", "the asker", "Rolf", "Svea")), did_not_help=st.booleans()
    )
    def unaccept(self, pick: int, who: str, did_not_help: bool) -> None:
        if not self.marks:
            return
        post = sorted(self.marks)[pick % len(self.marks)]
        text = self.texts[post]
        asker = self.threads[text.thread][0]
        who = asker if who == "the asker" else who
        made = self.attempt(remove_solution, who, post, did_not_help=did_not_help)
        free = self.visible(text) and text.thread not in self.locked
        if did_not_help:
            assert (made is not None) == (who == asker and free)
        elif who == asker:
            assert (made is not None) == free
        if not made:
            return
        assert free
        assert who == asker or post not in self.confirmed
        self.unmark(post)
        self.reopen([row for row in self.owed if self.closed_by(row, post) and row.owner == asker])
        if did_not_help and not self.owed_in(text.thread, asker):
            self.owed.append(Owed(self.question(text.thread).id, "did_not_help", asker))

    @act(pick=PICK, who=st.sampled_from((*MODERATORS, "Svea")), lock=st.booleans())
    def settle(self, pick: int, who: str, lock: bool) -> None:
        thread = list(self.threads)[pick % len(self.threads)]
        if lock:
            made = self.attempt(lock_solution, who, thread, "settled")
        else:
            made = self.attempt(unlock_solution, who, thread)
        authors = {self.texts[post].author for post, where in self.marks.items() if where == thread}
        may = who in MODERATORS and who not in authors and not self.question(thread).hidden
        assert (made is not None) == (may and bool(authors) and lock == (thread not in self.locked))
        if made:
            (self.locked.add if lock else self.locked.discard)(thread)

    @act(pick=PICK, who=st.sampled_from(("Ada", *MODERATORS, "Svea")), delete=st.booleans())
    def hide(self, pick: int, who: str, delete: bool) -> None:
        text = self.text_at(pick)
        assert text
        made = self.attempt(hide_post, who, text.id, "against the rules", delete=delete)
        assert (made is not None) == (who in MODERATORS and who != text.author and not text.hidden)
        if made:
            self.vanish(text, "hidden")

    @act(pick=PICK, who=st.sampled_from(CUSTOMERS))
    def withdraw(self, pick: int, who: str) -> None:
        text = self.text_at(pick, author=who)
        if text is None:
            return
        made = self.attempt(withdraw_post, who, text.id)
        if made:
            assert not text.hidden
            self.vanish(text, "withdrawn")

    @act(pick=PICK, who=st.sampled_from(("Ada", *MODERATORS, "Svea")))
    def show(self, pick: int, who: str) -> None:
        text = self.text_at(pick, hidden="hidden")
        if text is not None:
            made = self.attempt(show_post, who, text.id)
            assert (made is not None) == (who in MODERATORS and who != text.author)
            if made:
                text.hidden = ""

    @act(pick=PICK, who=st.sampled_from(("Svea", "Svea", "Moritz")))
    def waive(self, pick: int, who: str) -> None:
        row = self.owed[pick % len(self.owed)]
        made = self.attempt(waive_answer, who, self.row_of(row).id, "Solved by itself")
        assert (made is not None) == (who == "Svea" and self.standing(row))
        if made:
            self.close([row], "waived")

    @act(pick=PICK, who=st.sampled_from(("the owner", *CUSTOMERS)), waived=st.booleans())
    def contradict(self, pick: int, who: str, waived: bool) -> None:
        rows = [row for row in self.owed if row.by == "waived" or not waived] or self.owed
        row = rows[pick % len(rows)]
        who = row.owner if who == "the owner" else who
        made = self.attempt(contradict_waiver, who, self.row_of(row).id)
        if made:
            assert (row.owner, row.by) == (who, "waived")
            self.reopen([row])
        else:
            question = self.question(self.texts[row.post].thread)
            assert row.open or row.by != "waived" or row.owner != who or question.hidden

    @act(pick=PICK, who=st.sampled_from(CUSTOMERS))
    def say_it_helped(self, pick: int, who: str) -> None:
        thread = list(self.threads)[pick % len(self.threads)]
        if self.attempt(say_helped, who, thread) is not None:
            self.close(self.owed_in(thread, who), "helped")

    @act(pick=PICK, again=st.booleans())
    def close_a_thread(self, pick: int, again: bool) -> None:
        thread = list(self.threads)[pick % len(self.threads)]
        if self.attempt(
            reopen_thread if again else close_thread, "Moritz", thread, *([] if again else ["x"])
        ):
            (self.closed.discard if again else self.closed.add)(thread)

    @act(who=st.sampled_from(("Jana", "Ole")))
    def lose_or_gain_the_readers_right(self, who: str) -> None:
        if who in self.readers:
            self.cast.do(revoke_right, None, self.cast.ids[who], Right.reader)
        else:
            self.cast.do(grant_right, None, self.cast.ids[who], Right.reader)
        self.readers ^= {who}
