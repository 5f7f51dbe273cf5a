"""The data folder: one holder at a time, writable, with room."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from paymentus.app.embedded.data_folder import (
    DataFolder,
    DataFolderInUse,
    DataFolderNotWritable,
    DiskNearlyFull,
)

HOLD_AND_WAIT = """
import sys, time
from paymentus.app.embedded.data_folder import DataFolder
with DataFolder(sys.argv[1]).held():
    print("held", flush=True)
    time.sleep(60)
"""


def hold_elsewhere(path: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_AND_WAIT, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


class TestTheLock:
    def test_names_the_process_that_has_it(self, tmp_path: Path) -> None:
        with hold_elsewhere(tmp_path) as other:
            with pytest.raises(DataFolderInUse) as refusal, DataFolder(tmp_path).held():
                pass
            other.kill()

        assert f"(process {other.pid}, since 20" in refusal.value.detail
        assert "--data-dir" in refusal.value.detail

    def test_ends_with_a_holder_that_was_killed(self, tmp_path: Path) -> None:
        with hold_elsewhere(tmp_path) as other:
            other.kill()

        folder = DataFolder(tmp_path)
        with folder.held():
            assert folder.holder_before_died

    def test_remembers_nothing_bad_of_one_that_let_go(self, tmp_path: Path) -> None:
        with DataFolder(tmp_path).held():
            pass

        folder = DataFolder(tmp_path)
        with folder.held():
            assert not folder.holder_before_died


class TestWhatRuns:
    def test_is_published_only_while_somebody_holds_the_folder(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path)
        with folder.held():
            folder.publish({"environment": {"MONGO_URL": "mongodb://here"}})
            during = DataFolder(tmp_path).published()

        assert during == {"environment": {"MONGO_URL": "mongodb://here"}}
        assert DataFolder(tmp_path).published() is None


class TestADiskThatCannotBeUsed:
    def test_too_little_room_is_said_in_megabytes(self, tmp_path: Path) -> None:
        more_than_there_is = 2**62

        with (
            pytest.raises(DiskNearlyFull) as refusal,
            DataFolder(tmp_path, least_free_bytes=more_than_there_is).held(),
        ):
            pass

        assert "MB are free on the disk of" in refusal.value.detail
        assert "--data-dir" in refusal.value.detail

    def test_a_folder_that_cannot_be_written_is_said(self, tmp_path: Path) -> None:
        in_the_way = tmp_path / "a-file"
        in_the_way.write_text("")

        with (
            pytest.raises(DataFolderNotWritable, match="cannot be written"),
            DataFolder(in_the_way / "data").held(),
        ):
            pass

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs Linux's /proc")
    def test_a_read_only_file_system_is_said(self) -> None:
        with (
            pytest.raises(DataFolderNotWritable, match="cannot be written"),
            DataFolder("/proc/paymentus").held(),
        ):
            pass
