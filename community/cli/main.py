"""Puts the commands together."""

import click

from community.cli.check import check
from community.cli.copies import backup, restore
from community.cli.database import database
from community.cli.demo import demo
from community.cli.doctor import doctor
from community.cli.errors import Command
from community.cli.imports import imports
from community.cli.people import people
from community.cli.routes import routes
from community.cli.search import search
from community.cli.serve import serve
from community.cli.tokens import tokens
from community.cli.work import work


@click.group(cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Zuruf, a customer community. Settings are read from the environment; see `doctor`."""


COMMANDS = (
    backup,
    check,
    database,
    demo,
    doctor,
    imports,
    people,
    restore,
    routes,
    search,
    serve,
    tokens,
    work,
)
for command in COMMANDS:
    main.add_command(command)
