"""The collection ``freezes``. A party has at most one active freeze of each kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import PyMongoError

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.cases.freezes import Freeze, FreezeKind
from paymentus.compliance.repository.alerts import COMPLIANCE_KEY
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

FREEZES = "freezes"

SEALED: Forms = {
    FREEZES: SealedForm(parts=(SealedPart({"party_name": ""}, lambda _: COMPLIANCE_KEY),)),
}

INDEXES: dict[str, list[IndexModel]] = {
    FREEZES: [
        # ``active`` is gone once it is lifted.
        IndexModel(
            [("party_id", ASCENDING), ("kind", ASCENDING)],
            name="one_active_of_a_kind",
            unique=True,
            partialFilterExpression={"active": True},
        ),
        IndexModel([("active", ASCENDING), ("_id", DESCENDING)], name="active_newest_first"),
    ]
}


class FreezesUnavailable(Unavailable):
    """We cannot read the freezes just now. Try again in a moment."""


class FreezesRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._freezes = database[FREEZES]
        self._sealed = sealed

    async def find(self, freeze_id: str) -> Freeze | None:
        found = await self._read({"_id": freeze_id}, limit=1)
        return found[0] if found else None

    async def active_of(self, party_ids: Collection[str]) -> list[Freeze]:
        """One read, whoever takes part in a transfer."""
        ids = sorted(set(party_ids))
        return await self._read({"party_id": {"$in": ids}, "active": True}, limit=2 * len(ids))

    async def of_case(self, case_id: str) -> list[Freeze]:
        return await self._read({"case_id": case_id}, limit=100)

    async def page(self, *, active: bool, below: str | None, limit: int) -> list[Freeze]:
        """Newest first; those in force, or those that were lifted."""
        query: Document = {"active": True if active else {"$exists": False}}
        if below is not None:
            query["_id"] = {"$lt": below}
        return await self._read(query, limit=limit)

    async def _read(self, query: Mapping[str, Any], *, limit: int) -> list[Freeze]:
        try:
            found = self._freezes.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        except PyMongoError as error:
            raise FreezesUnavailable() from error
        return [_freeze(one) for one in await self._sealed.opened(FREEZES, documents)]


def insert_freeze(freeze: Freeze) -> Insert:
    """Refused with ``AlreadyExists`` when the party is frozen in this way already."""
    return Insert(
        FREEZES,
        {
            "_id": freeze.id,
            "party_id": freeze.party_id,
            "party_name": freeze.party_name,
            "kind": freeze.kind.value,
            "case_id": freeze.case_id,
            "began_at": freeze.began_at,
            "began_by": freeze.began_by,
            "active": True,
            **_end(freeze),
        },
    )


def lift_freeze(before: Freeze, after: Freeze) -> Update:
    return Update(FREEZES, before.id, before.version, _end(after), ("active",))


def _end(freeze: Freeze) -> Document:
    return {
        "lifted_at": freeze.lifted_at,
        "lifted_by": freeze.lifted_by,
        "license_number": freeze.license_number,
    }


def _freeze(document: Document) -> Freeze:
    return Freeze(
        id=document["_id"],
        party_id=document["party_id"],
        party_name=document["party_name"],
        kind=FreezeKind(document["kind"]),
        case_id=document["case_id"],
        began_at=document["began_at"],
        began_by=document["began_by"],
        lifted_at=document["lifted_at"],
        lifted_by=document["lifted_by"],
        license_number=document["license_number"],
        version=document["version"],
    )
