"""Documents and their bytes: found again whole, sealed, bound to their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.documents import DocumentNotFound
from paymentus.compliance.domain.kyc.states import DocumentState
from paymentus.compliance.repository.kyc_documents import (
    BYTES,
    DOCUMENTS,
    PIECE_BYTES,
    KycDocumentsRepository,
    insert_document,
    update_document,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import SealBroken
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.customers import AT, a_document, a_picture, passport_zone

CONTENT = a_picture() + bytes(range(256)) * (PIECE_BYTES // 200)
DOCUMENT = a_document(
    size=len(CONTENT), mrz=passport_zone(), checks=(Check("x", Outcome.PASSED, "Fits McMillan."),)
)


@pytest.fixture
def documents(database: Database, sealed: SealedDocuments) -> KycDocumentsRepository:
    return KycDocumentsRepository(database, sealed)


async def test_a_document_is_found_whole_and_stands_sealed(
    documents: KycDocumentsRepository, committer: Committer, database: Database
) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_document(DOCUMENT),)))

    assert await documents.find(DOCUMENT.id) == replace(DOCUMENT, version=1)
    assert [one.id for one in await documents.of_user("usr_1")] == [DOCUMENT.id]
    stored = str(await database[DOCUMENTS].find_one({}))
    assert "MCMILLAN" not in stored.upper()
    assert "passport.png" not in stored


async def test_the_guides_index_is_there(database: Database) -> None:
    keys = [index["key"] for index in (await database[DOCUMENTS].index_information()).values()]

    assert [("user_id", 1), ("verification_status", 1)] in keys


async def test_outdated_are_those_verified_whose_day_has_passed(
    documents: KycDocumentsRepository, committer: Committer
) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_document(DOCUMENT),)))
    read = await documents.find(DOCUMENT.id)
    assert read is not None
    assert await documents.outdated(date(2031, 5, 2), limit=5) == []
    verified = replace(read, state=DocumentState.VERIFIED, decided_by="usr_2", decided_at=AT)
    await committer.commit(UnitOfWork(updates=(update_document(verified),)))

    assert await documents.outdated(date(2031, 5, 1), limit=5) == []
    assert len(await documents.outdated(date(2031, 5, 2), limit=5)) == 1


class TestBytes:
    async def test_come_back_whole_and_stand_sealed_in_pieces(
        self, documents: KycDocumentsRepository, database: Database
    ) -> None:
        await documents.put(DOCUMENT.id, CONTENT, user_id="usr_1")

        assert await documents.content(DOCUMENT) == CONTENT
        pieces = await database[BYTES].find({}).to_list()
        assert len(pieces) == 2
        assert not any(CONTENT[:40] in piece["data"] for piece in pieces)

    async def test_of_one_place_do_not_open_in_another(
        self, documents: KycDocumentsRepository, database: Database
    ) -> None:
        await documents.put(DOCUMENT.id, CONTENT, user_id="usr_1")
        first = await database[BYTES].find_one({"_id": f"{DOCUMENT.id}/0"})
        assert first is not None
        await database[BYTES].update_one(
            {"_id": f"{DOCUMENT.id}/1"}, {"$set": {"data": first["data"]}}
        )

        with pytest.raises(SealBroken):
            await documents.content(DOCUMENT)

    async def test_that_were_dropped_are_gone(
        self, documents: KycDocumentsRepository, database: Database
    ) -> None:
        await documents.put(DOCUMENT.id, CONTENT, user_id="usr_1")

        await documents.drop(DOCUMENT.id, size=DOCUMENT.size)

        assert await database[BYTES].count_documents({}) == 0
        with pytest.raises(DocumentNotFound):
            await documents.content(DOCUMENT)
