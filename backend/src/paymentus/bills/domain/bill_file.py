"""A file of bills on its way in: what it is, how far it is, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from paymentus.bills.domain.records import Form
from paymentus.foundation.errors import Conflict, NotFound, Rejected

FILES = "bill_files"
ROWS = "bill_file_rows"
FILE_BYTES_MAX = 500 * 1024 * 1024


class BillFileNotFound(NotFound):
    """We have no such bill file."""


class BillFileTooLarge(Rejected):
    """A bill file is at most 500 MB. Split it and send the parts in mode `update`."""


class BillFileTakenOver(Conflict):
    """Another worker goes on with this file."""


class Mode(StrEnum):
    """``update`` creates and changes what is in the file; ``replace`` also withdraws the open
    bills of the biller that are not."""

    UPDATE = "update"
    REPLACE = "replace"


class FileStatus(StrEnum):
    RECEIVED = "received"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


COUNTERS = (
    "created",
    "updated",
    "unchanged",
    "withdrawn",
    "protected",
    "rejected",
    # Rows that could not be matched to any bill; while there are some, nothing is withdrawn.
    "unmatched",
)


@dataclass(frozen=True, slots=True)
class BillFile:
    """``bytes_done`` and ``next_line`` are where the next chunk begins: they are committed with
    each chunk, so that whoever goes on goes on exactly there. ``counts`` has :data:`COUNTERS`.
    """

    id: str
    version: int
    biller_id: str
    file_name: str
    mode: Mode
    status: FileStatus
    form: Form
    mapping: Mapping[str, str]
    sha256: str
    bytes_total: int
    bytes_done: int
    next_line: int
    rows_total: int | None
    rows_done: int
    chunks_done: int
    uploaded_by: str
    created_at: datetime
    lease_owner: str | None = None
    lease_until: datetime | None = None
    finished_at: datetime | None = None
    problem: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    problems_by_reason: Mapping[str, int] = field(default_factory=dict)

    def count(self, name: str) -> int:
        return self.counts.get(name, 0)

    @property
    def is_finished(self) -> bool:
        return self.status in (FileStatus.DONE, FileStatus.FAILED)


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """One problem of the report. ``line`` None: a bill that is not in the file."""

    line: int | None
    field: str | None
    code: str
    message: str
    value: str
    bill_number: str
