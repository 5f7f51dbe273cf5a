from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.bringing_back import BroughtBack, Wanted, bring_back
from paymentus.app.database import require_known_form
from paymentus.app.wiring import Platform, build
from paymentus.foundation.clock import utc_now
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Client, Database
from paymentus.identity.service import IdentityService
from paymentus.incidents.domain.emergency import PaymentsPaused
from paymentus.incidents.service import EmergencySwitch
from paymentus.recovery.domain.names import NoSuchBackup
from paymentus.recovery.domain.operations import PointNotReachable
from paymentus.recovery.repository.loading import Loading
from paymentus.recovery.service import BackupFolder
from recovery.building import SECRET, backups_of


@pytest.fixture
async def fresh(platform: Platform, client: Client) -> AsyncIterator[Platform]:
    """The same settings over a database that holds nothing, as fresh servers are."""
    settings, name = platform.settings, new_id("restored")
    url = re.sub(r"/[\w.-]+\?", f"/{name}?", settings.mongo_url)
    there = build(settings.model_copy(update={"mongo_url": url}), load_or_create_log_key(settings))
    yield there
    await there.close()
    await client.drop_database(name)


async def brought(platform: Platform, folder: Path, **wanted: str) -> BroughtBack:
    return await bring_back(
        platform, BackupFolder(folder, SECRET), Wanted(**wanted), secret=SECRET, clock=utc_now
    )


async def epochs(database: Database) -> dict[str, int]:
    found = {}
    for name in ("session_epochs", "api_key_epochs"):
        document = await database[name].find_one({"_id": "platform"})
        found[name] = 0 if document is None else int(document["epoch"])
    return found


class TestAfterARestore:
    async def test_no_payment_begins_and_nobody_is_signed_in(
        self, platform: Platform, fresh: Platform, client: Client, tmp_path: Path
    ) -> None:
        """A bill paid after the backup is unpaid again: whoever pays it now is charged twice."""
        identity: IdentityService = platform.get(IdentityService)
        unit = await identity.everybody.ending_all(actor="test", reason="before", at=utc_now())
        await platform.committer.commit(unit)
        made = await backups_of(platform.client, platform.database, tmp_path).create()
        emergency: EmergencySwitch = fresh.get(EmergencySwitch)

        restored = await brought(fresh, tmp_path)

        before, after = await epochs(platform.database), await epochs(fresh.database)
        assert before["session_epochs"] > 0
        assert all(after[name] > before[name] for name in before)
        with pytest.raises(PaymentsPaused):
            await emergency.require_money_may_move()
        assert (await emergency.now()).incidents == (f"restore of {made.path.name}",)
        told = await fresh.database["audit_inbox"].distinct("type")
        assert {"emergency.on", "sessions.all_ended", "api_key.all_revoked"} <= set(told)
        assert restored.restored.manifest == made.manifest
        await require_known_form(fresh.database)

    async def test_what_was_proposed_before_cannot_let_payments_begin(
        self, platform: Platform, fresh: Platform, client: Client, tmp_path: Path
    ) -> None:
        """Emergency mode was on at the backup, and one person had proposed to end it."""
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        before = await switch.switch_on(actor="test", incident="inc_1")
        await backups_of(platform.client, platform.database, tmp_path).create()

        await brought(fresh, tmp_path)

        after = await fresh.get(EmergencySwitch).now()
        assert after.is_on
        assert after.version > before.version
        assert after.incidents[0] == "inc_1"
        assert after.incidents[1].startswith("restore of ")


class TestAMomentThatCannotBeReached:
    async def test_is_refused_before_anything_is_touched(
        self, platform: Platform, fresh: Platform, client: Client, tmp_path: Path
    ) -> None:
        made = await backups_of(platform.client, platform.database, tmp_path).create()
        await fresh.database["notes"].insert_one({"_id": 1})
        later = made.manifest.made_at + timedelta(hours=1)
        earlier = made.manifest.made_at - timedelta(hours=1)
        folder = BackupFolder(tmp_path, SECRET)

        for moment, refusal in ((later, PointNotReachable), (earlier, NoSuchBackup)):
            wanted = Wanted(until=moment.isoformat(), replace=True)
            with pytest.raises(refusal):
                await bring_back(fresh, folder, wanted, secret=SECRET, clock=utc_now)

        assert await Loading(fresh.database).found() == {"notes": 1}
