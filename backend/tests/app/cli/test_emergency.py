"""``paymentus emergency`` and the guide's script, as they are run in the night."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from paymentus.app.wiring import Platform
from paymentus.incidents.domain.emergency import PaymentsPaused
from paymentus.incidents.service import EmergencySwitch

BACKEND = Path(__file__).parents[3]


def run(platform: Platform, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(BACKEND / "src"),
            "MONGO_URL": platform.settings.mongo_url,
            "REDIS_URL": platform.settings.redis_url,
            "PAYMENTUS_DATA_DIR": str(platform.settings.data_dir),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class TestScript:
    async def test_stops_new_payments_and_is_shown_by_the_status(self, platform: Platform) -> None:
        script = str(BACKEND / "scripts/enable_emergency_mode.py")

        done = run(platform, script, "--incident", "inc_1")
        status = run(platform, "-m", "paymentus.app.cli", "emergency", "status", "--json")

        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("✓ Emergency mode is on since ")
        told = json.loads(status.stdout)
        assert (told["is_on"], told["by"], told["incidents"]) == (True, "script", ["inc_1"])
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        with pytest.raises(PaymentsPaused):
            await switch.require_money_may_move()
