"""The collections ``kyc_documents`` and ``kyc_document_bytes``.

The bytes of a document stand in MongoDB, in sealed pieces, and not in a folder: any server can
read them, a backup of the database has them, and destroying the customer's identification key
makes them unreadable everywhere. They are written before the document that names them is committed:
bytes that nothing names are of no use to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.documents import (
    IDENTITY,
    DocumentKind,
    DocumentNotFound,
    KycDocument,
)
from paymentus.compliance.domain.kyc.states import DocumentState
from paymentus.compliance.repository.kyc_profiles import CustomersUnavailable, identification_key
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

DOCUMENTS = "kyc_documents"
BYTES = "kyc_document_bytes"
PIECE_BYTES = 512 * 1024

_ALL = 200

SEALED: Forms = {
    DOCUMENTS: SealedForm(
        parts=(
            SealedPart(
                {"file_name": "", "mrz": None, "checks": [], "reason": None, "sha256": ""},
                lambda document: identification_key(document["user_id"]),
                named_by=("user_id",),
            ),
        )
    )
}

INDEXES: dict[str, list[IndexModel]] = {
    DOCUMENTS: [
        # The guide names this one.
        IndexModel([("user_id", ASCENDING), ("verification_status", ASCENDING)]),
        IndexModel([("verification_status", ASCENDING), ("expires_on", ASCENDING)]),
        IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)], name="of_user_newest_first"),
    ],
    BYTES: [],
}


class KycDocumentsRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._documents = database[DOCUMENTS]
        self._bytes = database[BYTES]
        self._sealed = sealed

    async def of_user(self, user_id: str) -> list[KycDocument]:
        """Newest first."""
        return await self._read({"user_id": user_id}, limit=_ALL)

    async def identities_of(self, user_ids: Iterable[str]) -> dict[str, list[KycDocument]]:
        """What shows who somebody is, newest first, by customer."""
        kinds = sorted(kind.value for kind in IDENTITY)
        query = {"user_id": {"$in": list(user_ids)}, "kind": {"$in": kinds}}
        found: dict[str, list[KycDocument]] = {}
        for document in await self._read(query, limit=0):
            found.setdefault(document.user_id, []).append(document)
        return found

    async def find(self, document_id: str) -> KycDocument | None:
        found = await self._read({"_id": document_id}, limit=1)
        return found[0] if found else None

    async def outdated(self, on: date, *, limit: int) -> list[KycDocument]:
        """Verified ones whose last day has passed."""
        query = {
            "verification_status": DocumentState.VERIFIED.value,
            "expires_on": {"$ne": None, "$lt": on.isoformat()},
        }
        return await self._read(query, limit=limit)

    async def put(self, document_id: str, content: bytes, *, user_id: str) -> None:
        """Keep the bytes, sealed."""
        for number, start in enumerate(range(0, len(content), PIECE_BYTES)):
            data = await self._sealed.cipher.seal(
                identification_key(user_id),
                content[start : start + PIECE_BYTES],
                record_id=document_id,
                field=piece_field(number),
            )
            async with answering(CustomersUnavailable):
                await self._bytes.insert_one({"_id": f"{document_id}/{number}", "data": data})

    async def content(self, document: KycDocument) -> bytes:
        """All of it. Raises ``DocumentNotFound`` when it is gone, ``Erased``, ``SealBroken``."""
        content = bytearray()
        for number in range(_pieces(document.size)):
            async with answering(CustomersUnavailable):
                piece = await self._bytes.find_one({"_id": f"{document.id}/{number}"})
            if piece is None:
                raise DocumentNotFound("The picture of this document was removed.")
            content += await self._sealed.cipher.open(
                piece["data"], record_id=document.id, field=piece_field(number)
            )
        return bytes(content)

    async def drop(self, document_id: str, *, size: int) -> None:
        """Safe to repeat."""
        names = [f"{document_id}/{number}" for number in range(_pieces(size))]
        async with answering(CustomersUnavailable):
            await self._bytes.delete_many({"_id": {"$in": names}})

    async def _read(self, query: dict[str, Any], *, limit: int) -> list[KycDocument]:
        async with answering(CustomersUnavailable):
            found = self._documents.find(query).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        return [_document(one) for one in await self._sealed.opened(DOCUMENTS, documents)]


def piece_field(number: int) -> str:
    """What binds a sealed piece to its place in the document."""
    return f"{BYTES}.data/{number}"


def insert_document(document: KycDocument) -> Insert:
    return Insert(
        DOCUMENTS,
        {
            "_id": document.id,
            "kind": document.kind.value,
            "media_type": document.media_type,
            "size": document.size,
            "uploaded_at": document.uploaded_at,
            **_changing(document),
        },
    )


def update_document(document: KycDocument) -> Update:
    """``document`` as it is to be, with the version that was read."""
    return Update(DOCUMENTS, document.id, document.version, _changing(document))


def _changing(document: KycDocument) -> dict[str, Any]:
    return {
        "user_id": document.user_id,
        "verification_status": document.state.value,
        "expires_on": document.expires_on.isoformat() if document.expires_on else None,
        "decided_by": document.decided_by,
        "decided_at": document.decided_at,
        "file_name": document.file_name,
        "mrz": document.mrz,
        "checks": [
            {"code": check.code, "outcome": check.outcome.value, "words": check.words}
            for check in document.checks
        ],
        "reason": document.reason,
        "sha256": document.sha256,
    }


def _pieces(size: int) -> int:
    return -(-size // PIECE_BYTES)


def _document(document: Document) -> KycDocument:
    expires_on = document["expires_on"]
    return KycDocument(
        id=document["_id"],
        user_id=document["user_id"],
        kind=DocumentKind(document["kind"]),
        media_type=document["media_type"],
        size=document["size"],
        sha256=document["sha256"],
        file_name=document["file_name"],
        uploaded_at=document["uploaded_at"],
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
        mrz=document["mrz"],
        checks=tuple(
            Check(check["code"], Outcome(check["outcome"]), check["words"])
            for check in document["checks"]
        ),
        state=DocumentState(document["verification_status"]),
        decided_by=document["decided_by"],
        decided_at=document["decided_at"],
        reason=document["reason"],
        version=document["version"],
    )
