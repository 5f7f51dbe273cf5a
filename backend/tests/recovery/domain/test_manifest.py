from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.domain.manifest import Kind, LogHead, Manifest, Part, read_manifest

MANIFEST = Manifest(
    kind=Kind.SNAPSHOT,
    name="20261123_120000.tar.gz.enc",
    database="shop",
    made_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
    since=None,
    until=(1_795_000_000, 3),
    parts=(Part("shop/a.b.metadata.json", 2, "00"), Part("shop/a.b.bson", 30, "11", 4)),
    log_heads=(LogHead("shard-0", 17, "text"),),
)


class TestAManifest:
    def test_is_read_as_it_was_written(self) -> None:
        assert read_manifest(MANIFEST.spelled()) == MANIFEST

    def test_counts_documents_by_collection(self) -> None:
        assert MANIFEST.documents == {"a.b": 4}

    @pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", MANIFEST.spelled()[:-5]])
    def test_that_is_none_is_refused(self, data: bytes) -> None:
        with pytest.raises(BackupDamaged):
            read_manifest(data)

    def test_of_a_later_form_is_refused_with_its_number(self) -> None:
        with pytest.raises(BackupDamaged, match="form 2"):
            read_manifest(MANIFEST.spelled().replace(b'"format": 1', b'"format": 2'))
