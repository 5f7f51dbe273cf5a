"""Bill files as stored, their rows' report, and their bytes."""

from __future__ import annotations

import operator
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.asynchronous.cursor import AsyncCursor

from paymentus.bills.domain import BillFile, BillFileNotFound, FileStatus, Mode, ReportedProblem
from paymentus.bills.domain.bill_file import FILES, ROWS
from paymentus.bills.domain.plan import ChunkPlan
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import Form
from paymentus.bills.domain.rows import WrongRow
from paymentus.bills.repository.file_bytes import BytesGone, FileBytes, FileWriter
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
    opened_by,
)

SEALED: Forms = {
    FILES: SealedForm(
        parts=(SealedPart({"file_name": ""}, lambda file: file["biller_id"], ("biller_id",)),)
    ),
    ROWS: SealedForm(
        parts=(
            SealedPart(
                {"bill_number": "", "cells": [], "details": []},
                lambda row: row["biller_id"],
                named_by=("biller_id",),
            ),
        ),
        lifted=lambda row: _lifted(row),  # noqa: PLW0108 - it stands further down
    ),
}

_ROWS_AT_ONCE = 200
_SEEN_DAYS = 7
# Bills that are not in the file come last in its report.
_AFTER_ALL_LINES = 2**40


class BillFileRepository:
    def __init__(self, database: Database, sealed: SealedDocuments | None = None) -> None:
        self._files = database[FILES]
        self._rows = database[ROWS]
        self._bytes = FileBytes(database, sealed.cipher if sealed else None)
        self._sealed = sealed

    async def find(self, file_id: str) -> BillFile | None:
        return await self._file(await self._files.find_one({"_id": file_id}))

    async def page(self, biller_id: str, *, after: str | None, limit: int) -> list[BillFile]:
        """Newest first: ids are ordered by time."""
        wanted: Document = {"biller_id": biller_id}
        if after is not None:
            wanted["_id"] = {"$lt": after}
        cursor = self._files.find(wanted).sort("_id", DESCENDING).limit(limit)
        rows = await opened_by(self._sealed, FILES, await cursor.to_list())
        return [file_of(document) for document in rows]

    async def last_mapping(self, biller_id: str) -> dict[str, str]:
        """What this biller's last good file used; empty for its first one."""
        wanted = {"biller_id": biller_id, "status": FileStatus.DONE.value}
        document = await self._files.find_one(wanted, {"mapping": 1}, sort=[("_id", DESCENDING)])
        return _mapping_of(document["mapping"]) if document else {}

    async def next_waiting(self, now: datetime) -> BillFile | None:
        """The oldest file that nobody works on: new, or left by a worker that is gone."""
        left = {"status": FileStatus.RUNNING.value, "lease_until": {"$lte": now}}
        wanted = {"$or": [{"status": FileStatus.RECEIVED.value}, left]}
        return await self._file(await self._files.find_one(wanted, sort=[("_id", ASCENDING)]))

    async def lines_seen(self, file_id: str, bill_ids: Sequence[str]) -> dict[str, int]:
        """Of these bills, the ones an earlier chunk of the file had, and on which line."""
        wanted = {"bill_ids": {"$in": list(bill_ids)}, "file_id": file_id}
        asked = set(bill_ids)
        lines: dict[str, int] = {}
        async for chunk in self._rows.find(wanted, {"bill_ids": 1, "lines": 1}):
            pairs = zip(chunk["bill_ids"], chunk["lines"], strict=True)
            lines.update((bill, line) for bill, line in pairs if line and bill in asked)
        return lines

    async def reported_bills(self, file_id: str, bill_ids: Sequence[str]) -> frozenset[str]:
        """Of these bills that are not in the file, the ones already in its report."""
        ids = [_missing_bill_id(file_id, bill) for bill in bill_ids]
        cursor = self._rows.find({"_id": {"$in": ids}}, {"_id": 1})
        return frozenset(row["_id"].rpartition(":")[2] for row in await cursor.to_list())

    async def problems(
        self,
        file_id: str,
        *,
        reason: Reason | None = None,
        after: tuple[int, str] | None,
        limit: int,
    ) -> list[tuple[tuple[int, str], list[ReportedProblem]]]:
        """Wrong rows in the order of the file, each with its place and all of its problems.

        With ``reason``, the rows that have it, each with the problems of that reason alone.
        """
        return [
            (
                (row["order"], row["_id"]),
                [one for one in _problems_of(row) if reason in (None, one.code)],
            )
            for row in await self._rows_of(self._wrong(file_id, after, reason).limit(limit))
        ]

    async def wrong_rows(self, file_id: str) -> AsyncIterator[tuple[int | None, list[str], str]]:
        """Line, cells as sent, and the reasons in words, in the order of the file."""
        async with self._wrong(file_id, None) as cursor:
            while rows := await self._rows_of(cursor, _ROWS_AT_ONCE):
                for row in rows:
                    words = " ".join(problem.message for problem in _problems_of(row))
                    yield row["line"], row["cells"], words

    async def _file(self, document: Document | None) -> BillFile | None:
        if document is None:
            return None
        return file_of((await opened_by(self._sealed, FILES, [document]))[0])

    async def _rows_of(
        self, cursor: AsyncCursor[Document], length: int | None = None
    ) -> list[Document]:
        rows = await cursor.to_list(length)
        if self._sealed is None:
            return [_lifted(row) for row in rows]
        return await self._sealed.opened(ROWS, rows)

    def _wrong(
        self, file_id: str, after: tuple[int, str] | None, reason: Reason | None = None
    ) -> AsyncCursor[Document]:
        wanted: Document = {"file_id": file_id, "order": {"$gte": 0}}
        if reason is not None:
            wanted["problems.code"] = reason.value
        if after is not None:
            order, last = after
            wanted["order"] = {"$gte": order}
            wanted["$or"] = [{"order": {"$gt": order}}, {"_id": {"$gt": last}}]
        return self._rows.find(wanted).sort([("order", ASCENDING), ("_id", ASCENDING)])

    def new_bytes(self, file_id: str, *, biller_id: str) -> FileWriter:
        """Takes the file's bytes; close it, or abort it."""
        return self._bytes.writer(file_id, subject=biller_id)

    async def blocks(self, file_id: str, *, offset: int) -> AsyncIterator[bytes]:
        """The file's bytes from ``offset`` on. Raises ``BillFileNotFound``."""
        try:
            async for block in self._bytes.blocks(file_id, offset=offset):
                yield block
        except BytesGone as gone:
            raise BillFileNotFound("The bytes of this file are gone.") from gone


