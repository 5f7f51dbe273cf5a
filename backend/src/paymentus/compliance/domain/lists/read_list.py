"""What reading a list gives: its parties, and every row that could not be read whole."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.screening.listed import ListedParty
from paymentus.foundation.errors import Rejected


class ListUnreadable(Rejected):
    """This is no sanctions list, or nothing of it can be read."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that is damaged. What could be read of it was taken: a name is never dropped."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ReadList:
    """Parties in the order of the list, and the problems in the order of the files."""

    parties: tuple[ListedParty, ...]
    problems: tuple[RowProblem, ...] = ()
