"""`paymentus up`: the whole stack on this machine, from one command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_FAILED = 1
_PORTS = "Ports"
_LAST_PORT = 65_535


def register(app: typer.Typer) -> None:
    """Add the command to the `paymentus` application."""
    app.command("up")(up)


def up(  # noqa: PLR0917 - each is an option of the command, passed by name
    data_dir: Annotated[
        Path, typer.Option(help="Folder for all data and logs; made when it is not there.")
    ] = Path(".data"),
    replicas: Annotated[
        int, typer.Option(min=1, max=7, help="Members of the MongoDB replica set.")
    ] = 1,
    embedded: Annotated[
        bool,
        typer.Option(
            "--embedded",
            envvar="PAYMENTUS_EMBEDDED",
            help="Use the packaged mongod and redis-server even when others are on PATH.",
        ),
    ] = False,
    seed: Annotated[
        bool, typer.Option("--seed/--no-seed", help="Load the demo data (safe to repeat).")
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON once everything is ready.")
    ] = False,
    port: Annotated[
        int,
        typer.Option(
            min=1, max=_LAST_PORT, help="Web application and API.", rich_help_panel=_PORTS
        ),
    ] = 8001,
    sandbox_port: Annotated[
        int,
        typer.Option(
            min=1, max=_LAST_PORT, help="Sandbox of the payment processor.", rich_help_panel=_PORTS
        ),
    ] = 8002,
    smtp_port: Annotated[
        int,
        typer.Option(
            min=1, max=_LAST_PORT, help="Mail server of the sandbox.", rich_help_panel=_PORTS
        ),
    ] = 8025,
    witness_port: Annotated[
        int,
        typer.Option(
            min=1, max=_LAST_PORT, help="Witness of the audit log.", rich_help_panel=_PORTS
        ),
    ] = 8003,
    mongo_port: Annotated[
        int,
        typer.Option(
            min=1,
            max=_LAST_PORT - 6,
            help="First MongoDB member; the others follow.",
            rich_help_panel=_PORTS,
        ),
    ] = 27117,
    redis_port: Annotated[
        int, typer.Option(min=1, max=_LAST_PORT, help="Redis.", rich_help_panel=_PORTS)
    ] = 6479,
    mongo_cache_gb: Annotated[
        float, typer.Option(min=0.25, help="Memory for each MongoDB member's cache, in GB.")
    ] = 0.25,
) -> None:
    """Start everything: MongoDB, Redis, the sandbox, the witness, the API and the worker.

    Data stays in the data folder, so the next start finds it again. With MONGO_URL or REDIS_URL in
    the environment, those servers are used instead of starting our own, and with AUDIT_POLICY_FILE
    the witnesses it names. Ctrl-C stops everything.
    """
    # Imported here, so that every other command answers without loading database clients.
    from rich.console import Console

    from paymentus.app.embedded.foreground import run_stack
    from paymentus.app.embedded.screen import Screen
    from paymentus.app.embedded.stack import StackOptions
    from paymentus.foundation.errors import DomainError

    options = StackOptions(
        data_dir=data_dir,
        replicas=replicas,
        embedded=embedded,
        port=port,
        sandbox_port=sandbox_port,
        smtp_port=smtp_port,
        witness_port=witness_port,
        mongo_port=mongo_port,
        redis_port=redis_port,
        cache_gigabytes=mongo_cache_gb,
    )
    # Lines are for a terminal of any width: never wrapped, never cut.
    screen = Screen(Console(stderr=True, highlight=False, soft_wrap=True), as_json=as_json)
    try:
        run_stack(options, screen, seed=seed)
    except DomainError as problem:
        screen.problem(problem.detail)
        raise typer.Exit(_FAILED) from problem
