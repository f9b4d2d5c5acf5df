"""Author cards: how a person is named wherever they appear."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthorCard:
    """A name with its avatar; the badge is the one frozen when the text was submitted."""

    id: int
    name: str
    initials: str
    tint: int
    """1 to 5, one of the avatar hues; staff avatars ignore it."""
    is_team: bool
    team: str | None
    """Text beside the Team tag, such as "Service Kiel"."""
    has_profile: bool
    """False for erased and staged people: the name is no link then."""


def author_card(person_id: int, name: str, badge: str | None, *, has_profile: bool) -> AuthorCard:
    """Return the card of a person; `badge` is the team's name frozen with the text, None for customers."""
    return AuthorCard(
        id=person_id,
        name=name,
        initials=_initials(name),
        tint=person_id % 5 + 1,
        is_team=badge is not None,
        team=badge if badge not in (None, "Team") else None,
        has_profile=has_profile,
    )


def _initials(name: str) -> str:
    words = [
        word
        for word in name.replace("_", " ").replace("-", " ").replace(".", " ").split()
        if word[0].isalnum()
    ]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return (words[0][:2] if words else "?").upper()
