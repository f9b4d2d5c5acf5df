"""`user`: accounts, their roles and passwords."""

import sys

import click
from sqlalchemy.orm import Session

from community import access
from community.cli.errors import Problem
from community.cli.session import opened
from community.commands.members import add_member
from community.commands.password_changes import set_password
from community.commands.standing import grant_right, lift_suspension, revoke_right, set_role
from community.commands.standing import suspend as suspend_member
from community.model.members import Right, Role
from community.text.names import name_key
from community.work import unit_of_work

ROLES = click.Choice([role.value for role in Role])
RIGHTS = click.Choice([right.value for right in Right])


@click.group("user")
def people() -> None:
    """Accounts."""


@people.command()
@click.argument("name")
@click.option("--email", required=True, help="Taken as confirmed.")
@click.option("--role", type=ROLES, default=Role.customer.value, show_default=True)
@click.option("--right", "rights", type=RIGHTS, multiple=True, help="Can be given several times.")
@click.option("--team", help="What the badge of staff says; made where it is new.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    name: str, email: str, role: str, rights: tuple[str, ...], team: str | None, password_stdin: bool
) -> None:
    """Open an account. Without a password its owner sets one through "forgot your password?"."""
    password = _password_from_input() if password_stdin else None
    with opened() as session, unit_of_work(session) as work:
        member = add_member(
            work,
            None,
            name=name,
            email=email,
            role=Role(role),
            rights=[Right(right) for right in rights],
            team=team,
            password=password,
        )
        click.echo(f"Account {member.id}: {name}, {role}.", err=True)


@people.command()
@click.argument("name")
@click.argument("role", type=ROLES)
@click.option("--right", "rights", type=RIGHTS, multiple=True, help="Grant this right.")
@click.option("--without", "taken", type=RIGHTS, multiple=True, help="Take this right away.")
@click.option("--team", help="What the badge of staff says.")
def role(name: str, role: str, rights: tuple[str, ...], taken: tuple[str, ...], team: str | None) -> None:
    """Give an account a ROLE and, if asked, rights."""
    with opened() as session:
        number = member_id(session, name)
        with unit_of_work(session) as work:
            set_role(work, None, number, Role(role), team=team)
            for right in taken:
                revoke_right(work, None, number, Right(right))
            for right in rights:
                grant_right(work, None, number, Right(right))
    click.echo(f"{name} is {role}.", err=True)


@people.command()
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read it from standard input instead of asking.")
def password(name: str, password_stdin: bool) -> None:
    """Set the password of an account; every session and token of it ends."""
    new = _password_from_input() if password_stdin else _password_asked_for()
    with opened() as session:
        number = member_id(session, name)
        with unit_of_work(session) as work:
            set_password(work, number, new)
    click.echo(f"{name} has a new password.", err=True)


@people.command()
@click.argument("name")
@click.option("--reason", required=True, help="Kept in the log.")
def suspend(name: str, reason: str) -> None:
    """Shut an account out; every session and token of it ends."""
    with opened() as session:
        number = member_id(session, name)
        with unit_of_work(session) as work:
            suspend_member(work, None, number, reason)
    click.echo(f"{name} is suspended.", err=True)


@people.command()
@click.argument("name")
def readmit(name: str) -> None:
    """Let a suspended account in again."""
    with opened() as session:
        number = member_id(session, name, suspended=True)
        with unit_of_work(session) as work:
            lift_suspension(work, None, number)
    click.echo(f"{name} may sign in again.", err=True)


def member_id(session: Session, name: str, *, suspended: bool = False) -> int:
    """Return the account called `name`, an active or a `suspended` one. Raises Problem."""
    try:
        return access.member(session, name_key(name), suspended=suspended)[0].id
    except access.Absent as error:
        state = "suspended" if suspended else "active"
        raise Problem(f"there is no {state} account called {name!r}") from error


def _password_from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _password_asked_for() -> str:
    asked: str = click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
