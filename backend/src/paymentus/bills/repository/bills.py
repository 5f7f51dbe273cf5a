"""Bills as stored, and the reads over them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pymongo import DESCENDING

from paymentus.billers.domain import Biller, PaymentRules
from paymentus.bills.domain import Bill, BillStatus, Charge
from paymentus.bills.domain.bill import COLLECTION as BILLS
from paymentus.bills.domain.bill import PERSONAL
from paymentus.bills.domain.bill_file import ROWS
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
    opened_by,
)

_UNKNOWN_RULES = PaymentRules()
_OPEN = [BillStatus.OPEN.value, BillStatus.PART_PAID.value]


def within(biller_id: str, number: str) -> str:
    """A number as it is indexed: the same one at another biller is another."""
    return f"{biller_id}\x1f{number}"


def _number(field: str) -> Callable[[Mapping[str, Any]], str | None]:
    return lambda bill: within(bill["biller_id"], bill[field]) if field in bill else None


_TEXTS = ("account_number", "account_key", "bill_number", "bill_key")
SEALED: Forms = {
    BILLS: SealedForm(
        parts=(
            SealedPart(
                {name: "" if name in _TEXTS else None for name in PERSONAL} | {"charges": []},
                lambda bill: bill["biller_id"],
                named_by=("biller_id",),
            ),
        ),
        indexed={"account_key": _number("account_key"), "bill_key": _number("bill_key")},
    )
}


@dataclass(frozen=True, slots=True)
class BillFilter:
    """Which bills of a list: of one biller, or of some accounts ``(biller id, account key)``.

    ``number`` is a whole account number and a whole bill number, both as compared: either may
    match. ``overdue_on`` keeps bills that are not paid in full and were due before that day.
    """

    biller_id: str | None = None
    accounts: tuple[tuple[str, str], ...] = ()
    status: BillStatus | None = None
    overdue_on: date | None = None
    withdrawn_too: bool = True
    number: tuple[str, str] | None = None


class BillRepository:
    def __init__(self, database: Database, sealed: SealedDocuments | None = None) -> None:
        self._bills = database[BILLS]
        self._sealed = sealed

    async def documents(self, ids: Collection[str]) -> dict[str, Document]:
        """Stored bills by id; unknown ids are left out."""
        cursor = self._bills.find({"_id": {"$in": list(ids)}}, batch_size=1000)
        # One answer for a whole chunk: a cursor's own paging would cost round trips.
        found = await self._opened(await cursor.to_list())
        return {document["_id"]: document for document in found}

    async def present(self, ids: Collection[str]) -> set[str]:
        """Of these ids, the ones that are there."""
        cursor = self._bills.find({"_id": {"$in": list(ids)}}, {"_id": 1}, batch_size=1000)
        return {document["_id"] for document in await cursor.to_list()}

    async def states(self, ids: Collection[str]) -> list[Document]:
        """What decides whether a bill may be withdrawn, and no more."""
        fields = dict.fromkeys(("version", "status", "live_payment_id", "bill_number", "sealed"), 1)
        cursor = self._bills.find({"_id": {"$in": list(ids)}}, fields, batch_size=1000)
        return await self._opened(await cursor.to_list())

    async def page(
        self, wanted: BillFilter, *, after: tuple[str, str] | None, limit: int
    ) -> list[Document]:
        """Latest due first. ``after`` is due date and id of the last one shown."""
        cursor = self._bills.find(await self._query(wanted, after))
        cursor = cursor.sort([("due_on", DESCENDING), ("_id", DESCENDING)]).limit(limit)
        return await self._opened(await cursor.to_list())

    async def of_account(self, biller_id: str, account_key: str, *, limit: int) -> list[Document]:
        """Latest due first, whatever their status."""
        account = await self._equals("account_key", biller_id, account_key)
        cursor = self._bills.find({"biller_id": biller_id, **account})
        cursor = cursor.sort([("due_on", DESCENDING)]).limit(limit)
        return await self._opened(await cursor.to_list())

    async def latest_factor(self, biller_id: str, account_key: str) -> str | None:
        """The hashed second factor of the account's latest due bill that is not withdrawn."""
        wanted = {
            "biller_id": biller_id,
            **await self._equals("account_key", biller_id, account_key),
            "status": {"$ne": BillStatus.WITHDRAWN.value},
        }
        row = await self._bills.find_one(wanted, {"factor": 1}, sort=[("due_on", DESCENDING)])
        return row["factor"] if row else None

    async def open_but_not_in_file(
        self, biller_id: str, file_id: str, *, batch: int
    ) -> AsyncGenerator[list[str], None]:
        """Ids of open bills that no row of the biller's file names, joined inside MongoDB."""
        named = {
            "$lookup": {
                "from": ROWS,
                "localField": "_id",
                "foreignField": "bill_ids",
                "pipeline": [
                    {"$match": {"file_id": file_id}},
                    {"$limit": 1},
                    {"$project": {"_id": 1}},
                ],
                "as": "named",
            }
        }
        pipeline: list[Mapping[str, Any]] = [
            {"$match": {"biller_id": biller_id, "status": {"$in": _OPEN}}},
            {"$project": {"_id": 1}},
            named,
            {"$match": {"named": []}},
        ]
        cursor = await self._bills.aggregate(pipeline, batchSize=batch)
        async with cursor:
            while rows := await cursor.to_list(batch):
                yield [row["_id"] for row in rows]

    async def _opened(self, documents: list[Document]) -> list[Document]:
        return await opened_by(self._sealed, BILLS, documents)

    async def _equals(self, field: str, biller_id: str, number: str) -> Document:
        """The condition that an account's or a bill's number is this one."""
        if self._sealed is None:
            return {field: number}
        forms = [await self._sealed.index(BILLS, field, within(biller_id, number))]
        if await self._sealed.text_too():
            forms.append(number)
        return {field: {"$in": forms}}

    async def _query(self, wanted: BillFilter, after: tuple[str, str] | None) -> Document:
        pairs = [
            {"biller_id": biller, **await self._equals("account_key", biller, key)}
            for biller, key in wanted.accounts
        ]
        numbers = []
        if wanted.biller_id is not None and wanted.number is not None:
            for field, number in zip(("account_key", "bill_key"), wanted.number, strict=True):
                numbers.append(await self._equals(field, wanted.biller_id, number))
        return _query(wanted, after, pairs, numbers)


