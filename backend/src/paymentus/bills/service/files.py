"""Receiving bill files, and reading what became of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillFile, BillFileNotFound, FileStatus, Mode, ReportedProblem
from paymentus.bills.domain.bill_file import FILE_BYTES_MAX, BillFileTooLarge
from paymentus.bills.domain.columns import (
    MappingNotUnderstood,
    labels_for,
    missing_fields,
    require_fields,
    resolve_mapping,
)
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import (
    HEAD_BYTES,
    EncodingProbe,
    Form,
    RecordReader,
    read_form,
)
from paymentus.bills.repository import BillFileRepository, file_insertion
from paymentus.bills.service.importing import (
    LEASE,
    BillFileImporter,
    KeySource,
    changed_message,
)
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

_SAMPLE_ROWS = 5
_CSV_ROWS_AT_ONCE = 200

ProblemPlace = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file would be read: ``mapping`` field to column, ``missing`` required fields,
    ``labels`` field to what the biller calls it."""

    columns: list[str]
    sample: list[list[str]]
    mapping: dict[str, str]
    missing: list[str]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class NewFile:
    """What comes with the bytes of a file. ``claimed_by`` starts the import at once."""

    file_name: str
    mode: Mode
    mapping: Mapping[str, str]
    uploaded_by: str
    claimed_by: str | None = None


def read_mapping(text: str | None) -> dict[str, str]:
    """The mapping as clients send it: a JSON object, field to column. Or nothing."""
    if not text or not text.strip():
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        problem = FieldProblem("mapping", 'A JSON object, such as {"due_on": "Pay by"}.')
        raise MappingNotUnderstood(fields=(problem,))
    return value


class BillFiles:
    """Receives files and reads reports; ``importer`` does the work in between."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        billers: BillersService,
        factor_key: bytes,
        id_key: KeySource,
        clock: Clock,
        sealed: SealedDocuments | None = None,
    ) -> None:
        self.importer = BillFileImporter(
            database=database,
            committer=committer,
            billers=billers,
            clock=clock,
            factor_key=factor_key,
            id_key=id_key,
            sealed=sealed,
        )
        self._files = BillFileRepository(database, sealed)
        self._committer = committer
        self._billers = billers
        self._clock = clock

    async def preview(self, biller_id: str, head: bytes, mapping: Mapping[str, str]) -> Preview:
        """Read the beginning of a file (:data:`HEAD_BYTES` suffice) without keeping it.

        Raises ``BillFileNotReadable`` or ``MappingNotUnderstood``.
        """
        head = head[:HEAD_BYTES]
        probe = EncodingProbe()
        probe.feed(head)
        form = read_form(head, encoding=probe.encoding())
        chosen = resolve_mapping(
            form.columns, said=mapping, remembered=await self._files.last_mapping(biller_id)
        )
        return Preview(
            columns=list(form.columns),
            sample=_sample(form, head),
            mapping=chosen,
            missing=list(missing_fields(chosen)),
            labels=labels_for(await self._billers.get(biller_id)),
        )

    async def receive(self, biller_id: str, new: NewFile, blocks: AsyncIterator[bytes]) -> BillFile:
        """Keep a file's bytes and note it for import. Memory: one block.

        Raises ``BillFileNotReadable``, ``BillFileTooLarge``, ``MappingNotUnderstood`` or
        ``ColumnsMissing``; then nothing is kept.
        """
        biller = await self._billers.get(biller_id)
        now = self._clock()
        file_id = new_id("bfl", at=now)
        name = _plain_name(new.file_name)
        stream = self._files.new_bytes(file_id, biller_id=biller.id)
        probe, digest, head, size = EncodingProbe(), hashlib.sha256(), bytearray(), 0
        try:
            async for block in blocks:
                size += len(block)
                if size > FILE_BYTES_MAX:
                    raise BillFileTooLarge()
                probe.feed(block)
                digest.update(block)
                if len(head) < HEAD_BYTES:
                    head += block[: HEAD_BYTES - len(head)]
                await stream.write(block)
            form = read_form(bytes(head), encoding=probe.encoding())
            remembered = await self._files.last_mapping(biller.id)
            mapping = resolve_mapping(form.columns, said=new.mapping, remembered=remembered)
            require_fields(mapping)
        except BaseException:
            await stream.abort()
            raise
        await stream.close(now)
        file = BillFile(
            id=file_id,
            version=1,
            biller_id=biller.id,
            file_name=name,
            mode=new.mode,
            status=FileStatus.RUNNING if new.claimed_by else FileStatus.RECEIVED,
            form=form,
            mapping=mapping,
            sha256=digest.hexdigest(),
            bytes_total=size,
            bytes_done=form.offset,
            next_line=form.line,
            rows_total=None,
            rows_done=0,
            chunks_done=0,
            uploaded_by=new.uploaded_by,
            created_at=now,
            lease_owner=new.claimed_by,
            lease_until=now + LEASE if new.claimed_by else None,
        )
        record = AuditRecord(
            "bill_file.received",
            file.id,
            new.uploaded_by,
            {"biller_id": biller.id, "sha256": file.sha256, "mode": file.mode.value},
        )
        await self._committer.commit(
            UnitOfWork(
                inserts=(file_insertion(file),), audit=(record,), outbox=(changed_message(file),)
            )
        )
        return file

    async def get(self, file_id: str, *, biller_id: str | None = None) -> BillFile:
        """Raises ``BillFileNotFound``, also for another biller's file."""
        file = await self._files.find(file_id)
        if file is None or (biller_id is not None and file.biller_id != biller_id):
            raise BillFileNotFound()
        return file

    async def page(
        self, biller_id: str, *, after: str | None, limit: int
    ) -> tuple[list[BillFile], str | None]:
        """Newest first."""
        files = await self._files.page(biller_id, after=after, limit=limit + 1)
        return files[:limit], files[limit - 1].id if len(files) > limit else None

    async def problems(
        self,
        file: BillFile,
        *,
        reason: Reason | None = None,
        after: ProblemPlace | None,
        limit: int,
    ) -> tuple[list[ReportedProblem], ProblemPlace | None]:
        """The report by line; ``limit`` counts rows, a row may have several problems."""
        rows = await self._files.problems(file.id, reason=reason, after=after, limit=limit + 1)
        shown = rows[:limit]
        place = shown[-1][0] if len(rows) > limit else None
        return [problem for _, problems in shown for problem in problems], place

    async def problems_csv(self, file: BillFile) -> AsyncIterator[str]:
        """The wrong rows as a file to mend and send again: the cells as they came, then the line
        and the reasons in two columns that an import passes over."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=file.form.delimiter)
        width = len(file.form.columns)
        buffer.write("\ufeff")
        writer.writerow([*file.form.columns, "_line", "_problem"])
        waiting = 0
        async for line, cells, words in self._files.wrong_rows(file.id):
            padding = [""] * (width - len(cells))
            writer.writerow([*cells, *padding, line or "", words])
            waiting += 1
            if waiting == _CSV_ROWS_AT_ONCE:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
                waiting = 0
        yield buffer.getvalue()


def _sample(form: Form, head: bytes) -> list[list[str]]:
    reader = RecordReader(form, offset=form.offset, line=form.line)
    reader.feed(head[form.offset :], last=True)
    rows: list[list[str]] = []
    for record in reader.records():
        if len(rows) == _SAMPLE_ROWS:
            break
        rows.append([cell.encode("utf-8", "replace").decode() for cell in record.cells])
    return rows


def _plain_name(name: str) -> str:
    """A file's name for people: no folders, no control characters, not endless."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[:200] or "bills.csv"
