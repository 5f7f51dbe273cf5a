"""A file of past transfers judged by the rules, without any stack: the work of the command line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.domain.monitoring.engine import MonitoringEngine
from paymentus.compliance.domain.monitoring.evidence import moment
from paymentus.compliance.domain.monitoring.rule_book import Profile, RuleBook
from paymentus.compliance.domain.transfer import Finding, Transfer
from paymentus.compliance.service.monitoring.transfer_rows import (
    COLUMNS,
    NEEDED,
    RowUnreadable,
    TransferRows,
)
from paymentus.compliance.service.table_files import Row, read_table

Progress = Callable[[int, int], None]

_TOLD_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """What judging a file did. ``sorted_first``: its rows were not in the order of time."""

    transfers: int
    alerts: int
    parties: int
    by_rule: Mapping[str, int]
    problems: tuple[RowProblem, ...]
    sorted_first: bool


class _OutOfOrder(Exception):
    """A row is earlier than the one before it."""


def replay(
    file: Path, out: Path, *, book: RuleBook, profile: Profile, progress: Progress
) -> Replayed:
    """Judge every row of ``file`` in the order of time; alerts go to ``out``, one a line.

    Rows are taken as they come. Where one is earlier than the one before it, the file is read
    anew and sorted in memory. Raises ColumnMissing and FileUnreadable; ``out`` is not written
    before the header is read.
    """
    try:
        return _judged(file, out, book, profile, progress, sorted_first=False)
    except _OutOfOrder:
        return _judged(file, out, book, profile, progress, sorted_first=True)


def _judged(
    file: Path, out: Path, book: RuleBook, profile: Profile, progress: Progress,
    *, sorted_first: bool,
) -> Replayed:  # fmt: skip
    problems: list[RowProblem] = []
    transfers = _transfers(file, problems, progress)
    if sorted_first:
        transfers = iter(sorted(transfers, key=lambda pair: pair[1].at))
    engine = MonitoringEngine(book, profile)
    first = next(transfers, None)
    by_rule: Counter[str] = Counter()
    count = 0
    with out.open("w", encoding="utf-8") as stream:
        last = None if first is None else first[1].at
        for row, transfer in _again(first, transfers):
            if transfer.at < last:
                raise _OutOfOrder
            last = transfer.at
            count += 1
            judgement = engine.judge(transfer)
            for finding in judgement.findings:
                by_rule[finding.code] += 1
                alert = _alert(row, transfer, finding, judgement.risk_score)
                stream.write(json.dumps(alert, ensure_ascii=False) + "\n")
    return Replayed(
        count, by_rule.total(), len(engine.activities), by_rule, tuple(problems), sorted_first
    )


def _transfers(
    file: Path, problems: list[RowProblem], progress: Progress
) -> Iterator[tuple[Row, Transfer]]:
    reading = TransferRows(file.name, problems)
    calls = 0

    def told_rarely(done: int, total: int) -> None:
        """A bar that is drawn for each row takes longer than the row."""
        nonlocal calls
        calls += 1
        if not calls % _TOLD_EVERY or done == total:
            progress(done, total)

    for row in read_table(file, COLUMNS, needed=NEEDED, problems=problems, progress=told_rarely):
        try:
            yield row, reading.read(row)
        except RowUnreadable as wrong:
            problems.append(RowProblem(file.name, row.line, wrong.detail))


def _again(first: tuple[Row, Transfer] | None, rest: Any) -> Any:
    if first is not None:
        yield first
        yield from rest


def _alert(row: Row, transfer: Transfer, finding: Finding, risk_score: int) -> dict[str, Any]:
    """``rows`` and ``parties`` are everything that the alert rests on, this row included."""
    cells = row.cells
    evidence = finding.evidence
    steps = [*evidence.get("timeline", ()), *evidence.get("path", ())]
    rows = {int(step["transfer_id"]) for step in steps if "transfer_id" in step} | {row.line}
    parties = {step[side] for step in steps for side in ("from", "to", "with") if step.get(side)}
    return {
        "row": row.line,
        "id": cells.get("id") or None,
        "time": moment(int(transfer.at.timestamp())),
        "from": cells["from"],
        "to": cells["to"],
        "amount": cells["amount"],
        "channel": transfer.channel.value,
        "country": transfer.country,
        "rule": finding.code,
        "party": evidence["about"],
        "verdict": finding.verdict.value,
        "score": finding.score,
        "risk_score": risk_score,
        "words": finding.words,
        "parties": sorted(parties | {evidence["about"]}),
        "rows": sorted(rows),
        "evidence": evidence,
    }