def _query(
    wanted: BillFilter,
    after: tuple[str, str] | None,
    pairs: list[Document],
    numbers: list[Document],
) -> Document:
    every: list[Document] = []
    if wanted.biller_id is not None:
        every.append({"biller_id": wanted.biller_id})
    else:
        # Without any account nothing may match; an empty $or would be refused.
        every.append({"$or": pairs} if pairs else {"_id": None})
    if wanted.status is not None:
        every.append({"status": wanted.status.value})
    elif not wanted.withdrawn_too:
        every.append({"status": {"$ne": BillStatus.WITHDRAWN.value}})
    if wanted.overdue_on is not None:
        unpaid = {"status": {"$in": _OPEN}, "due_on": {"$lt": wanted.overdue_on.isoformat()}}
        every.append(unpaid)
    if numbers:
        every.append({"$or": numbers})
    if after is not None:
        due_on, last = after
        further = [{"due_on": {"$lt": due_on}}, {"due_on": due_on, "_id": {"$lt": last}}]
        every.append({"$or": further})
    return {"$and": every}


def bill_of(document: Mapping[str, Any], biller: Biller | None) -> Bill:
    """The bill with its biller's present name and rules; a vanished biller takes no part sums."""
    return Bill(
        id=document["_id"],
        version=document["version"],
        biller_id=document["biller_id"],
        biller_name=biller.name if biller else "",
        rules=biller.payment_rules if biller else _UNKNOWN_RULES,
        account_number=document["account_number"],
        account_key=document["account_key"],
        account_name=document["account_name"],
        bill_number=document["bill_number"],
        currency=document["currency"],
        amount_due_minor=document["amount_due"],
        amount_paid_minor=document["amount_paid"],
        amount_reserved_minor=document["amount_reserved"],
        live_payment_id=document["live_payment_id"],
        last_payment_id=document["last_payment_id"],
        status=BillStatus(document["status"]),
        issued_on=_date(document["issued_on"]),
        due_on=date.fromisoformat(document["due_on"]),
        period_start=_date(document["period_start"]),
        period_end=_date(document["period_end"]),
        service_address=document["service_address"],
        message=document["message"],
        charges=_charges(document["charges"]),
        factor=document["factor"],
        file_id=document["file_id"],
        shard=document["shard"],
        updated_at=document["updated_at"],
    )


def _charges(documents: Sequence[Mapping[str, Any]]) -> tuple[Charge, ...]:
    return tuple(Charge(row["description"], row["amount_minor"]) for row in documents)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
