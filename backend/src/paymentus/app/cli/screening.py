"""``paymentus screening``: names against sanctions lists, and two names against each other.

``match`` and ``pairs`` need no running stack: lists come from a folder, names from a CSV, results
go into JSON lines.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from paymentus.app.cli import screening_lists
from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.domain.screening.verdict import LIST_THRESHOLD, PAIR_THRESHOLD
from paymentus.foundation.errors import DomainError

_FAILED = 1
_SOME_ROWS_WRONG = 3
_PROBLEMS_SHOWN = 20

commands = typer.Typer(
    help="Compare names with sanctions lists, and with each other (needs no running stack); fetch"
    " the lists of a running one.",
    no_args_is_help=True,
)


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    screening_lists.register(commands)
    parent.add_typer(commands, name="screening")


@commands.command()
def match(
    list_: Annotated[
        Path,
        typer.Option(
            "--list",
            help="Folder with sdn.csv (and alt.csv, add.csv, sdn_comments.csv), cons_prim.csv"
            " (and cons_alt.csv, …), or the UN's XML file.",
        ),
    ],
    names: Annotated[Path, typer.Option(help="CSV with a header line and a column `name`.")],
    out: Annotated[Path, typer.Option(help="Where the hits go: one JSON object a line.")],
    threshold: Annotated[
        float, typer.Option(min=0.5, max=1.0, help="The lowest score that is a hit.")
    ] = LIST_THRESHOLD,
) -> None:
    """Compare every name of a file with every party on a list; write each hit with its reasons.

    Columns: `name` (or full_name); where you have them also `date_of_birth` (1948-12-10,
    10 Dec 1948, 1948), `country` (or nationality: a name or a code), `type` (individual, entity,
    vessel or aircraft), `document` (a passport or registration number) and `id` (yours, given
    back). Other columns are left alone.

    A row that cannot be read is named; the others are screened. Ends with 0, with 3 when rows of
    the names or the list were damaged, and with 1 when nothing could be done.
    """
    from paymentus.compliance.service.name_files import screen_names

    console = Console(stderr=True)
    with file_progress(console) as report:
        done = screen_names(list_, names, out, threshold=threshold, progress=report)
    print_problems(console, done.problems)
    console.print(
        f"{done.names:,} names against {done.listed_names:,} names of {done.parties:,} parties: "
        f"{done.hits:,} hits for {done.names_with_hits:,} names, in {escape(str(out))}."
    )
    raise typer.Exit(_SOME_ROWS_WRONG if done.problems else 0)


@commands.command()
def pairs(
    file: Annotated[Path, typer.Argument(help="CSV with a header line, two names a row.")],
    out: Annotated[Path, typer.Option(help="Where the scores go: one JSON object a line.")],
    threshold: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="The lowest score that is a match.")
    ] = PAIR_THRESHOLD,
) -> None:
    """Compare the two names of every row: score, verdict, reasons, and the names side by side.

    Columns: `name1` and `name2`; where you have it `type` (or schema: person, company,
    organization, vessel, …). Other columns are left alone. The verdict is `match` or `no_match`.

    Ends with 0, with 3 when some rows could not be read (each is named), and with 1 when none
    could.
    """
    from paymentus.compliance.service.name_files import score_pairs

    console = Console(stderr=True)
    with file_progress(console) as report:
        done = score_pairs(file, out, threshold=threshold, progress=report)
    print_problems(console, done.problems)
    console.print(
        f"{done.pairs:,} pairs: {done.matches:,} match at {threshold}, in {escape(str(out))}."
    )
    raise typer.Exit(_SOME_ROWS_WRONG if done.problems else 0)


@contextlib.contextmanager
def file_progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A bar over the bytes of the file that is worked through."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("Reading the list", total=None)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, description="Comparing")

        try:
            yield report
        except DomainError as refusal:
            progress.stop()
            console.print(f"[red]{escape(refusal.detail)}[/red]")
            raise typer.Exit(_FAILED) from refusal
        except OSError as wrong:
            progress.stop()
            console.print(f"[red]{escape(f'{wrong.filename}: {wrong.strerror}')}[/red]")
            raise typer.Exit(_FAILED) from wrong


def print_problems(console: Console, problems: Sequence[RowProblem]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        console.print(f"[yellow]{escape(str(problem))}[/yellow]", soft_wrap=True)
    if len(problems) > _PROBLEMS_SHOWN:
        console.print(f"[yellow]… and {len(problems) - _PROBLEMS_SHOWN:,} more[/yellow]")
