from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paymentus.app.exporters.files import LONG_AGO, metrics_of, newest_backup, not_after

from support.certificates import Authority


def values(
    *, certificates: list[Path], backups: Path | None, disks: list[Path]
) -> dict[str, float]:
    return {
        sample.name: sample.value
        for metric in metrics_of(certificates=certificates, backups=backups, disks=disks)
        for sample in metric.samples
    }


class TestCertificates:
    def test_are_known_by_the_end_of_the_first_one_of_their_file(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path / "ca")
        issued = authority.issue("api")
        chain = tmp_path / "fullchain.pem"
        chain.write_bytes(issued.certificate.read_bytes() + authority.ca_file.read_bytes())

        left = not_after(chain) - datetime.now(UTC)

        assert timedelta(days=1, hours=23) < left <= timedelta(days=2)

    def test_that_cannot_be_read_count_as_run_out(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken.pem"
        broken.write_text("-----BEGIN CERTIFICATE-----\n")

        assert [not_after(path) for path in (broken, tmp_path / "none.pem")] == [LONG_AGO] * 2


class TestBackups:
    def test_are_as_old_as_the_newest_finished_one(self, tmp_path: Path) -> None:
        for name, written in (
            ("a.tar.gz.enc", 1_000),
            ("b.tar.gz.enc", 2_000),
            ("c.tar.gz", 3_000),
        ):
            (tmp_path / name).write_bytes(b"x" * written)
            os.utime(tmp_path / name, (written, written))

        found = values(certificates=[], backups=tmp_path, disks=[tmp_path])

        assert found["paymentus_backup_newest_timestamp_seconds"] == 2_000
        assert found["paymentus_backup_newest_bytes"] == 2_000
        assert 0 < found["paymentus_disk_free_ratio"] < 1

    def test_that_were_never_made_are_from_the_beginning_of_time(self, tmp_path: Path) -> None:
        found = values(certificates=[], backups=tmp_path / "none", disks=[])

        assert newest_backup(tmp_path) is None
        assert found["paymentus_backup_newest_timestamp_seconds"] == 0
