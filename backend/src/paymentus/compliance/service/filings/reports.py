"""Reports for people outside the desk: a month's filings and figures, a day's figures.

Each is a set of named files; whoever exports them signs them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.filings.filing import FilingKind
from paymentus.compliance.domain.filings.summary import ComplianceSummary
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.repository.filings import FilingsRepository
from paymentus.compliance.service.filings.report_pdf import Section, render_report
from paymentus.foundation.canonical_json import canonical_bytes
from paymentus.foundation.clock import Clock

_ACTOR = "script"
_COLUMNS = ("id", "kind", "state", "due", "number", "batch", "created_at", "kept_until")


class ReportType(StrEnum):
    """As the deployment guide spells them."""

    CTR = "CTR"
    SAR = "SAR"
    AML_SUMMARY = "AML_SUMMARY"


_KINDS = {ReportType.CTR: FilingKind.CTR, ReportType.SAR: FilingKind.SAR}


class ComplianceReports:
    def __init__(
        self,
        *,
        figures: FiguresRepository,
        filings: FilingsRepository,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._figures = figures
        self._filings = filings
        self._committer = committer
        self._clock = clock

    async def monthly(
        self, types: Sequence[ReportType], start: date, end: date
    ) -> dict[str, bytes]:
        """Name -> content. CTR and SAR: a list of the filings begun in the month and each batch
        file that was sent in it; AML_SUMMARY: figures as PDF and CSV. The export is on record."""
        month = f"{start:%Y-%m}"
        files: dict[str, bytes] = {}
        for each in types:
            if each in _KINDS:
                files |= await self._of_kind(each, start, end, month)
            else:
                summary = await self.summary(start, end)
                files[f"AML_SUMMARY-{month}.csv"] = summary.as_csv().encode()
                files[f"AML_SUMMARY-{month}.pdf"] = _page("Anti-money-laundering summary", summary)
        data = {"types": [each.value for each in types], "month": month}
        record = AuditRecord("compliance_reports.exported", f"month {month}", _ACTOR, data)
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return files

    async def daily(self, day: date) -> tuple[ComplianceSummary, dict[str, bytes]]:
        summary = await self.summary(day, day + timedelta(days=1))
        name = f"compliance-{day}"
        return summary, {
            f"{name}.json": canonical_bytes(summary.document()) + b"\n",
            f"{name}.pdf": _page("Daily compliance report", summary),
        }

    async def summary(self, start: date, end: date) -> ComplianceSummary:
        first, last = _midnight(start), _midnight(end)
        figures = self._figures
        return ComplianceSummary(
            start=start,
            end=end,
            made_at=self._clock().replace(microsecond=0),
            monitored=await figures.monitored(first, last),
            alerts=await figures.alerts(first, last),
            stopped=await figures.stopped(first, last),
            cases_opened=await figures.cases_opened(first, last),
            cases_decided=await figures.cases_decided(first, last),
            filings=await figures.filings(first, last),
            overdue=await figures.overdue(end.isoformat()),
        )

    async def _of_kind(
        self, each: ReportType, start: date, end: date, month: str
    ) -> dict[str, bytes]:
        kind = _KINDS[each]
        found = await self._filings.between(_midnight(start), _midnight(end))
        mine = [filing for filing in found if filing.kind is kind]
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for filing in mine:
            writer.writerow(
                (filing.id, filing.kind.value, filing.state.value, filing.due, filing.number,
                 filing.batch_id or "", filing.created_at.isoformat(), filing.kept_until or "")
            )  # fmt: skip
        files = {f"{each.value}-{month}.csv": out.getvalue().encode()}
        for batch in await self._filings.batches_between(_midnight(start), _midnight(end)):
            if batch.kind is kind:
                files[f"{each.value}-{batch.id}.xml"] = batch.xml.encode()
        return files


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _page(title: str, summary: ComplianceSummary) -> bytes:
    sections: dict[str, list[tuple[str, str]]] = {}
    for section, what, count in summary.rows():
        sections.setdefault(section, []).append((what, f"{count:,}"))
    last = summary.end - timedelta(days=1)
    span = str(summary.start) if last == summary.start else f"{summary.start} to {last}"
    return render_report(
        title=title,
        subtitle=f"{span}, made at {summary.made_at:%Y-%m-%d %H:%M} UTC",
        notice="Confidential. Counts only; names are in the case files.",
        sections=[Section(heading, facts) for heading, facts in sections.items()],
        attachment=("summary.json", canonical_bytes(summary.document()) + b"\n"),
    )
