"""Form states: what was typed into a form and what is wrong with it, ready to be shown again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from community.text.findings import Finding


@dataclass(frozen=True, slots=True)
class FormState:
    """Typed values and translated error sentences by field name; the field "" stands for the whole form."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """All values of fields that may be sent several times, such as ticks."""
    preview: str | None = None
    """HTML of the text as it will look, where that was asked for."""
    saved_at: dt.datetime | None = None
    """When the text was kept that the form is filled with; None for a fresh form."""
    private: Sequence[Finding] = ()
    """What looks private in a text that everybody could read, and that its writer has not been asked about."""
    lacking: bool = False
    """Nothing is wrong but that something is missing."""

    def value(self, name: str, default: str = "") -> str:
        """Return what was typed into `name`, else `default`."""
        return self.values.get(name, default)

    def error(self, name: str) -> str:
        """Return the error sentence of `name`, or an empty text."""
        return self.errors.get(name, "")

    def has(self, name: str, value: str, default: bool = False) -> bool:
        """Tell whether `value` is ticked in `name`; `default` holds while nothing was sent."""
        if name in self.chosen:
            return value in self.chosen[name]
        if name in self.values:
            return self.values[name] == value
        return default and not self.values


def typed(
    fields: Mapping[str, Sequence[str]], errors: Mapping[str, str] | None = None, *, lacking: bool = False
) -> FormState:
    """Return the state of a sent form from its fields, each with all its values."""
    return FormState(
        values={name: values[0] for name, values in fields.items() if values},
        errors=errors or {},
        chosen={name: tuple(values) for name, values in fields.items()},
        lacking=lacking,
    )
