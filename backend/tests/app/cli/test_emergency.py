"""``paymentus emergency`` and the guide's script, as they are run in the night."""

from __future__ import annotations

import json

import pytest

from paymentus.app.wiring import Platform
from paymentus.incidents.domain.emergency import PaymentsPaused
from paymentus.incidents.service import EmergencySwitch

from support.commands import paymentus, place_of, script


class TestScript:
    async def test_stops_new_payments_and_is_shown_by_the_status(self, platform: Platform) -> None:
        place = place_of(platform.settings)

        done = script("enable_emergency_mode.py", "--incident", "inc_1", **place)
        status = paymentus("emergency", "status", "--json", **place)

        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("✓ Emergency mode is on since ")
        told = json.loads(status.stdout)
        assert (told["is_on"], told["by"], told["incidents"]) == (True, "script", ["inc_1"])
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        with pytest.raises(PaymentsPaused):
            await switch.require_money_may_move()
