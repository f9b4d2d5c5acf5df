"""Remembers which addresses the questions of another system had, so that they lead here."""

from collections.abc import Iterable

from community.commands.site import read_setting, write_setting
from community.work import Work

OLD_ADDRESSES = "old_addresses"


def keep_old_addresses(work: Work, source: str, addresses: Iterable[str]) -> None:
    """Keep the patterns of `source`, in the place of those kept before."""
    kept = read_setting(work, OLD_ADDRESSES)
    others = [entry for entry in kept if entry["source"] != source]
    ours = [{"source": source, "address": address} for address in addresses]
    if others + ours != kept:
        write_setting(work, None, OLD_ADDRESSES, others + ours)
