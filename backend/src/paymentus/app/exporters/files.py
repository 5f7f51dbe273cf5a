"""What lies in files and must not be forgotten: until when certificates hold, how full disks are.

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


def metrics_of(*, certificates: Sequence[Path], disks: Sequence[Path]) -> Iterator[Metric]:
    """For each file, also those of a folder, and each disk's path, one figure."""
    until = GaugeMetricFamily(
        "paymentus_certificate_not_after_timestamp_seconds",
        "Until when the first certificate of the file holds; 0 where it cannot be read.",
        labels=["file"],
    )
    for path in _files(certificates):
        until.add_metric([path.name], not_after(path).timestamp())
    free = GaugeMetricFamily(
        "paymentus_disk_free_ratio", "Share of the disk that is free, 0 to 1.", labels=["path"]
    )
    for path in disks:
        usage = shutil.disk_usage(path)
        free.add_metric([str(path)], usage.free / usage.total)
    yield from (until, free)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.iterdir())
        else:
            yield path


def not_after(path: Path) -> datetime:
    """The end of the first certificate in a PEM file: that of the server, before its issuers."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())[0].not_valid_after_utc
    except (OSError, ValueError):
        return LONG_AGO
