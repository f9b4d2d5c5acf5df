"""`token`: keys for programs."""

import sys

import click

from community.cli.errors import Problem
from community.cli.people import member_id
from community.cli.session import opened
from community.commands.tokens import create_token, revoke_token
from community.model.sign_ins import Scope
from community.queries.tokens import token_owner
from community.work import unit_of_work


@click.group("token")
def tokens() -> None:
    """Keys for programs that use the API."""


@tokens.command()
@click.option("--user", "name", required=True, help="Whom it belongs to.")
@click.option("--scope", type=click.Choice([scope.value for scope in Scope]), required=True)
def add(name: str, scope: str) -> None:
    """Make a token and print it, and nothing else, on standard output; it is shown this once."""
    with opened() as session:
        number = member_id(session, name)
        with unit_of_work(session) as work:
            secret = create_token(work, None, number, Scope(scope))
    click.echo(secret)


@tokens.command()
def revoke() -> None:
    """Make the token that is given on standard input useless for good."""
    with opened() as session:
        owner = token_owner(session, sys.stdin.readline().strip())
        if owner is None:
            raise Problem("there is no such token in force")
        with unit_of_work(session) as work:
            revoke_token(work, None, owner.token_id)
    click.echo("The token is revoked.", err=True)
