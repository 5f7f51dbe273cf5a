"""``paymentus messages``: mails and other messages that failed too often."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from paymentus.commit.service import Deliveries

commands = typer.Typer(
    help="Messages that failed too often and are not tried any more.", no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="messages")


@commands.command("list")
def list_(as_json: AsJson = False) -> None:
    """Show how many there are, by topic and by what went wrong. Changes nothing."""

    async def look() -> dict[tuple[str, str], int]:
        async with _deliveries() as deliveries:
            return await deliveries.given_up()

    found = asyncio.run(look())
    if as_json:
        rows = [{"topic": topic, "problem": what, "count": n} for (topic, what), n in found.items()]
        typer.echo(json.dumps(rows))
        return
    if not found:
        typer.echo("✓ None.")
    for (topic, problem), count in sorted(found.items()):
        typer.echo(f"{count:8,}  {topic}: {problem}")


@commands.command()
def retry() -> None:
    """Hand all of them to the workers again. What reached somebody after all may do so twice."""

    async def again() -> int:
        async with _deliveries() as deliveries:
            return await deliveries.try_again(by="script")

    typer.echo(f"✓ {asyncio.run(again()):,} on the way again.")


@asynccontextmanager
async def _deliveries() -> AsyncIterator[Deliveries]:
    from paymentus.app.opened import opened_platform
    from paymentus.commit.service import Deliveries

    async with opened_platform() as platform:
        yield platform.get(Deliveries)
