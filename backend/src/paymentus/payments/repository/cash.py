"""The collection ``cash_payments``: what is recorded of cash beside its payment.

Who paid is sealed under the compliance key: the law wants it for five years (31 CFR 1010.430),
whoever else is erased. Cash of one account and day is found by the account's blind index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert
from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management import COMPLIANCE
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)
from paymentus.payments.domain.cash import CashPerson, CashTaken

CASH_PAYMENTS = "cash_payments"


def _accounts(document: Mapping[str, Any]) -> list[str]:
    return list(document["accounts"])


SEALED: Forms = {
    CASH_PAYMENTS: SealedForm(
        parts=(SealedPart({"conductor": None, "on_behalf_of": None}, lambda _: COMPLIANCE),),
        indexed={"accounts": _accounts},
    )
}
INDEXES: dict[str, list[IndexModel]] = {
    CASH_PAYMENTS: [
        IndexModel([("accounts", ASCENDING), ("business_day", ASCENDING)], name="of_account"),
        IndexModel(
            [("biller_id", ASCENDING), ("business_day", ASCENDING), ("_id", DESCENDING)],
            name="of_biller_and_day",
        ),
        IndexModel(
            [("partner", ASCENDING), ("partner_reference", ASCENDING)],
            name="partner_reference",
            unique=True,
            partialFilterExpression={"partner_reference": {"$type": "string"}},
        ),
    ]
}


@dataclass(frozen=True, slots=True)
class TakenAt:
    """What one counter has taken on one business day, in minor units."""

    location: str
    currency: str
    count: int
    total_minor: int


class CashRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._taken = database[CASH_PAYMENTS]
        self._sealed = sealed

    async def of_the_day(self, accounts: Sequence[str], day: date, *, currency: str) -> int:
        """Cash of one business day for any of these accounts, in minor units."""
        indexes = [
            await self._sealed.index(CASH_PAYMENTS, "accounts", one)
            for one in sorted(set(accounts))
        ]
        pipeline: list[Document] = [
            {
                "$match": {
                    "accounts": {"$in": indexes},
                    "business_day": day.isoformat(),
                    "currency": currency,
                }
            },
            {"$group": {"_id": None, "total": {"$sum": "$total_minor"}}},
        ]
        totals = [int(row["total"]) async for row in await self._taken.aggregate(pipeline)]
        return totals[0] if totals else 0

    async def taken(self, payment_id: str) -> CashTaken | None:
        found = await self._taken.find_one({"_id": payment_id})
        return (await self._opened([found]))[0] if found else None

    async def page(
        self, biller_id: str, day: date, *, location: str | None, below: str | None, limit: int
    ) -> list[CashTaken]:
        """What a biller's own counters took on a business day, newest first."""
        query: Document = {
            "biller_id": biller_id, "business_day": day.isoformat(), "partner": None,
        }  # fmt: skip
        if location is not None:
            query["location"] = location
        if below is not None:
            query["_id"] = {"$lt": below}
        found = self._taken.find(query).sort("_id", DESCENDING).limit(limit)
        return await self._opened(await found.to_list())

    async def by_counter(self, biller_id: str, day: date) -> list[TakenAt]:
        """What each of a biller's own counters took on a business day, by name."""
        pipeline: list[Document] = [
            {
                "$match": {
                    "biller_id": biller_id, "business_day": day.isoformat(), "partner": None,
                }
            },
            {
                "$group": {
                    "_id": {"location": "$location", "currency": "$currency"},
                    "count": {"$sum": 1},
                    "total": {"$sum": "$total_minor"},
                }
            },
            {"$sort": {"_id": 1}},
        ]  # fmt: skip
        return [
            TakenAt(row["_id"]["location"], row["_id"]["currency"], row["count"], row["total"])
            async for row in await self._taken.aggregate(pipeline)
        ]

    async def _opened(self, rows: Sequence[Document]) -> list[CashTaken]:
        return [_taken_of(row) for row in await self._sealed.opened(CASH_PAYMENTS, rows)]

    async def of_partner(self, partner: str, reference: str) -> CashTaken | None:
        """What a partner's reference has become."""
        query = {"partner": partner, "partner_reference": reference}
        found = await self._taken.find_one(query)
        return (await self._opened([found]))[0] if found else None

    async def conductor_of(self, payment_id: str) -> CashPerson | None:
        """Who stood at the counter, as they were asked who they are."""
        row = await self._taken.find_one({"_id": payment_id})
        if row is None:
            return None
        (opened,) = await self._sealed.opened(CASH_PAYMENTS, [row])
        return _person_of(opened["conductor"])


def insert_cash(taken: CashTaken) -> Insert:
    return Insert(
        CASH_PAYMENTS,
        {
            "_id": taken.payment_id,
            "biller_id": taken.biller_id,
            "location": taken.location,
            "taken_by": taken.taken_by,
            "taken_at": taken.taken_at,
            "business_day": taken.business_day.isoformat(),
            "currency": taken.currency,
            "total_minor": taken.total_minor,
            "tendered_minor": taken.tendered_minor,
            "accounts": list(taken.accounts),
            "partner": taken.partner,
            "partner_reference": taken.partner_reference,
            "conductor": _person(taken.conductor),
            "on_behalf_of": _person(taken.on_behalf_of),
        },
    )


def _taken_of(row: Mapping[str, Any]) -> CashTaken:
    """``accounts`` are left out: what is stored of them is their index."""
    taken_at: datetime = row["taken_at"]
    return CashTaken(
        payment_id=row["_id"],
        biller_id=row["biller_id"],
        location=row["location"],
        taken_by=row["taken_by"],
        taken_at=taken_at,
        business_day=date.fromisoformat(row["business_day"]),
        currency=row["currency"],
        total_minor=row["total_minor"],
        tendered_minor=row["tendered_minor"],
        accounts=(),
        conductor=_person_of(row["conductor"]),
        on_behalf_of=_person_of(row["on_behalf_of"]),
        partner=row["partner"],
        partner_reference=row["partner_reference"],
    )


def _person(person: CashPerson | None) -> Document | None:
    if person is None:
        return None
    place, given = person.address, person.identification
    return {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "birth_date": person.birth_date.isoformat(),
        "address": {name: getattr(place, name) for name in type(place).__dataclass_fields__},
        "identification": {
            "kind": given.kind.value, "number": given.number, "country": given.country,
        },
    }  # fmt: skip


def _person_of(row: Document | None) -> CashPerson | None:
    if row is None:
        return None
    given = row["identification"]
    return CashPerson(
        given_names=row["given_names"],
        family_name=row["family_name"],
        birth_date=date.fromisoformat(row["birth_date"]),
        address=Address(**row["address"]),
        identification=Identification(NumberKind(given["kind"]), given["number"], given["country"]),
    )
