"""The command line: ``paymentus --help``."""

from __future__ import annotations

import os
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
    from paymentus.app.cli import audit, bills, ledger, platform, up, users

    for group in (up, bills, ledger, audit, users, platform):
        group.register(app)


def main() -> None:
    _register()
    app()
