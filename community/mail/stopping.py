"""Signed links that stop mails: they work without signing in, and open nothing else."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

_PURPOSE: Final = b"stop mails"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mails are to stop, and of which thread they were."""

    member_id: int
    thread_id: int | None


def stop_token(key: str, member_id: int, thread_id: int | None) -> str:
    """Return what names a member and a thread in a link, signed; it lasts, as the mail it stands in does."""
    told = f"{member_id}-{thread_id or 0}"
    return f"{told}-{_signature(key, told)}"


def read_stop(key: str, token: str) -> Stop | None:
    """Return what a link stands for, None where we did not sign it."""
    told, _, signature = token.rpartition("-")
    if not hmac.compare_digest(_signature(key, told).encode(), signature.encode("utf-8", "surrogatepass")):
        return None
    member_id, _, thread_id = told.partition("-")
    return Stop(int(member_id), int(thread_id) or None)


def _signature(key: str, told: str) -> str:
    bound = hmac.new(key.encode(), _PURPOSE, hashlib.sha256).digest()
    return hmac.new(bound, told.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:40]
