"""Reads what was sent and writes what is answered: JSON in, JSON out, cursors between."""

import base64
import binascii
from typing import Any, TypeGuard

from flask import abort, request

from community.policy.verdicts import Refused
from community.web.arguments import LARGEST_ID

LARGEST_PAGE = 100
LATEST = 2**53
"""Microseconds in a cursor; above it JSON is not exact in every program."""


def body() -> dict[str, Any]:
    """Return the JSON object that was sent; 415 or 400 where it is none."""
    if not request.is_json:
        abort(415)
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        abort(400)
    if not isinstance(sent, dict):
        abort(400)
    return sent


def text(sent: dict[str, Any], name: str, default: str | None = None) -> str:
    """Return a text of the object. Raises Refused: <name>_missing, bad_value (it is no text)."""
    value = sent.get(name)
    if value is None:
        value = default
    if value is None:
        raise Refused(f"{name}_missing")
    if not is_text(value):
        raise Refused("bad_value")
    return value


def is_text(value: object) -> TypeGuard[str]:
    """Say whether `value` is a text; JSON can spell a NUL and halves of characters, which no database keeps."""
    if not isinstance(value, str):
        return False
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def flag(sent: dict[str, Any], name: str) -> bool:
    """Return a yes or no of the object, no where it is absent. Raises Refused: bad_value."""
    value = sent.get(name, False)
    if not isinstance(value, bool):
        raise Refused("bad_value")
    return value


def ids(sent: dict[str, Any], name: str) -> list[int] | None:
    """Return a list of ids of the object, None where it is absent. Raises Refused: bad_value."""
    value = sent.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(is_id(item) for item in value):
        raise Refused("bad_value")
    return value


def texts(sent: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts of the object, empty where it is absent. Raises Refused: bad_value."""
    value = sent.get(name, [])
    if not isinstance(value, list) or not all(is_text(item) for item in value):
        raise Refused("bad_value")
    return value


def pairs(sent: dict[str, Any], name: str) -> dict[str, str]:
    """Return an object of texts in the object, empty where it is absent. Raises Refused: bad_value."""
    value = sent.get(name, {})
    if not isinstance(value, dict) or not all(is_text(key) and is_text(item) for key, item in value.items()):
        raise Refused("bad_value")
    return value


def is_id(value: object) -> TypeGuard[int]:
    """Say whether `value` could be an id; yes and no are numbers to Python, but none of ours."""
    return type(value) is int and 0 < value <= LARGEST_ID


def idempotency_key() -> str | None:
    """Return the Idempotency-Key of the request; 400 for one that is too long."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= 80:
        abort(400)
    return key


def limit() -> int:
    """Return how many items were asked for, 20 by default; 400 for what is no number from 1 to 100."""
    raw = request.args.get("limit", "20")
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 6 and 1 <= int(raw) <= LARGEST_PAGE):
        abort(400)
    return int(raw)


def cursor() -> list[int]:
    """Return the numbers in the cursor, empty at the start; 400 for one we did not make."""
    raw = request.args.get("cursor", "")
    if not raw:
        return []
    try:
        numbers = [int(part) for part in base64.urlsafe_b64decode(raw.encode()).decode().split(",")]
    except (ValueError, binascii.Error):
        abort(400)
    # What it ends with is an id, before it may stand a time.
    if not all(0 <= number < LATEST for number in numbers) or numbers[-1] > LARGEST_ID:
        abort(400)
    return numbers


def cursor_of(*numbers: int) -> str:
    """Return a cursor that gives these numbers back."""
    return base64.urlsafe_b64encode(",".join(map(str, numbers)).encode()).decode()
