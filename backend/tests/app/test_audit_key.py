from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from paymentus.app.audit_key import AuditKeyMissing, load_or_create_log_key
from paymentus.foundation.settings import Environment, Settings

SOURCE = Path(__file__).parents[2] / "src"
PRINT_KEY = """
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.foundation.settings import Settings

print(load_or_create_log_key(Settings()).vkey)
"""


def settings(folder: Path, **changes: Any) -> Settings:
    return Settings(environment=Environment.TEST, data_dir=folder / "new" / "data", **changes)


class TestLogKey:
    def test_is_made_once_and_then_read(self, tmp_path: Path) -> None:
        made = load_or_create_log_key(settings(tmp_path))
        again = load_or_create_log_key(settings(tmp_path))

        assert made.vkey == again.vkey
        assert made.name == settings(tmp_path).audit_origin

    def test_is_readable_by_its_owner_alone(self, tmp_path: Path) -> None:
        load_or_create_log_key(settings(tmp_path))

        mode = settings(tmp_path).audit_key_path.stat().st_mode
        assert stat.S_IMODE(mode) == 0o600

    def test_is_one_for_processes_that_start_together(self, tmp_path: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCE),
            "PAYMENTUS_DATA_DIR": str(tmp_path / "data"),
        }
        starting = [
            subprocess.Popen([sys.executable, "-c", PRINT_KEY], env=environment, stdout=PIPE)
            for _ in range(4)
        ]

        keys = {process.communicate(timeout=60)[0] for process in starting}

        assert [process.returncode for process in starting] == [0] * 4
        assert len(keys) == 1

    def test_is_never_made_in_production(self, tmp_path: Path) -> None:
        # The settings themselves refuse a missing file; here it went away after that.
        production = Settings().model_copy(
            update={"environment": Environment.PRODUCTION, "audit_key_file": tmp_path / "key"}
        )

        with pytest.raises(AuditKeyMissing):
            load_or_create_log_key(production)
        assert not (tmp_path / "key").exists()
