"""``paymentus status``: planned maintenance on the public status page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from paymentus.status.service import StatusService

commands = typer.Typer(
    help="What the public status page says of planned maintenance.", no_args_is_help=True
)
_ACTOR = "script"


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="status")


@commands.command()
def plan(
    starts_at: Annotated[datetime, typer.Option("--from", help="UTC, 2026-12-01T06:00:00.")],
    ends_at: Annotated[datetime, typer.Option("--to", help="UTC, 2026-12-01T07:00:00.")],
    words: Annotated[str, typer.Argument(help="What payers will notice, in a sentence.")],
) -> None:
    """Announce maintenance. Everybody can read it within ten seconds."""

    async def planned(status: StatusService) -> str:
        begin, end = starts_at.replace(tzinfo=UTC), ends_at.replace(tzinfo=UTC)
        return f"✓ {(await status.plan(begin, end, words, by=_ACTOR)).id}"

    typer.echo(asyncio.run(_on_platform(planned)))


@commands.command()
def call_off(maintenance: Annotated[str, typer.Argument(help="Its id.")]) -> None:
    """Take an announcement back."""

    async def called_off(status: StatusService) -> str:
        await status.call_off(maintenance, by=_ACTOR)
        return f"✓ {maintenance} is called off."

    typer.echo(asyncio.run(_on_platform(called_off)))


async def _on_platform(work: Callable[[StatusService], Awaitable[str]]) -> str:
    from paymentus.app.opened import opened_platform
    from paymentus.status.service import StatusService

    async with opened_platform() as platform:
        return await work(platform.get(StatusService))
