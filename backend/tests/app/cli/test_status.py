"""``paymentus status``, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from paymentus.app.wiring import Platform

BACKEND = Path(__file__).parents[3]


def status(platform: Platform, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paymentus.app.cli", "status", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(BACKEND / "src"),
            "MONGO_URL": platform.settings.mongo_url,
            "REDIS_URL": platform.settings.redis_url,
            "PAYMENTUS_DATA_DIR": str(platform.settings.data_dir),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class TestMaintenance:
    async def test_is_announced_and_called_off(self, platform: Platform) -> None:
        times = ("--from", "2099-12-01T06:00:00", "--to", "2099-12-01T07:00:00")

        planned = status(platform, "plan", *times, "Payments stop for an hour.")
        id = planned.stdout.split()[-1]
        ended = status(platform, "call-off", id)
        again = status(platform, "call-off", id)

        assert planned.stdout.startswith("✓ mnt_"), planned.stderr
        assert ended.returncode == 0
        assert (again.returncode, again.stderr.count("✗")) == (1, 1)
