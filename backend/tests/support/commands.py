"""Our commands and the guide's scripts as people and cron run them: processes of their own, run
until they end, which know nothing of this one but what they are given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from paymentus.foundation.settings import Settings

BACKEND = Path(__file__).parents[2]
_SECONDS_MAX = 120
Done = subprocess.CompletedProcess[str]


def place_of(settings: Settings) -> dict[str, str]:
    """The variables that lead a process to the same database, Redis and key files."""
    return {
        "MONGO_URL": settings.mongo_url,
        "REDIS_URL": settings.redis_url,
        "PAYMENTUS_DATA_DIR": str(settings.data_dir),
    }


def paymentus(*arguments: str, cwd: Path | None = None, **environment: str) -> Done:
    """``paymentus …``"""
    return python("-m", "paymentus.app.cli", *arguments, cwd=cwd, **environment)


def script(name: str, *arguments: str, **environment: str) -> Done:
    """One of ``backend/scripts``."""
    return python(str(BACKEND / "scripts" / name), *arguments, **environment)


def python(*arguments: str, cwd: Path | None = None, **environment: str) -> Done:
    return subprocess.run(
        [sys.executable, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND / "src"), **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=_SECONDS_MAX,
        check=False,
    )
