"""What is wrong with a filing, so that a person can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from paymentus.compliance.domain.filings.tree import Spot


class Severity(StrEnum):
    """``ERROR``: what is written is wrong, or FinCEN refuses the batch without it.
    ``WARNING``: the form asks for it and it is not there; FinCEN takes the report and asks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Defect:
    """``code`` is stable; ``field`` is for people, ``path`` for machines, ``input`` for an editor.

    ``line`` is None where nothing was read from a file.
    """

    code: str
    field: str
    reason: str
    path: str
    severity: Severity = Severity.ERROR
    line: int | None = None
    input: str = ""


class Findings:
    """Collects defects while rules go over a filing."""

    def __init__(self) -> None:
        self.all: list[Defect] = []

    def error(self, code: str, spot: Spot, reason: str) -> None:
        self._add(code, spot, reason, Severity.ERROR)

    def warning(self, code: str, spot: Spot, reason: str) -> None:
        self._add(code, spot, reason, Severity.WARNING)

    def _add(self, code: str, spot: Spot, reason: str, severity: Severity) -> None:
        field = spot.label or ("Report" if spot.name == "Activity" else "Batch")
        self.all.append(Defect(code, field, reason, spot.path, severity, spot.line, spot.input))


def errors_in(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    return tuple(defect for defect in defects if defect.severity is Severity.ERROR)
