"""Time zones as people call them: by city, under the part of the world, in the reader's language."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from flask_babel import gettext, lazy_gettext

REGIONS = {
    "Europe": lazy_gettext("Europe"),
    "Africa": lazy_gettext("Africa"),
    "America": lazy_gettext("America"),
    "Asia": lazy_gettext("Asia"),
    "Atlantic": lazy_gettext("Atlantic"),
    "Australia": lazy_gettext("Australia"),
    "Indian": lazy_gettext("Indian Ocean"),
    "Pacific": lazy_gettext("Pacific"),
}
Zone = tuple[str, str]
"""Its name in the database of zones, and what people call it."""


def time_zones(language: str) -> tuple[tuple[str, tuple[Zone, ...]], ...]:
    """Return the zones to choose from, by part of the world; the first group is that of the place."""
    own = ("", (("", gettext("As the community")),))
    return (own, *((str(label), _cities(part, language)) for part, label in REGIONS.items()))


@lru_cache(maxsize=32)
def _cities(part: str, language: str) -> tuple[Zone, ...]:
    """Return the zones of one part of the world by their cities; old names of the same zone are left out."""
    known, old = get_global("zone_territories"), get_global("zone_aliases")
    names = [
        name
        for name in available_timezones()
        if name.startswith(f"{part}/") and name in known and name not in old
    ]
    cities = [(name, get_timezone_location(name, locale=language, return_city=True)) for name in names]
    return tuple(sorted(cities, key=lambda zone: zone[1]))