def file_insertion(file: BillFile) -> Insert:
    return Insert(FILES, {"_id": file.id, **_file_document(file)})


def file_changes(before: BillFile, after: BillFile) -> Update:
    """What differs; the version moves even when nothing does."""
    old, new = _file_document(before), _file_document(after)
    change = {name: value for name, value in new.items() if old[name] != value}
    return Update(FILES, before.id, before.version, change)


def row_insertions(file: BillFile, plan: ChunkPlan, at: datetime) -> list[Insert]:
    """The chunk's part of the report, and which bills it had."""
    inserts = [Insert(ROWS, _wrong_document(file, row)) for row in plan.wrong]
    if plan.seen or plan.named:
        inserts.append(
            Insert(
                ROWS,
                {
                    "_id": f"{file.id}:chunk:{file.chunks_done}",
                    "file_id": file.id,
                    "biller_id": file.biller_id,
                    # Bills that only wrong rows name have line 0.
                    "bill_ids": [*plan.seen, *plan.named],
                    "lines": [*plan.seen.values(), *[0] * len(plan.named)],
                    "expires_at": at + timedelta(days=_SEEN_DAYS),
                },
            )
        )
    return inserts


def _missing_bill_id(file_id: str, bill_id: str | None) -> str:
    return f"{file_id}:missing:{bill_id}"


def _wrong_document(file: BillFile, row: WrongRow) -> Document:
    order = row.line or _AFTER_ALL_LINES
    return {
        "_id": f"{file.id}:line:{row.line}" if row.line else _missing_bill_id(file.id, row.bill_id),
        "file_id": file.id,
        "biller_id": file.biller_id,
        "order": order,
        "line": row.line or None,
        "bill_number": row.bill_number,
        "cells": list(row.cells),
        "problems": [
            {"field": problem.field, "code": problem.reason.value} for problem in row.problems
        ],
        # Messages name what stood in the row.
        "details": [
            {"message": problem.message, "value": problem.value} for problem in row.problems
        ],
    }


def _lifted(row: Mapping[str, Any]) -> Document:
    """A row of before, whose problems held their details."""
    if "details" in row or "problems" not in row:
        return dict(row)
    problems = [{name: one[name] for name in ("field", "code")} for one in row["problems"]]
    details = [{name: one[name] for name in ("message", "value")} for one in row["problems"]]
    return {**row, "problems": problems, "details": details}


def _problems_of(row: Mapping[str, Any]) -> list[ReportedProblem]:
    return [
        ReportedProblem(line=row["line"], bill_number=row["bill_number"], **problem)
        for problem in map(operator.or_, row["problems"], row["details"])
    ]


def _file_document(file: BillFile) -> Document:
    return {
        "biller_id": file.biller_id,
        "file_name": file.file_name,
        "mode": file.mode.value,
        "status": file.status.value,
        "form": {
            "encoding": file.form.encoding,
            "delimiter": file.form.delimiter,
            "columns": list(file.form.columns),
            "offset": file.form.offset,
            "line": file.form.line,
        },
        # As pairs: a column's name may hold what a field's name may not.
        "mapping": [{"field": field, "column": column} for field, column in file.mapping.items()],
        "sha256": file.sha256,
        "bytes_total": file.bytes_total,
        "bytes_done": file.bytes_done,
        "next_line": file.next_line,
        "rows_total": file.rows_total,
        "rows_done": file.rows_done,
        "chunks_done": file.chunks_done,
        "uploaded_by": file.uploaded_by,
        "created_at": file.created_at,
        "lease_owner": file.lease_owner,
        "lease_until": file.lease_until,
        "finished_at": file.finished_at,
        "problem": file.problem,
        "counts": dict(file.counts),
        "problems_by_reason": dict(file.problems_by_reason),
    }


def file_of(document: Mapping[str, Any]) -> BillFile:
    form = document["form"]
    known = {field.name for field in fields(BillFile)}
    stored = {name: value for name, value in document.items() if name in known}
    return BillFile(
        **{
            **stored,
            "id": document["_id"],
            "mode": Mode(document["mode"]),
            "status": FileStatus(document["status"]),
            "form": Form(**{**form, "columns": tuple(form["columns"])}),
            "mapping": _mapping_of(document["mapping"]),
        }
    )


def _mapping_of(pairs: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {pair["field"]: pair["column"] for pair in pairs}
