"""``paymentus screening refresh`` and ``status``: the lists of a running stack."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from paymentus.compliance.domain.lists.list_version import ListVersion
    from paymentus.compliance.service.screening.list_store import ListStore

_NO_LIST = 1
T = TypeVar("T")


def register(screening: typer.Typer) -> None:
    """Add the commands to `paymentus screening`."""
    screening.command()(refresh)
    screening.command()(status)


def refresh(
    may_shrink: Annotated[
        bool,
        typer.Option(
            help="Take a list that lost over half of its parties or other names, or lacks a file."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the version as JSON.")] = False,
) -> None:
    """Fetch the sanctions lists now; every server uses a new one within seconds.

    The worker does the same every SANCTIONS_REFRESH_SECONDS, and screens all customers against
    what a new list adds or changes. The lists come from SANCTIONS_LIST_DIR, or else from
    SANCTIONS_LIST_URL.
    """

    async def work(store: ListStore) -> tuple[ListVersion, bool]:
        return await store.refresh(actor="cli", may_shrink=may_shrink)

    version, is_new = _with_store(work)
    if as_json:
        typer.echo(json.dumps({**version.view(), "is_new": is_new}))
        return
    _print(version)
    for problem in version.problem_words:
        Console().print(problem, style="yellow", markup=False, highlight=False)
    typer.echo("A new version is in force." if is_new else "The list in force is up to date.")


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print the version as JSON.")] = False,
) -> None:
    """Which list is in force, since when, and how far customers were screened against it.

    Ends with 1 where there is none: payments then meet SCREENING_UNAVAILABLE (hold or block).
    """

    async def work(store: ListStore) -> ListVersion | None:
        return await store.newest()

    version = _with_store(work)
    if version is None:
        typer.echo("No sanctions list is in force. Load one with `paymentus screening refresh`.")
        raise typer.Exit(_NO_LIST)
    if as_json:
        typer.echo(json.dumps(version.view()))
        return
    _print(version)


def _print(version: ListVersion) -> None:
    table = Table(show_header=False, box=None)
    done = version.rescreening
    counts = ", ".join(f"{name} {count:,}" for name, count in sorted(version.parties.items()))
    for what, value in (
        ("Version", f"{version.id} (number {version.number})"),
        ("From", version.source),
        ("SHA-256", version.hash),
        ("Loaded", f"{version.loaded_at:%Y-%m-%d %H:%M:%S} UTC"),
        ("Confirmed", f"{version.confirmed_at:%Y-%m-%d %H:%M:%S} UTC"),
        ("Parties", f"{version.total:,} ({counts})"),
        ("Names", f"{version.names:,}"),
        ("Rows not read whole", f"{version.problems:,}"),
        (
            "Beside the one before",
            f"{version.added:,} added, {version.changed:,} changed, {version.removed:,} removed",
        ),
        (
            "Customers screened again",
            f"{done.screened:,}, {done.alerts:,} alerts, {'done' if done.done else 'going on'}",
        ),
    ):
        table.add_row(what, value)
    Console().print(table)


def _with_store(work: Callable[[ListStore], Awaitable[T]]) -> T:
    from paymentus.app.opened import opened_platform
    from paymentus.compliance.service.screening.list_store import ListStore

    async def run() -> T:
        async with opened_platform() as platform:
            return await work(platform.get(ListStore))

    return asyncio.run(run())
