"""Settings of the place: their names, defaults and checks, and the act of changing one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from community import clock
from community.commands.audit import write_audit
from community.model.records import SiteSetting
from community.policy.actors import Actor
from community.policy.clauses import are_clauses
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's default, and a check that says whether a value will do."""

    default: Any
    fits: Callable[[Any], bool]


def _text(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and low <= len(value.strip()) <= high


SETTINGS: dict[str, Setting] = {
    "name": Setting("Zuruf", _text(1, 40)),
    "claim": Setting("", _text(0, 80)),
    "operator": Setting("", _text(0, 80)),
    "language": Setting("en", lambda value: value in ("de", "en")),
    "timezone": Setting("Europe/Berlin", lambda value: value in available_timezones()),
    "readers_required": Setting(1, lambda value: type(value) is int and 0 <= value <= 2),
    "catch_all_board": Setting("", _text(0, 60)),
    # Who may publish without a reader when there is no time: off, administrators, or readers as well.
    "break_glass": Setting("off", lambda value: value in ("off", "administrators", "readers")),
    # By use, what people choose from who close, hide or leave without an answer; empty: the language's own.
    "clauses": Setting({}, are_clauses),
    "founded": Setting(False, lambda value: isinstance(value, bool)),
    "imprint": Setting("", _text(0, 20_000)),
    "privacy": Setting("", _text(0, 20_000)),
    "accessibility": Setting("", _text(0, 20_000)),
    "rules": Setting("", _text(0, 20_000)),
    "old_addresses": Setting([], lambda value: isinstance(value, list)),
}


def change_setting(work: Work, actor: Actor, key: str, value: Any) -> None:
    """Change one setting as an administrator, unless it has the value already.

    Raises Refused: not_allowed, unknown_setting, bad_value, unread_unconfirmed.
    """
    insist(permitted(actor, "administer"))
    check_setting(key, value)
    if key == "readers_required" and value == 0:
        # That takes a sentence of its own: reading_rules.set_usual_readers.
        raise Refused("unread_unconfirmed")
    if read_setting(work, key) != value:
        write_setting(work, actor, key, value)


def write_setting(work: Work, actor: Actor | None, key: str, value: Any) -> None:
    """Write one setting for the system or an administrator. Raises Refused: unknown_setting, bad_value."""
    check_setting(key, value)
    by = actor.id if actor else None
    work.session.merge(SiteSetting(key=key, value=value, changed_by_id=by, changed_at=clock.now()))
    write_audit(work, actor, "setting.changed", "setting", None, key=key)


def check_setting(key: str, value: Any) -> None:
    """Raise Refused unless `value` will do for the setting `key`: unknown_setting, bad_value."""
    if key not in SETTINGS:
        raise Refused("unknown_setting")
    if not SETTINGS[key].fits(value):
        raise Refused("bad_value")


def read_setting(work: Work, key: str) -> Any:
    """Return the value in force: what was set, else the default. Raises KeyError for an unknown one."""
    row = work.session.get(SiteSetting, key)
    return row.value if row else SETTINGS[key].default
