"""The person an answer is asked for, detached from every session."""

from dataclasses import dataclass

from community.model.members import Right, Role
from community.model.sign_ins import Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a guest (no id), or a member with role, rights and, through the API, the scope of a token."""

    id: int | None = None
    name: str = ""
    role: Role | None = None
    rights: frozenset[Right] = frozenset()
    badge: str | None = None
    """The team's name, for staff."""
    email_confirmed: bool = False
    newcomer: bool = True
    """Nothing they wrote is to be read here."""
    token: Scope | None = None

    @property
    def is_staff(self) -> bool:
        """Whether they act for the company."""
        return self.role in (Role.staff, Role.administrator)

    @property
    def sees_hidden(self) -> bool:
        """Whether what moderation hid is still shown to them, as hidden."""
        return self.is_staff or Right.moderator in self.rights

    def known(self) -> int:
        """Return the id; raise ValueError for a guest, whom a command should have refused before."""
        if self.id is None:
            raise ValueError("a guest has no id")
        return self.id


GUEST = Actor()
EVERYWHERE = Actor(role=Role.administrator)
"""Stands for all readers together: every board is theirs, what is hidden is nobody's."""
