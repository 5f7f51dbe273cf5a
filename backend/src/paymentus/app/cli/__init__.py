"""The command line: ``paymentus --help``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Paymentus: bill payment with an exact ledger and receipts that prove themselves.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def use_running_stack(
    data_dir: Annotated[
        Path, typer.Option(envvar="PAYMENTUS_DATA_DIR", help="Where `paymentus up` keeps its data.")
    ] = Path(".data"),
) -> None:
    """Commands work on the stack that `paymentus up` runs here, or where the environment says."""
    from paymentus.app.embedded.running import environment_of_running_stack

    for name, value in environment_of_running_stack(data_dir).items():
        os.environ.setdefault(name, value)


def _register() -> None:
    from paymentus.app.cli import (
        audit,
        backups,
        bills,
        cash,
        database,
        doctor,
        emergency,
        exporter,
        filings,
        incidents,
        integrity,
        jobs,
        keys,
        ledger,
        messages,
        migrate,
        monitoring,
        passwords,
        platform,
        reconcile,
        screening,
        status,
        up,
        users,
    )

    groups = (
        up, migrate, bills, cash, ledger, audit, backups, screening, monitoring, filings, users,
        passwords, keys, database, doctor, emergency, incidents, exporter, platform, reconcile,
        integrity, jobs, messages, status,
    )  # fmt: skip
    for group in groups:
        group.register(app)


def main() -> None:
    """Run a command; what people can act on is said in a sentence, never in a traceback."""
    from paymentus.foundation.errors import DomainError
    from paymentus.foundation.mongo import DatabaseTrouble

    _register()
    try:
        app()
    except DomainError as problem:
        _complain(problem.detail, *(f"{one.field}: {one.message}" for one in problem.fields))
    except DatabaseTrouble as trouble:
        _complain(
            f"MongoDB does not answer ({type(trouble).__name__}). "
            "Start everything with `paymentus up`, or set MONGO_URL."
        )


def _complain(sentence: str, *details: str) -> None:
    typer.echo(f"✗ {sentence}", err=True)
    for detail in details:
        typer.echo(f"  {detail}", err=True)
    sys.exit(1)
