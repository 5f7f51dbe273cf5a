"""Bills as stored, and the reads over them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pymongo import DESCENDING

from paymentus.billers.domain import Biller, PaymentRules
from paymentus.bills.domain import Bill, BillStatus, Charge
from paymentus.bills.domain.bill import COLLECTION as BILLS
from paymentus.bills.domain.bill_file import ROWS
from paymentus.foundation.mongo import Database, Document

_UNKNOWN_RULES = PaymentRules()
_OPEN = [BillStatus.OPEN.value, BillStatus.PART_PAID.value]


@dataclass(frozen=True, slots=True)
class BillFilter:
    """Which bills of a list: of one biller, or of some accounts ``(biller id, account key)``.

    ``number`` is the beginning of an account or bill number, as compared. ``overdue_on`` keeps
    bills that are not paid in full and were due before that day.
    """

    biller_id: str | None = None
    accounts: tuple[tuple[str, str], ...] = ()
    status: BillStatus | None = None
    overdue_on: date | None = None
    withdrawn_too: bool = True
    account_prefix: str = ""
    bill_prefix: str = ""


class BillRepository:
    def __init__(self, database: Database) -> None:
        self._bills = database[BILLS]

    async def documents(self, ids: Collection[str]) -> dict[str, Document]:
        """Stored bills by id; unknown ids are left out."""
        cursor = self._bills.find({"_id": {"$in": list(ids)}}, batch_size=1000)
        # One answer for a whole chunk: a cursor's own paging would cost round trips.
        return {document["_id"]: document for document in await cursor.to_list()}

    async def states(self, ids: Collection[str]) -> list[Document]:
        """What decides whether a bill may be withdrawn, and no more."""
        fields = {"version": 1, "status": 1, "live_payment_id": 1, "bill_number": 1}
        return await self._bills.find(
            {"_id": {"$in": list(ids)}}, fields, batch_size=1000
        ).to_list()

    async def page(
        self, wanted: BillFilter, *, after: tuple[str, str] | None, limit: int
    ) -> list[Document]:
        """Latest due first. ``after`` is due date and id of the last one shown."""
        cursor = self._bills.find(_query(wanted, after))
        cursor = cursor.sort([("due_on", DESCENDING), ("_id", DESCENDING)]).limit(limit)
        return await cursor.to_list()

    async def of_account(self, biller_id: str, account_key: str, *, limit: int) -> list[Document]:
        """Latest due first, whatever their status."""
        cursor = self._bills.find({"biller_id": biller_id, "account_key": account_key})
        return await cursor.sort([("due_on", DESCENDING)]).limit(limit).to_list()

    async def latest_factor(self, biller_id: str, account_key: str) -> str | None:
        """The hashed second factor of the account's latest due bill that is not withdrawn."""
        wanted = {
            "biller_id": biller_id,
            "account_key": account_key,
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


def _query(wanted: BillFilter, after: tuple[str, str] | None) -> Document:
    every: list[Document] = []
    if wanted.biller_id is not None:
        every.append({"biller_id": wanted.biller_id})
    else:
        pairs = [{"biller_id": biller, "account_key": key} for biller, key in wanted.accounts]
        # Without any account nothing may match; an empty $or would be refused.
        every.append({"$or": pairs} if pairs else {"_id": None})
    if wanted.status is not None:
        every.append({"status": wanted.status.value})
    elif not wanted.withdrawn_too:
        every.append({"status": {"$ne": BillStatus.WITHDRAWN.value}})
    if wanted.overdue_on is not None:
        unpaid = {"status": {"$in": _OPEN}, "due_on": {"$lt": wanted.overdue_on.isoformat()}}
        every.append(unpaid)
    prefixes = [
        {field: {"$gte": prefix, "$lt": prefix + "\uffff"}}
        for field, prefix in (
            ("account_key", wanted.account_prefix),
            ("bill_key", wanted.bill_prefix),
        )
        if prefix
    ]
    if prefixes:
        every.append({"$or": prefixes})
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
