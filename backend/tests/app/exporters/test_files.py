from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from paymentus.app.exporters.files import LONG_AGO, metrics_of, not_after

from support.certificates import Authority


class TestCertificates:
    def test_are_known_by_the_end_of_the_first_one_of_their_file(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path / "ca")
        issued = authority.issue("api")
        chain = tmp_path / "fullchain.pem"
        chain.write_bytes(issued.certificate.read_bytes() + authority.ca_file.read_bytes())

        left = not_after(chain) - datetime.now(UTC)

        assert timedelta(days=1, hours=23) < left <= timedelta(days=2)

    def test_of_a_folder_are_named_one_by_one(self, tmp_path: Path) -> None:
        authority = Authority(tmp_path / "ca")
        (tmp_path / "inner").mkdir()
        for name in ("redis", "mongo"):
            authority.issue(name).certificate.rename(tmp_path / "inner" / f"{name}.crt")

        families = metrics_of(certificates=[tmp_path / "inner"], disks=[])

        samples = [sample for family in families for sample in family.samples]
        assert [one.labels["file"] for one in samples] == ["mongo.crt", "redis.crt"]
        assert all(one.value > 0 for one in samples)

    def test_that_cannot_be_read_count_as_run_out(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken.pem"
        broken.write_text("-----BEGIN CERTIFICATE-----\n")

        assert [not_after(path) for path in (broken, tmp_path / "none.pem")] == [LONG_AGO] * 2


class TestDisks:
    def test_are_free_in_part(self, tmp_path: Path) -> None:
        families = list(metrics_of(certificates=[], disks=[tmp_path]))

        (free,) = [sample.value for family in families for sample in family.samples]
        assert 0 < free < 1
