"""Registering, signing in and out, passwords, settings, and founding the place."""

from community.web.account import (
    changing_email,
    confirming,
    founding,
    passwords,
    registering,
    settings,
    sign_in_links,
    signing_in,
    stopping,
)
from community.web.account.blueprint import blueprint

__all__ = [
    "blueprint",
    "changing_email",
    "confirming",
    "founding",
    "passwords",
    "registering",
    "settings",
    "sign_in_links",
    "signing_in",
    "stopping",
]
