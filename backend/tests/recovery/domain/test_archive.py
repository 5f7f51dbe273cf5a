from __future__ import annotations

import io
import tarfile
from dataclasses import replace
from datetime import UTC, datetime

import bson
import pytest

from paymentus.recovery.domain.archive import ArchiveReader, ArchiveWriter, Documents
from paymentus.recovery.domain.container import BackupDamaged, SealedWriter, opened_pieces
from paymentus.recovery.domain.manifest import Kind, Manifest

SECRET = "a secret of a backup, long enough to be taken"
DOCUMENTS = [bson.encode({"_id": number, "text": "x" * number}) for number in range(700)]
ROWS = b"".join(DOCUMENTS)


def written(*, change_manifest: dict[str, object] | None = None, manifest: bool = True) -> bytes:
    target = io.BytesIO()
    sealed = SealedWriter(target, header={}, secret=SECRET, salt=bytes(32))
    archive = ArchiveWriter(sealed, top="20261123_120000", seconds=1)
    archive.add("shop/bills.metadata.json", b"{}")
    with archive.part("shop/bills.bson", len(ROWS), documents=True) as part:
        part.write(ROWS[:1_001])
        part.write(ROWS[1_001:])
    said = Manifest(
        kind=Kind.SNAPSHOT,
        name="20261123_120000.tar.gz.enc",
        database="shop",
        made_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        since=None,
        until=(1, 2),
        parts=tuple(archive.parts),
    )
    if manifest:
        archive.finish(replace(said, **(change_manifest or {})))
    else:
        archive.write(bytes(1024))
        archive._zip.close()
        sealed.close()
    return target.getvalue()


def reader(data: bytes) -> ArchiveReader:
    return ArchiveReader(io.BytesIO(data), SECRET)


class TestAnArchive:
    def test_gives_back_each_document_and_counts_them(self) -> None:
        archive, found = reader(written()), []

        for part in archive.parts():
            found += [*part.documents()] if part.path.endswith(".bson") else []

        assert found == DOCUMENTS
        assert archive.manifest is not None
        assert archive.manifest.documents == {"bills": 700}

    def test_is_an_ordinary_compressed_tar_inside(self) -> None:
        plain = io.BytesIO(b"".join(opened_pieces(io.BytesIO(written()), SECRET)))

        with tarfile.open(fileobj=plain, mode="r:gz") as tar:
            names = tar.getnames()
            rows = tar.extractfile("20261123_120000/shop/bills.bson")
            assert rows is not None
            assert rows.read() == ROWS
        assert names == [
            f"20261123_120000/{name}"
            for name in ("shop/bills.metadata.json", "shop/bills.bson", "manifest.json")
        ]

    def test_is_proved_whole_whoever_reads_its_parts(self) -> None:
        assert reader(written()).check().until == (1, 2)

    def test_is_refused_where_the_manifest_says_something_else(self) -> None:
        parts = reader(written()).check().parts
        short = (replace(parts[1], documents=699),)

        for change in ({"parts": parts[:1]}, {"parts": parts[::-1]}, {"parts": parts[:1] + short}):
            with pytest.raises(BackupDamaged, match="Not as the manifest says"):
                reader(written(change_manifest=change)).check()

    def test_is_refused_without_a_manifest(self) -> None:
        with pytest.raises(BackupDamaged, match="no manifest"):
            reader(written(manifest=False)).check()

    def test_is_refused_where_a_part_is_not_as_long_as_was_said(self) -> None:
        sealed = SealedWriter(io.BytesIO(), header={}, secret=SECRET, salt=bytes(32))
        archive = ArchiveWriter(sealed, top="t", seconds=1)

        with pytest.raises(BackupDamaged, match="1 bytes, not 2"), archive.part("short", 2) as part:
            part.write(b"1")
        with pytest.raises(BackupDamaged, match="more than"):
            archive.part("long", 2).write(b"123")


class TestDocuments:
    @pytest.mark.parametrize("step", [1, 3, 4, 1_000])
    def test_are_counted_wherever_the_blocks_end(self, step: int) -> None:
        documents = Documents()

        for place in range(0, len(ROWS), step):
            documents.take(ROWS[place : place + step])

        assert documents.finish() == 700

    @pytest.mark.parametrize("data", [ROWS[:-1], b"\x04\0\0\0", b"\0\0\0\x7f", b"\x05\0"])
    def test_that_are_none_are_refused(self, data: bytes) -> None:
        documents = Documents()

        with pytest.raises(BackupDamaged):
            documents.take(data)
            documents.finish()
