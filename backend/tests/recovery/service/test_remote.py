"""Copies over the S3 protocol, to a real server of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest

from paymentus.app.backup_settings import BackupSettings
from paymentus.foundation.clock import utc_now
from paymentus.integrations.object_storage import StorageUnavailable
from paymentus.integrations.object_storage.s3 import AddressNotOfS3, S3Folder
from paymentus.recovery.domain.names import NoSuchBackup, operations_name, snapshot_name
from paymentus.recovery.service import BackupFolder
from paymentus.recovery.service.folder import sha256_of
from paymentus.recovery.service.remote import RemoteCopies
from recovery.building import SECRET

from support.s3_server import running_s3

BUCKET, NOW = "paymentus-backups", utc_now()
# More than one part of an upload.
LARGE = bytes(range(256)) * 40_000


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with running_s3(BUCKET) as url:
        yield url


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


def storage_of(endpoint: str, folder: str) -> S3Folder:
    return S3Folder(f"s3://{BUCKET}/{folder}/", endpoint=endpoint)


def copies_in(folder: Path, storage: S3Folder) -> RemoteCopies:
    return RemoteCopies(folder=BackupFolder(folder, SECRET), storage=storage)


def a_file(folder: Path, days_ago: int, data: bytes = LARGE) -> Path:
    path = folder / snapshot_name(NOW - timedelta(days=days_ago))
    path.write_bytes(data)
    return path


class TestCopies:
    def test_come_back_as_they_were_sent(self, endpoint: str, tmp_path: Path) -> None:
        storage = storage_of(endpoint, "there-and-back")
        path = a_file(tmp_path, 0)

        minute = timedelta(minutes=1)
        # The moment of a snapshot is a few seconds before the time in its name.
        after = path.with_name(operations_name(NOW - minute / 6, NOW + minute, number=1))
        before = path.with_name(operations_name(NOW - 90 * minute, NOW - 60 * minute, number=1))
        for slice_ in (after, before):
            slice_.write_bytes(b"operations")
        sent = copies_in(tmp_path, storage).keep()
        fetched = copies_in(tmp_path / "other", storage).fetch("latest")

        assert fetched.read_bytes() == LARGE
        assert fetched.name == path.name
        assert {one.name for one in (tmp_path / "other").iterdir()} == {path.name, after.name}
        assert storage.names() == sorted([path.name, after.name, before.name])
        assert sent == [before.name, path.name, after.name]

    def test_that_could_not_be_sent_are_sent_by_the_next_run(
        self, endpoint: str, tmp_path: Path
    ) -> None:
        storage = storage_of(endpoint, "a-hole")
        first, failed, last = [a_file(tmp_path, days, b"x") for days in (3, 2, 1)]
        for path in (first, last):
            storage.upload(path, sha256=sha256_of(path))

        assert copies_in(tmp_path, storage).keep() == [failed.name]
        assert copies_in(tmp_path, storage).keep() == []
        assert failed.name in storage.names()

    def test_are_encrypted_by_the_server_too(self, endpoint: str, tmp_path: Path) -> None:
        path = a_file(tmp_path, 0, b"x")
        copies_in(tmp_path, storage_of(endpoint, "sse")).keep()

        client = boto3.client("s3", endpoint_url=endpoint)
        told = client.head_object(Bucket=BUCKET, Key=f"sse/{path.name}")

        assert told["ServerSideEncryption"] == "AES256"

    def test_are_kept_seven_days_and_the_newest(self, endpoint: str, tmp_path: Path) -> None:
        storage = storage_of(endpoint, "keeping")
        copies = copies_in(tmp_path, storage)
        names = []
        for days in (30, 8, 2):
            path = a_file(tmp_path, days, b"x")
            copies.keep()
            names.append(path.name)

        assert copies.remove_old(now=NOW, keep=timedelta(days=7)) == names[:2]
        assert storage.names() == names[2:]

    def test_that_are_not_what_was_sent_are_refused(self, endpoint: str, tmp_path: Path) -> None:
        storage = storage_of(endpoint, "changed")
        path = a_file(tmp_path, 0, b"as it was")
        storage.upload(path, sha256="0" * 64)

        with pytest.raises(StorageUnavailable, match="as it was sent"):
            copies_in(tmp_path / "other", storage).fetch("latest")

        assert list((tmp_path / "other").iterdir()) == []

    def test_of_another_date_are_not_there(self, endpoint: str, tmp_path: Path) -> None:
        with pytest.raises(NoSuchBackup):
            copies_in(tmp_path, storage_of(endpoint, "nothing")).fetch("20200101")


class TestAStore:
    def test_that_does_not_let_us_says_why(self, endpoint: str, tmp_path: Path) -> None:
        path = a_file(tmp_path, 0, b"x")

        with pytest.raises(StorageUnavailable, match="NoSuchBucket"):
            S3Folder("s3://another/", endpoint=endpoint).upload(path, sha256="")

    @pytest.mark.parametrize("url", ["", "https://bucket/", "s3:///folder", "bucket/folder"])
    def test_has_an_address_of_its_kind(self, url: str) -> None:
        with pytest.raises(AddressNotOfS3):
            S3Folder(url)

    def test_is_used_where_it_is_named(self) -> None:
        about = BackupSettings(encryption_key=SECRET)

        assert about.copies() is None
        assert about.model_copy(update={"s3_url": f"s3://{BUCKET}/mongodb/"}).copies() is not None
