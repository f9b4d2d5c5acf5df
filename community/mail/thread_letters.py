"""The words of mails about a thread, each in the language of who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.mail.account_letters import Gettext
from community.mail.letters import Letter, unlinked


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is written to, and from which place."""

    gettext: Gettext
    """Translates into their language."""
    name: str
    language: str
    site: str


def reply(to: Reader, *, by: str, title: str, url: str) -> Letter:
    """Tell the asker that `by` replied; the reply itself stays where it can be corrected and taken back."""
    names = {"by": unlinked(by), "title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("%(by)s replied to you: %(title)s") % names,
        words=[to.gettext("%(by)s replied to your question “%(title)s”.") % names],
        button=(to.gettext("Read the reply"), url),
        foot=to.gettext("You get this mail because you asked at %(site)s."),
    )


def mention(to: Reader, *, by: str, title: str, url: str) -> Letter:
    """Tell a member that `by` named them in a post; the post itself stays where it can be corrected and taken back."""
    names = {"by": unlinked(by), "title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("%(by)s mentioned you: %(title)s") % names,
        words=[to.gettext("%(by)s mentioned you in “%(title)s”.") % names],
        button=(to.gettext("Read the post"), url),
        foot=to.gettext("You get this mail because you are a member of %(site)s."),
    )


def reminder(to: Reader, *, title: str, solved_url: str, ask_url: str) -> Letter:
    """Ask once whether the replies helped; both links open a page with a button, none changes anything."""
    names = {"title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("Did this help? %(title)s") % names,
        words=[
            to.gettext("your question “%(title)s” was answered. Only you know whether it works now.") % names
        ],
        button=(to.gettext("This is the solution"), solved_url),
        other=(to.gettext("I'll ask again"), ask_url),
        foot=to.gettext("You get this mail once, because you asked at %(site)s."),
    )


def proposed(to: Reader, *, by: str, title: str, solved_url: str, ask_url: str) -> Letter:
    """Ask whether a proposed solution helped; both links open a page with a button, none changes anything."""
    names = {"by": unlinked(by), "title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("Did this help? %(title)s") % names,
        words=[to.gettext("the answer by %(by)s was proposed as the solution of “%(title)s”.") % names],
        button=(to.gettext("This is the solution"), solved_url),
        other=(to.gettext("I'll ask again"), ask_url),
        foot=to.gettext("You get this mail because you asked at %(site)s."),
    )


def hidden(to: Reader, *, title: str, reason: str, url: str) -> Letter:
    """Tell an author that moderation hid their post, and why; the post itself is not repeated."""
    names = {"title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("Your post was hidden: %(title)s") % names,
        words=[
            to.gettext("the moderation has hidden your post in “%(title)s”. Others do not see it any more.")
            % names,
            to.gettext("Reason: %(reason)s") % {"reason": unlinked(reason)},
        ],
        button=(to.gettext("Open notifications"), url),
        foot=to.gettext("You get this mail because you wrote at %(site)s."),
    )


def locked(to: Reader, *, title: str, reason: str, url: str) -> Letter:
    """Tell whom it concerns that a moderator settled which answer is the solution."""
    names = {"title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("The solution is settled: %(title)s") % names,
        words=[
            to.gettext("a moderator has settled which answer solves “%(title)s”. The mark stays as it is.")
            % names,
            to.gettext("Reason: %(reason)s") % {"reason": unlinked(reason)},
        ],
        button=(to.gettext("View the solution"), url),
        foot=to.gettext("You get this mail because you asked or answered at %(site)s."),
    )


def solution(to: Reader, *, title: str, url: str) -> Letter:
    """Tell an author that their answer is the solution."""
    names = {"title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("Your answer is the solution: %(title)s") % names,
        words=[
            to.gettext("your answer in “%(title)s” was marked as the solution. Thank you for it.") % names
        ],
        button=(to.gettext("View the solution"), url),
        foot=to.gettext("You get this mail because you wrote at %(site)s."),
    )


def did_not_help(to: Reader, *, title: str, url: str) -> Letter:
    """Tell an author that their answer did not help after all."""
    names = {"title": unlinked(title)}
    return _letter(
        to,
        subject=to.gettext("The question is open again: %(title)s") % names,
        words=[
            to.gettext("your answer in “%(title)s” did not help after all. Perhaps you know another way?")
            % names
        ],
        button=(to.gettext("Read the question"), url),
        foot=to.gettext("You get this mail because you wrote at %(site)s."),
    )


def _letter(
    to: Reader,
    *,
    subject: str,
    words: Sequence[str],
    button: tuple[str, str],
    foot: str,
    other: tuple[str, str] | None = None,
) -> Letter:
    """Put a greeting before the words, and below them why this mail came; `foot` names the place."""
    return Letter(
        subject=subject,
        paragraphs=(to.gettext("Hello %(name)s,") % {"name": unlinked(to.name)}, *words),
        button=button,
        other=other,
        foot=(foot % {"site": unlinked(to.site)},),
        language=to.language,
    )
