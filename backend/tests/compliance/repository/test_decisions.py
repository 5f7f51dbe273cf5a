"""Decisions as stored: found by whom they are about, their reason sealed."""

from __future__ import annotations

from compliance.domain.screening.test_decisions import AT, a_decision
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.repository.decisions import (
    DECISIONS,
    DecisionsRepository,
    end_decision,
    insert_decision,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


async def test_a_decision_is_found_whole_until_it_is_ended(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    decisions, decision = DecisionsRepository(database, sealed), a_decision()
    await committer.commit(UnitOfWork(inserts=(insert_decision(decision),)))
    about = await decisions.about(["usr_1", "usr_9"])

    await committer.commit(UnitOfWork(updates=(end_decision(decision, decision.ended(AT)),)))

    assert about == [decision]
    assert await decisions.about(["usr_1"]) == []
    ended = await decisions.find("dec_1")
    assert ended is not None
    assert ended.ended_at == AT
    assert len(await decisions.page(below=None, limit=5)) == 1


async def test_the_reason_is_sealed(database: Database, committer: Committer) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_decision(a_decision()),)))

    assert "passport" not in str(await database[DECISIONS].find_one({}))
