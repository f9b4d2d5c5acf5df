"""Turns what a command raises into one line on standard error and an exit code; 2 is left to wrong usage."""

from typing import Any

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from community.access import Absent
from community.policy.verdicts import Refused
from community.search.engine import SearchUnavailable
from community.settings import BadSetting
from community.storage.store import StorageUnavailable
from community.work import Conflict

#: The codes that an operator meets most; others are said in their own words.
_WORDS = {
    "bad_email": "that is no mail address",
    "email_taken": "there is an account with this mail address",
    "name_taken": "there is somebody of this name, or of one that looks like it",
    "name_reserved": "this name belongs to the house",
    "password_short": "the password is too short",
    "password_long": "the password is too long",
    "password_personal": "the password holds the name or the mail address",
    "password_common": "the password is a very common one",
    "reader_is_staff": "only staff can be readers",
    "scope_needs_staff": "only staff can have a token of the scope staff",
    "member_suspended": "this account is suspended",
    "last_administrator": "this is the last administrator",
    "no_dump": "there is no Posts.xml in this folder",
    "import_running": "this source is being imported already",
}


class Problem(click.ClickException):
    """A mistake of the person or a state of the place, said in one line; exit code 1."""

    def show(self, file: Any = None) -> None:
        """Write the line to standard error."""
        click.echo(f"error: {self.format_message()}", err=True, file=file)


class Command(click.Group):
    """The outermost group; no mistake of a person gets through it as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises Problem for everything that a person can mend."""
        try:
            return super().invoke(ctx)
        except BadSetting as error:
            raise Problem(str(error)) from error
        except Refused as error:
            raise Problem(_WORDS.get(error.code, error.code.replace("_", " "))) from error
        except Absent as error:
            raise Problem("there is no such thing here") from error
        except Conflict as error:
            raise Problem(
                "somebody else changed the same thing just now; nothing was kept, try again"
            ) from error
        except SearchUnavailable as error:
            raise Problem(f"the search index does not answer: {error}") from error
        except StorageUnavailable as error:
            raise Problem(f"STORAGE_URL: the storage can't be used ({error})") from error
        except (OperationalError, ProgrammingError) as error:
            first = str(error.orig).strip().split("\n")[0]
            raise Problem(f"the database does not answer ({first}); is `db upgrade` done?") from error
        except OSError as error:
            raise Problem(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")) from error
