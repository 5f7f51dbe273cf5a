"""The evidence of an incident, collected and verified: what ``scripts/collect_forensic_data.py``
calls."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from paymentus.app.opened import opened_platform
from paymentus.commit.service import Deliveries
from paymentus.foundation.errors import Rejected
from paymentus.incidents.service import EvidenceCollection
from paymentus.incidents.service.evidence import evidence_problems, from_archive, left_out

_DRAINS_MAX = 1_000


class LogFileNotReadable(Rejected):
    """A log file that was named cannot be read, or two have the same name."""


async def collect(incident_id: str, output: Path | None, logs: Sequence[Path]) -> Path:
    """Write ``ID-evidence.zip`` or ``output``, readable by its owner only; returns where it is."""
    names = [path.name for path in logs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LogFileNotReadable(f"Two log files have the name {twice[0]}. Give one another name.")
    given = {path.name: _content(path) for path in logs}
    async with opened_platform(with_keys=True) as platform:
        deliveries: Deliveries = platform.get(Deliveries)
        # What happened a moment ago goes into the log first, also where the worker is down.
        for _ in range(_DRAINS_MAX):
            if not await deliveries.drain_audit_inbox():
                break
        evidence: EvidenceCollection = platform.get(EvidenceCollection)
        content = await evidence.bundle(incident_id, by="script", logs=given, entries_max=None)
    path = output or Path(f"{incident_id}-evidence.zip")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return path


def verify(
    path: Path, *, report_key: Path | None, log_key: str | None
) -> tuple[list[str], int, int]:
    """What is wrong with a bundle, how many entries of the log it proves, and how many that belong
    to its time it leaves out. Needs no server.

    Raises ``EvidenceNotReadable`` or ``LogFileNotReadable``.
    """
    known = _content(report_key) if report_key else None
    files = from_archive(_content(path))
    return (*evidence_problems(files, report_key=known, log_key=log_key), left_out(files))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise LogFileNotReadable(f"{path} cannot be read ({problem.strerror}).") from problem
