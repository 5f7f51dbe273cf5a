"""The collection ``cash_payments``: what is recorded of cash beside its payment.

Who paid is sealed under the compliance key: the law wants it for five years (31 CFR 1010.430),
whoever else is erased. Cash of one account and day is found by the account's blind index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pymongo import ASCENDING, IndexModel

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
            [("partner", ASCENDING), ("partner_reference", ASCENDING)],
            name="partner_reference",
            unique=True,
            partialFilterExpression={"partner_reference": {"$type": "string"}},
        ),
    ]
}


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

    async def payment_of(self, partner: str, reference: str) -> str | None:
        """The payment that a partner's reference has become."""
        query = {"partner": partner, "partner_reference": reference}
        found = await self._taken.find_one(query, {"_id": 1})
        return str(found["_id"]) if found else None

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
