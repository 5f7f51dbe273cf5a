"""The collection ``billers``. Read here, written only as parts of a unit of work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from pymongo import ASCENDING, IndexModel

from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillFileRules,
    CutOff,
    DateOrder,
    DecimalMark,
    FeeModel,
    FeeRule,
    Holidays,
    Method,
    PaymentRules,
    SecondFactor,
    SecondFactorKind,
    Support,
)
from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database, Document

BILLERS = "billers"

INDEXES: dict[str, list[IndexModel]] = {
    BILLERS: [
        IndexModel([("slug", ASCENDING)], unique=True),
        IndexModel([("name_folded", ASCENDING), ("_id", ASCENDING)]),
    ]
}


class BillerRepository:
    def __init__(self, database: Database) -> None:
        self._billers = database[BILLERS]

    async def find(self, id_or_slug: str) -> Biller | None:
        document = await self._billers.find_one({"_id": id_or_slug})
        if document is None:
            document = await self._billers.find_one({"slug": id_or_slug})
        return None if document is None else biller_of(document)

    async def many(self, ids: Iterable[str]) -> list[Biller]:
        cursor = self._billers.find({"_id": {"$in": list(set(ids))}})
        return [biller_of(document) async for document in cursor]

    async def page(
        self, *, query: str, after: tuple[str, str] | None, limit: int
    ) -> list[tuple[Biller, str]]:
        """Billers by name, each with its place in the order. ``query`` is part of a name."""
        wanted: Document = {}
        if query:
            wanted["search_text"] = {"$regex": re.escape(query.casefold())}
        if after is not None:
            name, last = after
            further = [{"name_folded": {"$gt": name}}, {"name_folded": name, "_id": {"$gt": last}}]
            wanted["$or"] = further
        order = [("name_folded", ASCENDING), ("_id", ASCENDING)]
        cursor = self._billers.find(wanted).sort(order).limit(limit)
        return [(biller_of(document), document["name_folded"]) async for document in cursor]


def insertion(biller: Biller) -> Insert:
    """The write that adds a biller; a taken slug is refused by its unique index."""
    return Insert(
        BILLERS, {"_id": biller.id, "created_at": biller.created_at, **settings_document(biller)}
    )


def changes(before: Biller, after: Biller) -> Update | None:
    """The write that turns ``before`` into ``after``; None where nothing differs."""
    old, new = settings_document(before), settings_document(after)
    different = {name: value for name, value in new.items() if old[name] != value}
    return Update(BILLERS, before.id, before.version, different) if different else None


def settings_document(biller: Biller) -> Document:
    """Everything that can be edited, one field a section."""
    cut_off, form = biller.cut_off, biller.account_number
    return {
        "slug": biller.slug,
        "name": biller.name,
        "name_folded": biller.name.casefold(),
        "search_text": f"{biller.name}\n{biller.slug}\n{biller.category}".casefold(),
        "category": biller.category,
        "currency": biller.currency,
        "logo_text": biller.logo_text,
        "statement_descriptor": biller.statement_descriptor,
        "support": {
            "phone": biller.support.phone,
            "email": biller.support.email,
            "url": biller.support.url,
        },
        "fees": [_fee_document(rule) for rule in biller.fees],
        "cut_off": {
            "local_time": cut_off.local_time.isoformat("minutes"),
            "time_zone": cut_off.time_zone,
            "days_to_deliver": {method.value: days for method, days in cut_off.days_to_deliver},
            "holidays": cut_off.holidays.value,
        },
        "payment_rules": {
            "partial": biller.payment_rules.partial,
            "minimum_minor": biller.payment_rules.minimum_minor,
            "over_payment": biller.payment_rules.over_payment,
            "maximum_minor": biller.payment_rules.maximum_minor,
        },
        "account_number": {
            "pattern": form.pattern,
            "label": form.label,
            "hint": form.hint,
            "example": form.example,
        },
        "second_factor": {
            "kind": biller.second_factor.kind.value,
            "label": biller.second_factor.label,
            "hint": biller.second_factor.hint,
        },
        "bill_files": {
            "date_order": biller.bill_files.date_order.value,
            "decimal_mark": biller.bill_files.decimal_mark.value,
        },
    }


def _fee_document(rule: FeeRule) -> Document:
    return {
        "method": rule.method.value,
        "model": rule.model.value,
        "flat_minor": rule.flat_minor,
        "basis_points": rule.basis_points,
        "minimum_minor": rule.minimum_minor,
        "maximum_minor": rule.maximum_minor,
    }


def biller_of(document: Mapping[str, Any]) -> Biller:
    cut_off, form = document["cut_off"], document["account_number"]
    factor, files = document["second_factor"], document["bill_files"]
    return Biller(
        id=document["_id"],
        version=document["version"],
        slug=document["slug"],
        name=document["name"],
        category=document["category"],
        currency=document["currency"],
        logo_text=document["logo_text"],
        statement_descriptor=document["statement_descriptor"],
        support=Support(**document["support"]),
        fees=tuple(_fee_of(fee) for fee in document["fees"]),
        cut_off=CutOff(
            local_time=time.fromisoformat(cut_off["local_time"]),
            time_zone=cut_off["time_zone"],
            days_to_deliver=tuple(
                (Method(method), days) for method, days in cut_off["days_to_deliver"].items()
            ),
            holidays=Holidays(cut_off["holidays"]),
        ),
        payment_rules=PaymentRules(**document["payment_rules"]),
        account_number=AccountNumberFormat(**form),
        second_factor=SecondFactor(
            SecondFactorKind(factor["kind"]), factor["label"], factor["hint"]
        ),
        bill_files=BillFileRules(
            DateOrder(files["date_order"]), DecimalMark(files["decimal_mark"])
        ),
        shard=document["shard"],
        created_at=document["created_at"],
    )


def _fee_of(document: Mapping[str, Any]) -> FeeRule:
    return FeeRule(
        **{**document, "method": Method(document["method"]), "model": FeeModel(document["model"])}
    )
