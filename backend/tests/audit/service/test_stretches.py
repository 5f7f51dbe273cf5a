"""Taking a stretch out of a stored log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from audit.building import STARTED_AT, a_leaf, a_policy, batches, write_log
from paymentus.audit.domain.stretch import verify_stretch
from paymentus.audit.service import AuditLog, LogIsEmpty
from paymentus.audit.service.stretches import LogStretches
from paymentus.foundation.mongo import Database

SIZE = 700


class TestSince:
    @pytest.mark.parametrize("tiled", [False, True])
    async def test_begins_at_the_last_checkpoint_before_and_proves_itself(
        self, database: Database, tiled: bool
    ) -> None:
        await write_log(database, batches(SIZE, 70))
        log = AuditLog(database, a_policy())
        if tiled:
            await log.build_tiles()
        stretches = LogStretches(database, log)

        whole = await stretches.since(STARTED_AT - timedelta(days=1))
        newest = await stretches.since(STARTED_AT + timedelta(days=1), limit=100)

        assert (whole.before.size, len(whole.leaves)) == (0, SIZE)
        assert newest.before.size + len(newest.leaves) == SIZE
        assert newest.leaves[-1] == a_leaf(SIZE - 1)
        for stretch in (whole, newest):
            policy = log.policy
            proven = verify_stretch(stretch, policy.log_key, origin=policy.origin)
            assert proven == len(stretch.leaves)

    async def test_is_never_longer_than_asked_for(self, database: Database) -> None:
        await write_log(database, batches(SIZE, 70))
        log = AuditLog(database, a_policy())

        stretch = await LogStretches(database, log).since(STARTED_AT - timedelta(days=1), limit=33)

        assert len(stretch.leaves) == 33
        verify_stretch(stretch, log.policy.log_key, origin=log.policy.origin)

    async def test_of_an_empty_log_says_so(self, database: Database) -> None:
        with pytest.raises(LogIsEmpty):
            await LogStretches(database, AuditLog(database, a_policy())).since(STARTED_AT)
