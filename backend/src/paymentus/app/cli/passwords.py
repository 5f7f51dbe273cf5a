"""``paymentus passwords``: bring a list of stolen passwords, so that nobody chooses one of them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer(help="Lists of passwords that are refused.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="passwords")


@commands.command("import")
def import_list(
    files: Annotated[
        list[Path],
        typer.Argument(
            exists=True,
            dir_okay=False,
            help="Plain passwords, one a line; or lines HASH:COUNT, as Have I Been Pwned's "
            "downloads have them, whole or one range a file.",
        ),
    ],
    at_least: Annotated[
        int, typer.Option(min=1, help="Leave out what was seen less often than this.")
    ] = 1,
    in_order: Annotated[
        bool,
        typer.Option(
            "--sorted",
            help="The file is sorted by hash, as a whole download is: it may then be of any size.",
        ),
    ] = False,
) -> None:
    """Make the list that registration, reset and change of a password look in, besides ours.

    It replaces the one brought before. Running servers look in it at once. Nothing is sent
    anywhere.
    """
    from paymentus.foundation.settings import Settings
    from paymentus.identity.service.password_lists import write_list

    path = Settings().password_list_path
    started = time.monotonic()
    count = write_list(files, path, seen_at_least=at_least, in_order=in_order)
    size = path.stat().st_size / 1_000_000
    typer.echo(
        f"{count:,} passwords are refused from now on, beside the ones we ship "
        f"({path}, {size:.1f} MB, {time.monotonic() - started:.0f} s)."
    )
