"""The form of every answer: yes, or no with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes (no code), or no with the code of the reason; true where it is yes."""

    code: str = ""

    def __bool__(self) -> bool:
        return not self.code


YES = Verdict()


class Refused(Exception):
    """An act that may not be done; `code` says why, in a word the web turns into a sentence.

    `codes` are all reasons, where a form was looked through as a whole.
    """

    def __init__(self, code: str, *others: str) -> None:
        super().__init__(code)
        self.code = code
        self.codes = (code, *others)

    @property
    def lacking(self) -> bool:
        """Whether nothing is wrong but that something is missing."""
        return all(code.endswith("_missing") for code in self.codes)


class Faults:
    """What is wrong with the parts of a form, gathered so that people hear of everything at once."""

    def __init__(self) -> None:
        self._codes: list[str] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Keep why a part was refused, and go on with the next one."""
        try:
            yield
        except Refused as error:
            self._codes += error.codes

    def insist_none(self) -> None:
        """Raise Refused with everything that was noted, if anything was."""
        if self._codes:
            raise Refused(*self._codes)


def insist(verdict: Verdict) -> None:
    """Raise Refused unless `verdict` is yes."""
    if not verdict:
        raise Refused(verdict.code)
