"""``paymentus database``: the replica set and its users, for whoever deploys."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated
from urllib.parse import quote_plus

import typer

commands = typer.Typer(help="The replica set and its users.", no_args_is_help=True)
_NOBODY_ANSWERS = 3


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="database")


@commands.command("set-id")
def set_id() -> None:
    """Print the id of MONGO_URL's replica set: two addresses with one id lead to one set.

    Ends with 3 when nobody answers there.
    """
    from paymentus.app.database_access import set_id as id_of
    from paymentus.foundation.mongo import NobodyAnswers
    from paymentus.foundation.settings import Settings

    try:
        typer.echo(asyncio.run(id_of(Settings().mongo_url)))
    except NobodyAnswers:
        typer.echo("No member of a replica set answers at this address.", err=True)
        raise typer.Exit(_NOBODY_ANSWERS) from None


@commands.command()
def init(
    *,
    root_user: Annotated[str, typer.Option(envvar="MONGO_ROOT_USER")],
    root_password: Annotated[str, typer.Option(envvar="MONGO_ROOT_PASSWORD")],
    app_password: Annotated[str, typer.Option(envvar="MONGO_APP_PASSWORD")],
    metrics_password: Annotated[str, typer.Option(envvar="MONGO_METRICS_PASSWORD")],
    schedule_password: Annotated[
        str | None,
        typer.Option(
            envvar="MONGO_SCHEDULE_PASSWORD",
            help="Of the schedule's user, who may read the operation log. No user without it.",
        ),
    ] = None,
    members: Annotated[
        str, typer.Option(envvar="MONGO_MEMBERS", help="host:port of each, the first one first.")
    ] = "mongo:27017,mongo-2:27017,mongo-3:27017",
    database: Annotated[str, typer.Option(help="The platform's database.")] = (
        "paymentus_production"
    ),
    tls_ca_file: Annotated[
        Path | None, typer.Option(envvar="MONGO_TLS_CA_FILE", help="Who signed their certificates.")
    ] = None,
) -> None:
    """Make the set rs0 and its users. Safe to run again: what is there stays, passwords are set."""
    from paymentus.app.database_access import SET_NAME, initiate, make_users, users_of
    from paymentus.foundation.settings import with_options

    def address(hosts: str, **options: str) -> str:
        user = f"{quote_plus(root_user)}:{quote_plus(root_password)}"
        tls = {"tls": "true", "tlsCAFile": tls_ca_file} if tls_ca_file else {}
        return with_options(f"mongodb://{user}@{hosts}/", authSource="admin", **options, **tls)

    hosts = [host.strip() for host in members.split(",")]
    users = users_of(
        database, app_password=app_password, metrics_password=metrics_password,
        schedule_password=schedule_password,
    )  # fmt: skip

    async def work() -> None:
        made = await initiate(address(hosts[0]), hosts)
        typer.echo(f"✓ {SET_NAME}: {'made' if made else 'there already'}.")
        for name, new in (await make_users(address(members, replicaSet=SET_NAME), users)).items():
            typer.echo(f"✓ {name}: {'made' if new else 'there already; password and roles set'}.")

    asyncio.run(work())
