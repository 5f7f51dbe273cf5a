"""``paymentus verify``: proves the books and everything else that is stored."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from paymentus.app.integrity import Check, Checks

_PROBLEMS_FOUND = 1
_NOT_FOUND_OUT = 2
_SHOWN = 20

commands = typer.Typer(
    help="Prove what is stored. Nothing is changed; ends with 1 when anything is wrong.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="verify")


@commands.command()
def finances(as_json: AsJson = False) -> None:
    """The ledger and its leaves, each payment beside its entry, each bill beside its payments."""
    from paymentus.app.integrity import Integrity

    _tell(asyncio.run(_checked(Integrity.of_finances)), as_json=as_json)


@commands.command()
def data(as_json: AsJson = False) -> None:
    """The audit log beside what its witnesses saw, every receipt, every index."""
    from paymentus.app.integrity import Integrity

    _tell(asyncio.run(_checked(Integrity.of_data)), as_json=as_json)


def run_script(checks: Checks, description: str) -> None:
    """The same for the guide's scripts, with the options that it gives them.

    Ends with 1 when something is wrong, with 2 when that could not be found out.
    """
    from paymentus.foundation.errors import DomainError
    from paymentus.foundation.mongo import DatabaseTrouble

    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--environment", default="", help="what to call this place in the output")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        found = asyncio.run(_checked(checks))
    except (DomainError, DatabaseTrouble) as trouble:
        print(f"✗ {trouble}", file=sys.stderr)
        raise SystemExit(_NOT_FOUND_OUT) from None
    try:
        _tell(found, as_json=arguments.json, environment=arguments.environment)
    except typer.Exit as end:
        raise SystemExit(end.exit_code) from None


async def _checked(checks: Checks) -> list[Check]:
    from rich.console import Console

    from paymentus.app.integrity import Integrity
    from paymentus.app.opened import built_platform

    async with built_platform(patient=True) as platform:
        await platform.keys.open()
        with Console(stderr=True).status("Reading") as status:
            return await checks(
                Integrity(platform, lambda what, count: status.update(f"{what}: {count:,}"))
            )


def _tell(checks: list[Check], *, as_json: bool, environment: str = "") -> None:
    from paymentus.app.integrity import problems_of

    wrong = problems_of(checks)
    if as_json:
        typer.echo(json.dumps(_view(checks, environment)))
    else:
        for check in checks:
            _print(check)
        place = f" in {environment}" if environment else ""
        typer.echo(f"{len(wrong)} problems{place}." if wrong else f"All of it is right{place}.")
    if wrong:
        raise typer.Exit(_PROBLEMS_FOUND)


def _print(check: Check) -> None:
    mark = "✗" if check.problems else "✓"
    remarks = f" ({'; '.join(check.remarks)})" if check.remarks else ""
    typer.echo(f"{mark} {check.name}: {check.looked_at:,} checked{remarks}")
    for problem in check.problems[:_SHOWN]:
        typer.echo(f"    {problem}")
    if len(check.problems) > _SHOWN:
        typer.echo(f"    ... and {len(check.problems) - _SHOWN:,} more; see them with --json")


def _view(checks: list[Check], environment: str) -> dict[str, Any]:
    return {
        "environment": environment,
        "is_valid": not any(check.problems for check in checks),
        "checks": {
            check.name: {
                "checked": check.looked_at,
                "problems": list(check.problems),
                "remarks": list(check.remarks),
            }
            for check in checks
        },
    }
