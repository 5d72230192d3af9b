"""`liangze account`: the first accounts of an installation; later ones are made on the pages."""

from __future__ import annotations

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated


def account_command(
    username: str,
    name: str = typer.Option(..., prompt=True, help="Name that others see."),
    role: str = typer.Option("security_admin", help="Role of the first grant."),
    unit: str = typer.Option(..., prompt=True, help="Code of the unit from which the right reaches downward."),
    password: str = typer.Option(
        ..., prompt=True, hide_input=True, confirmation_prompt=True, help="First password; to be changed at the first sign-in."
    ),
) -> None:
    """Open an account with one grant, from the console."""
    start()
    from django.db import transaction
    from django.utils import timezone

    from liangze.organisation.actions.accounts import open_account
    from liangze.organisation.actions.grants import give_grant
    from liangze.organisation.policy import console
    from liangze.organisation.queries.accounts import unit_by_code

    with transaction.atomic():
        account = open_account(username=username, name=name, password=password, by=console())
        where = unit_by_code(unit)
        reason = translated("First account, opened at the console.")
        give_grant(account=account, role=role, unit=where, since=timezone.localdate(), until=None, reason=reason, by=console())
    print(translated("The account %(username)s is open.", {"username": username}))
