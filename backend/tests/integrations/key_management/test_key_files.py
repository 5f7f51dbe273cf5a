"""The key file as the guide makes it, and what is refused."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from paymentus.integrations.key_management import MasterKeyUnfit
from paymentus.integrations.key_management.key_files import make_key_file, read_key_file


def written(path: Path, content: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


class TestReading:
    @pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
    def test_takes_the_guides_fernet_key(self, tmp_path: Path, end: bytes) -> None:
        key = Fernet.generate_key()

        assert len(read_key_file(written(tmp_path / "key", key + end))) == 32

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666, 0o620])
    def test_refuses_a_file_that_others_may_use(self, tmp_path: Path, mode: int) -> None:
        path = written(tmp_path / "key", Fernet.generate_key(), mode)

        with pytest.raises(MasterKeyUnfit, match="chmod 600"):
            read_key_file(path)

    @pytest.mark.parametrize("mode", [0o600, 0o400])
    def test_takes_a_file_of_its_owner_alone(self, tmp_path: Path, mode: int) -> None:
        assert read_key_file(written(tmp_path / "key", Fernet.generate_key(), mode))

    @pytest.mark.parametrize(
        "content",
        [b"", b"password", b"A" * 44, Fernet.generate_key()[:-4], b"\xff" * 32],
        ids=["empty", "password", "wrong padding", "cut", "not base64"],
    )
    def test_refuses_what_is_no_key(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(MasterKeyUnfit, match="is not an encryption key"):
            read_key_file(written(tmp_path / "key", content))

    def test_says_what_to_do_when_there_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(MasterKeyUnfit, match="paymentus keys init"):
            read_key_file(tmp_path / "key")


class TestMaking:
    def test_makes_a_fernet_key_of_mode_0600(self, tmp_path: Path) -> None:
        path = tmp_path / "new folder" / "key"

        assert make_key_file(path)

        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert Fernet(path.read_bytes().strip())
        assert os.listdir(path.parent) == ["key"]

    def test_never_replaces_a_file(self, tmp_path: Path) -> None:
        path = written(tmp_path / "key", Fernet.generate_key())
        before = path.read_bytes()

        assert not make_key_file(path)

        assert path.read_bytes() == before

    def test_of_several_at_once_gives_all_the_same_key(self, tmp_path: Path) -> None:
        path = tmp_path / "key"

        def make_and_read(_: int) -> bytes:
            make_key_file(path)
            return read_key_file(path)

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(make_and_read, range(40)))) == 1
