"""Mail addresses: checked without the network, compared, and masked where others can read."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

# Possessive and anchored at the start of a run, so every character is looked at once.
_ADDRESS: Final = re.compile(r"(?<![\w.+%-])([\w.+%-]++)@([\w-]++(?:\.[\w-]++)++)")
#: How many characters of the name and the domain stay readable.
_SHOWN: Final = 2


class BadEmail(ValueError):
    """An address can't be used; `code` is `bad_email`."""

    code = "bad_email"


def clean_email(raw: str) -> str:
    """Return the address in its normal form, or raise `BadEmail`. Whether it exists is for the confirmation
    mail to find out.
    """
    try:
        return validate_email(raw.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise BadEmail(str(error)) from error


def email_key(email: str) -> str:
    """Return what equal addresses have in common. Dots and plus parts count: only the provider knows whether
    they matter.
    """
    return email.strip().casefold()


def mask_email(text: str) -> str:
    """Return `text` with every mail address cut to its first letters (`jo…@…`)."""
    return _ADDRESS.sub(lambda match: f"{match.group(1)[:_SHOWN]}…@…", text)
