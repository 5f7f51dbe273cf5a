"""Erasing a person: unreadable for good, with every proof intact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from financial_infrastructure import AuditLogger
from paymentus.app.wiring import Platform
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.foundation.clock import utc_now
from paymentus.identity.service import Erasures
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile

PLACE = {"record_id": "usr_1", "field": "users.full_name"}


@pytest.fixture
def erasures(platform: Platform) -> Erasures:
    service: Erasures = platform.get(Erasures)
    return service


@pytest.fixture
def cipher(platform: Platform) -> FieldCipher:
    service: FieldCipher = platform.get(FieldCipher)
    return service


class TestErasure:
    async def test_makes_data_unreadable_and_leaves_every_proof_valid(
        self,
        platform: Platform,
        erasures: Erasures,
        cipher: FieldCipher,
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **PLACE)
        seen = AuditRecord("user.signed_in", "usr_1", "usr_1", {"by": "password"})
        await platform.committer.commit(UnitOfWork(audit=(seen,)))
        deliveries: Deliveries = platform.get(Deliveries)
        await deliveries.drain_audit_inbox()

        await erasures.erase("usr_1", actor="usr_1", reason="asked")
        await deliveries.drain_audit_inbox()

        with pytest.raises(Erased):
            await cipher.open(sealed, **PLACE)
        with pytest.raises(Erased):
            await cipher.seal("usr_1", "Jane Roe", **PLACE)
        now = datetime.now(UTC)
        report = await AuditLogger(platform.settings).verify_audit_integrity(
            start_date=now - timedelta(days=1), end_date=now + timedelta(days=1)
        )
        assert report.is_valid
        log = platform.database["audit_log"]
        assert report.entries_checked == await log.count_documents({})
        assert await log.count_documents({"subject": "usr_1"}) == 2

    async def test_is_recorded_once_although_it_is_asked_for_twice(
        self, platform: Platform, erasures: Erasures
    ) -> None:
        for _ in range(2):
            await erasures.erase("usr_1", actor="usr_1", reason="asked")

        assert await platform.database["erasures"].count_documents({}) == 1


class TestReplay:
    async def test_destroys_what_a_restore_brought_back(
        self, platform: Platform, erasures: Erasures, cipher: FieldCipher
    ) -> None:
        vault = platform.database[DATA_KEYS]
        sealed = await cipher.seal("usr_1", "Jane Roe", **PLACE)
        await cipher.seal("usr_2", "John Doe", **PLACE)
        backup = await vault.find_one({"subject": "usr_1"})
        assert backup
        await erasures.erase("usr_1", actor="usr_1", reason="asked")
        await vault.replace_one({"_id": backup["_id"]}, backup)
        source = KeyFile(platform.settings.encryption_key_path, may_create=False)
        restored = FieldCipher(KeyStore(platform.database, source, clock=utc_now))
        assert await restored.open(sealed, **PLACE) == "Jane Roe"

        assert await erasures.replay() == 1

        fresh = FieldCipher(KeyStore(platform.database, source, clock=utc_now))
        with pytest.raises(Erased):
            await fresh.open(sealed, **PLACE)
        assert await vault.count_documents({"keyMaterial": {"$exists": True}}) == 1
        assert await erasures.replay() == 0

    async def test_lets_no_key_be_made_for_whom_the_backup_has_none(
        self, platform: Platform, erasures: Erasures, cipher: FieldCipher
    ) -> None:
        await erasures.erase("usr_1", actor="usr_1", reason="asked")
        await platform.database[DATA_KEYS].delete_many({"subject": "usr_1"})

        await erasures.replay()

        with pytest.raises(Erased):
            await cipher.seal("usr_1", "Jane Roe", **PLACE)

    async def test_finishes_what_a_crash_left(
        self, platform: Platform, erasures: Erasures, cipher: FieldCipher, tmp_path: Path
    ) -> None:
        await cipher.seal("usr_1", "Jane Roe", **PLACE)
        await platform.database["erasures"].insert_one({"_id": "usr_1"})

        assert await erasures.replay() == 1
