"""The collections ``filings`` and ``filing_batches``.

What a filing says and whom it is about is sealed under the compliance key (design 4.7): it
outlives a customer's own key, because the law wants it kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.filings.acknowledgement import FieldRemark
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.filing import (
    CLOSED,
    OFAC_KINDS,
    Content,
    Filing,
    FilingKind,
    FilingState,
    Step,
)
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport
from paymentus.compliance.repository.alerts import COMPLIANCE_KEY
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

FILINGS = "filings"
BATCHES = "filing_batches"

SEALED: Forms = {
    FILINGS: SealedForm(
        parts=(
            SealedPart(
                {"content": {}, "remarks": [], "subject_name": ""}, lambda _: COMPLIANCE_KEY
            ),
        )
    ),
    BATCHES: SealedForm(
        parts=(
            SealedPart({"xml": ""}, lambda _: COMPLIANCE_KEY),
            SealedPart({"answers": []}, lambda _: COMPLIANCE_KEY, into="sealed_answers"),
        )
    ),
}

INDEXES: dict[str, list[IndexModel]] = {
    FILINGS: [
        IndexModel(
            [("is_open", ASCENDING), ("due", ASCENDING), ("_id", ASCENDING)], name="open_by_due"
        ),
        IndexModel([("kind", ASCENDING), ("state", ASCENDING)], name="kind_and_state"),
        IndexModel([("case_id", ASCENDING)], name="case"),
        IndexModel([("batch_id", ASCENDING)], name="batch"),
        IndexModel([("number", ASCENDING)], name="number"),
        IndexModel([("created_at", ASCENDING)], name="created"),
    ],
    BATCHES: [IndexModel([("created_at", ASCENDING)], name="created")],
}

_CONTENT: dict[FilingKind, TypeAdapter[Any]] = {
    FilingKind.CTR: TypeAdapter(CurrencyTransactionReport),
    FilingKind.SAR: TypeAdapter(SuspiciousActivityReport),
    **{kind: TypeAdapter(OfacReport) for kind in OFAC_KINDS},
}


class FilingsUnavailable(Unavailable):
    """We cannot read the filings just now. Try again in a moment."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What FinCEN said of one filing of a batch. ``number`` is empty where it was rejected."""

    filing_id: str
    number: str
    remarks: tuple[FieldRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """A file for FinCEN. ``xml`` and ``answers`` are sealed; ``sha256`` is of its bytes.

    ``left_out`` are the approved filings that were faulty on the day. ``sent_at`` is when somebody
    said that FinCEN has the file, ``tracking_id`` the number that its system gave then.
    """

    id: str
    kind: FilingKind
    filing_ids: tuple[str, ...]
    sha256: str
    xml: str
    created_at: datetime
    created_by: str
    acknowledged_at: datetime | None = None
    accepted: bool | None = None
    left_out: tuple[str, ...] = ()
    sent_at: datetime | None = None
    sent_by: str = ""
    tracking_id: str = ""
    answers: tuple[BatchAnswer, ...] = ()
    version: int = 1


class FilingsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._filings = database[FILINGS]
        self._batches = database[BATCHES]
        self._sealed = sealed

    async def find(self, filing_id: str) -> Filing | None:
        found = await self._read({"_id": filing_id}, limit=1)
        return found[0] if found else None

    async def page(
        self,
        *,
        within: bool | FilingState,
        kind: FilingKind | None,
        after: tuple[str, str] | None,
        limit: int,
    ) -> list[Filing]:
        """What is due first comes first. ``within``: a state; True for the open ones, False for
        the closed ones."""
        query: Document = (
            {"is_open": within} if isinstance(within, bool) else {"state": within.value}
        )
        if kind is not None:
            query["kind"] = kind.value
        if after is not None:
            due, last = after
            query["$or"] = [{"due": {"$gt": due}}, {"due": due, "_id": {"$gt": last}}]
        return await self._read(query, limit=limit)

    async def in_state(self, kind: FilingKind, state: FilingState, *, limit: int) -> list[Filing]:
        return await self._read({"kind": kind.value, "state": state.value}, limit=limit)

    async def some(self, ids: Sequence[str]) -> list[Filing]:
        return await self._read({"_id": {"$in": list(ids)}}, limit=10_000)

    async def of_batch(self, batch_id: str) -> list[Filing]:
        return await self._read({"batch_id": batch_id}, limit=10_000)

    async def numbers_in_use(self, numbers: Sequence[str]) -> list[str]:
        """Those that a filing has already."""
        async with answering(FilingsUnavailable):
            found = self._filings.find({"number": {"$in": list(numbers)}}, {"number": 1})
            return [document["number"] async for document in found]

    async def of_case(self, case_id: str) -> list[Filing]:
        return await self._read({"case_id": case_id}, limit=100)

    async def between(self, start: datetime, end: datetime) -> list[Filing]:
        """Begun in this time, ``end`` not included."""
        return await self._read({"created_at": {"$gte": start, "$lt": end}}, limit=100_000)

    async def batch(self, batch_id: str) -> Batch | None:
        found = await self._read_batches({"_id": batch_id}, limit=1)
        return found[0] if found else None

    async def batches(self, *, below: str | None, limit: int) -> list[Batch]:
        """Newest first."""
        return await self._read_batches({"_id": {"$lt": below}} if below else {}, limit=limit)

    async def batches_between(self, start: datetime, end: datetime) -> list[Batch]:
        """Sent in this time, ``end`` not included."""
        return await self._read_batches({"created_at": {"$gte": start, "$lt": end}}, limit=10_000)

    async def _read(self, query: Document, *, limit: int) -> list[Filing]:
        async with answering(FilingsUnavailable):
            order = [("due", ASCENDING), ("_id", ASCENDING)]
            found = self._filings.find(query).sort(order).limit(limit)
            documents: Sequence[Document] = [document async for document in found]
        return [_filing(one) for one in await self._sealed.opened(FILINGS, documents)]

    async def _read_batches(self, query: Document, *, limit: int) -> list[Batch]:
        async with answering(FilingsUnavailable):
            found = self._batches.find(query).sort("_id", DESCENDING).limit(limit)
            documents: Sequence[Document] = [document async for document in found]
        return [_batch(one) for one in await self._sealed.opened(BATCHES, documents)]


def insert_filing(filing: Filing) -> Insert:
    return Insert(
        FILINGS,
        {
            "_id": filing.id,
            "kind": filing.kind.value,
            "case_id": filing.case_id,
            "party_id": filing.party_id,
            "amends": filing.amends,
            "created_at": filing.created_at,
            **_changing(filing),
        },
    )


def update_filing(before: Filing, after: Filing) -> Update:
    return Update(FILINGS, before.id, before.version, _changing(after))


def insert_batch(batch: Batch) -> Insert:
    return Insert(
        BATCHES,
        {
            "_id": batch.id,
            "kind": batch.kind.value,
            "filing_ids": list(batch.filing_ids),
            "sha256": batch.sha256,
            "xml": batch.xml,
            "created_at": batch.created_at,
            "created_by": batch.created_by,
            "left_out": list(batch.left_out),
            "sent_at": None,
            "sent_by": "",
            "tracking_id": "",
            "acknowledged_at": None,
            "accepted": None,
        },
    )


def record_sent(batch: Batch, tracking_id: str, *, by: str, at: datetime) -> Update:
    return Update(
        BATCHES, batch.id, batch.version,
        {"sent_at": at, "sent_by": by, "tracking_id": tracking_id},
    )  # fmt: skip


def acknowledge_batch(
    batch: Batch, answers: Sequence[BatchAnswer], *, accepted: bool, at: datetime
) -> Update:
    change = {
        "acknowledged_at": at,
        "accepted": accepted,
        "answers": [asdict(answer) for answer in answers],
    }
    return Update(BATCHES, batch.id, batch.version, change)


def content_document(kind: FilingKind, content: Content) -> dict[str, Any]:
    """As JSON values: dates as text, enumerations as their values."""
    document: dict[str, Any] = _CONTENT[kind].dump_python(content, mode="json")
    return document


def _changing(filing: Filing) -> dict[str, Any]:
    return {
        "state": filing.state.value,
        "is_open": filing.state not in CLOSED,
        "due": filing.due.isoformat(),
        "history": [
            {"state": step.state.value, "at": step.at, "actor": step.actor}
            for step in filing.history
        ],
        "proposal_id": filing.proposal_id,
        "batch_id": filing.batch_id,
        "number": filing.number,
        "kept_until": filing.kept_until.isoformat() if filing.kept_until else None,
        "subject_name": filing.subject_name,
        "content": content_document(filing.kind, filing.content),
        "remarks": [asdict(remark) for remark in filing.remarks],
    }


def _filing(document: Document) -> Filing:
    kind = FilingKind(document["kind"])
    kept = document["kept_until"]
    return Filing(
        id=document["_id"],
        kind=kind,
        content=_CONTENT[kind].validate_python(document["content"]),
        due=date.fromisoformat(document["due"]),
        created_at=document["created_at"],
        case_id=document["case_id"],
        party_id=document["party_id"],
        subject_name=document["subject_name"],
        state=FilingState(document["state"]),
        history=tuple(
            Step(FilingState(step["state"]), step["at"], step["actor"])
            for step in document["history"]
        ),
        proposal_id=document["proposal_id"],
        batch_id=document["batch_id"],
        number=document["number"],
        remarks=tuple(FieldRemark(**remark) for remark in document["remarks"]),
        amends=document["amends"],
        kept_until=date.fromisoformat(kept) if kept else None,
        version=document["version"],
    )


def _batch(document: Document) -> Batch:
    return Batch(
        id=document["_id"],
        kind=FilingKind(document["kind"]),
        filing_ids=tuple(document["filing_ids"]),
        sha256=document["sha256"],
        xml=document["xml"],
        created_at=document["created_at"],
        created_by=document["created_by"],
        acknowledged_at=document["acknowledged_at"],
        accepted=document["accepted"],
        left_out=tuple(document.get("left_out", ())),
        sent_at=document.get("sent_at"),
        sent_by=document.get("sent_by", ""),
        tracking_id=document.get("tracking_id", ""),
        answers=tuple(
            BatchAnswer(
                each["filing_id"],
                each["number"],
                tuple(FieldRemark(**remark) for remark in each["remarks"]),
            )
            for each in document.get("answers", ())
        ),
        version=document["version"],
    )
