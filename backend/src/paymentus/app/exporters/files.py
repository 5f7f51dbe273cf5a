"""What lies in files and must not be forgotten: until when certificates hold, how old the newest
backup is, how full disks are.

All of it is read anew for each scrape. A certificate that cannot be read counts as run out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from prometheus_client.core import GaugeMetricFamily, Metric

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def metrics_of(
    *, certificates: Sequence[Path], backups: Path | None, disks: Sequence[Path]
) -> Iterator[Metric]:
    """``backups`` is the folder that holds a file for each one; without any, its time is 0."""
    until = GaugeMetricFamily(
        "paymentus_certificate_not_after_timestamp_seconds",
        "Until when the first certificate of the file holds; 0 where it cannot be read.",
        labels=["file"],
    )
    for path in certificates:
        until.add_metric([path.name], not_after(path).timestamp())
    free = GaugeMetricFamily(
        "paymentus_disk_free_ratio", "Share of the disk that is free, 0 to 1.", labels=["path"]
    )
    for path in disks:
        usage = shutil.disk_usage(path)
        free.add_metric([str(path)], usage.free / usage.total)
    yield from (until, free)
    if backups is not None:
        newest = newest_backup(backups)
        age = GaugeMetricFamily(
            "paymentus_backup_newest_timestamp_seconds", "When the newest backup was written."
        )
        age.add_metric([], newest.stat().st_mtime if newest else 0.0)
        size = GaugeMetricFamily("paymentus_backup_newest_bytes", "Size of the newest backup.")
        size.add_metric([], newest.stat().st_size if newest else 0.0)
        yield from (age, size)


def not_after(path: Path) -> datetime:
    """The end of the first certificate in a PEM file: that of the server, before its issuers."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError):
        return LONG_AGO


def newest_backup(folder: Path) -> Path | None:
    """The newest finished one: only what is encrypted counts as finished."""
    found = folder.glob("*.enc") if folder.is_dir() else ()
    return max(found, key=lambda path: path.stat().st_mtime, default=None)
