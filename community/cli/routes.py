"""`routes`: every address of the site."""

from collections.abc import Callable

import click
from flask import Flask


@click.command()
@click.pass_obj
def routes(create_app: Callable[[], Flask]) -> None:
    """Print every address with its methods and endpoint."""
    rules = sorted(create_app().url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    width = max(len(rule.rule) for rule in rules)
    for rule in rules:
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{rule.rule:<{width}}  {methods:<16}  {rule.endpoint}")
