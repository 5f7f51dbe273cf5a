"""Ages and due dates of keys."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from paymentus.app.key_ages import KeyAge, KeyState, key_ages
from paymentus.app.wiring import Platform
from paymentus.foundation.clock import utc_now
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.report_key import make_report_key

WARN = timedelta(days=30)


async def looked_at(platform: Platform, now: datetime) -> dict[str, KeyAge]:
    ages = await key_ages(platform.settings, platform.database, platform.keys, now=now, warn=WARN)
    return {one.name: one for one in ages}


class TestKeyAges:
    async def test_of_a_new_installation_are_not_there_yet(self, platform: Platform) -> None:
        ages = await looked_at(platform, utc_now())

        assert {one.state for one in ages.values()} == {KeyState.ABSENT}

    async def test_are_fine_then_due_soon_then_overdue(self, platform: Platform) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        await cipher.seal("usr_1", "x", record_id="r", field="f")
        path = platform.settings.rsa_private_key_path
        make_report_key(path, None)
        now = utc_now()

        states = {}
        for days in (0, 340, 366, 710, 731):
            ages = await looked_at(platform, now + timedelta(days=days))
            states[days] = [ages[name].state for name in ("master key", "data keys", "report key")]

        fine, soon, over = KeyState.FINE, KeyState.DUE_SOON, KeyState.OVERDUE
        assert states == {
            0: [fine, fine, fine],
            340: [soon, fine, fine],
            366: [over, fine, fine],
            710: [over, soon, soon],
            731: [over, over, over],
        }
        os.chmod(path, 0o644)
        ages = await looked_at(platform, now)
        assert ages["report key"].state == KeyState.UNFIT
        assert "chmod 600" in ages["report key"].note
