from __future__ import annotations

import pytest

from paymentus.approvals.repository import ApprovalsRepository, ApprovalsUnavailable
from paymentus.foundation import mongo


class TestRepository:
    async def test_says_so_when_the_database_is_away(self, mongo_url: str) -> None:
        client, database = mongo.connect(mongo_url)
        await client.close()
        approvals = ApprovalsRepository(database, None)

        with pytest.raises(ApprovalsUnavailable):
            await approvals.find("apr_1")
        with pytest.raises(ApprovalsUnavailable):
            await approvals.page(kinds=["role_grant"], is_open=True, below=None, limit=1)
