"""A month or a day of compliance in figures: AML_SUMMARY, and the daily report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

_SECTIONS = (
    ("monitored", "Transfers monitored"),
    ("alerts", "Alerts by rule"),
    ("stopped", "Transfers stopped, by what became of them"),
    ("cases_opened", "Cases opened"),
    ("cases_decided", "Cases decided, by outcome"),
    ("filings", "Filings begun, by kind and state"),
    ("overdue", "Filings overdue at the end"),
)


@dataclass(frozen=True, slots=True)
class ComplianceSummary:
    """From ``start`` until before ``end``, in UTC. Counts only."""

    start: date
    end: date
    made_at: datetime
    monitored: int
    alerts: Mapping[str, int]
    stopped: Mapping[str, int]
    cases_opened: int
    cases_decided: Mapping[str, int]
    filings: Mapping[str, int]
    overdue: int

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Section, what is counted, and how many."""
        for name, words in _SECTIONS:
            value = getattr(self, name)
            if isinstance(value, int):
                yield words, "all", value
            else:
                for what, count in value.items():
                    yield words, what, count

    def document(self) -> dict[str, object]:
        figures = {name: getattr(self, name) for name, _ in _SECTIONS}
        return {
            "from": self.start.isoformat(),
            "until": self.end.isoformat(),
            "made_at": self.made_at.isoformat(),
            **{k: dict(v) if isinstance(v, Mapping) else v for k, v in figures.items()},
        }

    def as_csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("section", "what", "count"))
        writer.writerows(self.rows())
        return out.getvalue()


def month_of(text: str) -> tuple[date, date]:
    """The first day of ``YYYY-MM`` and that of the month after. Raises ``ValueError``."""
    first = date.fromisoformat(f"{text}-01")
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)
