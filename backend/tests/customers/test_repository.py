from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.customers.domain import LinkedAccount
from paymentus.customers.repository import (
    LinkedAccountRepository,
    insertion,
    linked_again,
    unlinked,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ACCOUNT = LinkedAccount("acc_1", 1, "usr_1", "blr_1", "NE-1", "NE1", "Home", NOW)


class TestLinkedAccountRepository:
    async def test_reads_what_was_committed(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        repository = LinkedAccountRepository(database, sealed)
        await committer.commit(UnitOfWork(inserts=(insertion(ACCOUNT),)))

        assert await repository.find("acc_1") == ACCOUNT
        assert await repository.of_user("usr_1") == [ACCOUNT]
        assert await repository.of_user("usr_2") == []
        assert await repository.find("acc_2") is None

    async def test_leaves_removed_accounts_out_until_they_come_back(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        repository = LinkedAccountRepository(database, sealed)
        later = NOW + timedelta(days=1)
        await committer.commit(UnitOfWork(inserts=(insertion(ACCOUNT),)))
        await committer.commit(UnitOfWork(updates=(unlinked(ACCOUNT, at=NOW),)))
        gone = await repository.of_user("usr_1")
        removed = await repository.find("acc_1")
        assert removed is not None

        again = linked_again(removed, nickname=None, at=later)
        await committer.commit(UnitOfWork(updates=(again,)))

        assert (gone, removed.unlinked_at) == ([], NOW)
        found = await repository.of_user("usr_1")
        assert [(account.nickname, account.linked_at) for account in found] == [(None, later)]
