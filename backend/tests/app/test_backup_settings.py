from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from paymentus.app.backup_settings import BackupKeyUnreadable, BackupSettings
from paymentus.recovery.domain.container import BackupKeyUnfit


class TestTheKey:
    def test_comes_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BACKUP_ENCRYPTION_KEY", "from the environment")

        assert BackupSettings().secret() == "from the environment"

    def test_comes_from_a_file_without_its_line_end(self, tmp_path: Path) -> None:
        (tmp_path / "key").write_text("from a file\n")

        assert BackupSettings(encryption_key_file=tmp_path / "key").secret() == "from a file"

    def test_that_is_nowhere_is_asked_for_by_name(self) -> None:
        with pytest.raises(BackupKeyUnfit, match="BACKUP_ENCRYPTION_KEY_FILE"):
            BackupSettings(encryption_key=None).secret()

    def test_in_a_file_that_cannot_be_read_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BackupKeyUnreadable):
            BackupSettings(encryption_key_file=tmp_path / "nothing").secret()

    def test_is_not_told_where_settings_are_printed(self) -> None:
        assert "hidden" not in repr(BackupSettings(encryption_key="hidden"))


class TestTheFolder:
    def test_is_the_guides_and_kept_seven_days(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("BACKUP_DIR", "BACKUP_KEEP_DAYS"):
            monkeypatch.delenv(name, raising=False)

        assert BackupSettings().directory == Path("/backup/mongodb")
        assert BackupSettings().keep == timedelta(days=7)
