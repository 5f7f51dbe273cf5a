"""``paymentus bills``: import a biller's file, and read the report of one."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from paymentus.bills.domain import BillFile, FileStatus, Mode

if TYPE_CHECKING:
    from paymentus.app.wiring import Platform
    from paymentus.bills.service import BillFiles

_FAILED = 1
_SOME_ROWS_WRONG = 3
_BLOCK_BYTES = 256 * 1024
_PROBLEMS_SHOWN = 20
_CANCELLED = "Cancelled at the command line."

commands = typer.Typer(help="Bring in a biller's bills from a file.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    parent.add_typer(commands, name="bills")


@commands.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV with a header line.")
    ],
    biller: Annotated[str, typer.Option(help="Short name of the biller, such as riverton-water.")],
    mode: Annotated[
        Mode,
        typer.Option(
            help="`update` creates and changes what is in the file; `replace` also withdraws the"
            " biller's open bills that are not."
        ),
    ] = Mode.UPDATE,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            help='A field and its column, such as "due_on=Pay by"; repeat for several. Others'
            " are remembered from the last file or guessed.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import a file of bills. Importing the same file twice does nothing.

    Wrong rows are reported by line and reason while right ones load. Ends with 0 when every row
    was taken, with 3 when some were not, and with 1 when the file failed. Ctrl-C stops after the
    rows under way; what is loaded stays.
    """
    console = Console(stderr=True)
    chosen = _mapping(mapping or [])
    done, problems = _run(lambda platform: _import(platform, console, file, biller, mode, chosen))
    _print(done, problems, as_json=as_json)


@commands.command()
def report(
    file_id: Annotated[str, typer.Argument(help="The file's id, such as bfl_01K…")],
    wrong_rows: Annotated[
        Path | None,
        typer.Option(help="Write the wrong rows to this file, to mend and import again."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of a file, and why rows were not taken."""
    done, problems = _run(lambda platform: _report(platform, file_id, wrong_rows))
    _print(done, problems, as_json=as_json)


def _mapping(pairs: list[str]) -> dict[str, str]:
    chosen = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} is not of the form field=column.")
        chosen[field.strip()] = column.strip()
    return chosen


def _run(work: Any) -> Any:
    from paymentus.app.opened import opened_platform
    from paymentus.foundation.errors import DomainError

    async def inside() -> Any:
        async with opened_platform() as platform:
            # Modules stay: without them a full collection no longer holds the event loop up.
            gc.freeze()
            return await work(platform)

    try:
        return asyncio.run(inside())
    except DomainError as refusal:
        console = Console(stderr=True)
        console.print(f"[red]{escape(refusal.detail)}[/red]")
        for problem in refusal.fields:
            console.print(f"  {escape(problem.field)}: {escape(problem.message)}")
        raise typer.Exit(_FAILED) from refusal


async def _import(  # noqa: PLR0917 - the command's own options
    platform: Platform,
    console: Console,
    path: Path,
    slug: str,
    mode: Mode,
    mapping: dict[str, str],
) -> tuple[BillFile, list[Any]]:
    from paymentus.billers.service import BillersService
    from paymentus.bills.service import BillFiles, NewFile

    biller = await platform.get(BillersService).get(slug)
    files: BillFiles = platform.get(BillFiles)
    new = NewFile(path.name, mode, mapping, "command-line", claimed_by=files.importer.owner)
    size = await asyncio.to_thread(os.path.getsize, path)
    with _progress(console) as progress:
        sending = progress.add_task("Sending", total=size, rows="")

        async def blocks() -> AsyncIterator[bytes]:
            with path.open("rb") as stream:
                while block := await asyncio.to_thread(stream.read, _BLOCK_BYTES):
                    yield block
                    progress.advance(sending, len(block))

        file = await files.receive(biller.id, new, blocks())
        loading = progress.add_task("Loading", total=file.bytes_total, rows="")

        def show(now: BillFile) -> None:
            words = f"{now.rows_done:,} rows, {now.count('rejected'):,} wrong"
            progress.update(loading, completed=now.bytes_done, rows=words)

        stop = asyncio.Event()
        with _stopped_by_ctrl_c(stop):
            done = await files.importer.run(file, stop=stop, on_progress=show)
        if done.status is FileStatus.RECEIVED:
            # Given back on Ctrl-C: end it, or a worker would go on with it.
            done = await files.importer.cancel(done, _CANCELLED)
    problems, _ = await files.problems(done, after=None, limit=_PROBLEMS_SHOWN)
    return done, problems


async def _report(
    platform: Platform, file_id: str, wrong_rows: Path | None
) -> tuple[BillFile, list[Any]]:
    from paymentus.bills.service import BillFiles

    files: BillFiles = platform.get(BillFiles)
    file = await files.get(file_id)
    if wrong_rows is not None:
        await _write_wrong_rows(files, file, wrong_rows)
    problems, _ = await files.problems(file, after=None, limit=_PROBLEMS_SHOWN)
    return file, problems


async def _write_wrong_rows(files: BillFiles, file: BillFile, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        async for part in files.problems_csv(file):
            out.write(part)


@contextlib.contextmanager
def _stopped_by_ctrl_c(stop: asyncio.Event) -> Any:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rows]}"),
        console=console,
    )


def _print(file: BillFile, problems: list[Any], *, as_json: bool) -> None:
    if as_json:
        from paymentus.bills.schemas import BillFileOut

        typer.echo(json.dumps(BillFileOut.of(file).model_dump(mode="json")))
    else:
        _print_for_people(file, problems)
    if file.status is FileStatus.FAILED:
        raise typer.Exit(_FAILED)
    if file.is_finished and file.problems_by_reason:
        raise typer.Exit(_SOME_ROWS_WRONG)


def _print_for_people(file: BillFile, problems: list[Any]) -> None:
    console = Console()
    console.print(f"{escape(file.file_name)} ({file.id}): {file.status.value}")
    if file.problem:
        console.print(f"[yellow]{escape(file.problem)}[/yellow]")
    counts = Table(box=None, show_header=False)
    counts.add_row("rows", f"{file.rows_done:,}")
    for name in ("created", "updated", "unchanged", "withdrawn", "protected", "rejected"):
        counts.add_row(name, f"{file.count(name):,}")
    console.print(counts)
    if not problems:
        return
    by_reason = Table("reason", "count", title="Why rows were not taken", title_justify="left")
    for code, count in sorted(file.problems_by_reason.items(), key=lambda pair: -pair[1]):
        by_reason.add_row(code, f"{count:,}")
    console.print(by_reason)
    rows = Table("line", "bill", "field", "why", "value", title="First wrong rows",
                 title_justify="left")  # fmt: skip
    for problem in problems[:_PROBLEMS_SHOWN]:
        line = str(problem.line) if problem.line else "not in the file"
        rows.add_row(
            line, escape(problem.bill_number), problem.field or "", escape(problem.message),
            escape(problem.value),
        )  # fmt: skip
    console.print(rows)
    console.print(f"All of them: paymentus bills report {file.id} --wrong-rows wrong.csv")
