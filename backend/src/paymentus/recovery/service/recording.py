"""What is written down about a backup: its record for metrics, and an event in the audit log."""

from __future__ import annotations

from datetime import datetime

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.foundation.ids import new_id
from paymentus.recovery.repository.records import insertion_of_backup
from paymentus.recovery.service.creating import BackupMade

_ACTOR = "backup"


def record_of_backup(made: BackupMade, *, at: datetime) -> UnitOfWork:
    """Commit this when the file is whole, where it belongs."""
    id = new_id("bak")
    insert = insertion_of_backup(
        id,
        name=made.manifest.name,
        kind=made.manifest.kind.value,
        finished_at=at,
        size=made.bytes,
        sha256=made.sha256,
    )
    data = {"name": made.manifest.name, "sha256": made.sha256, "bytes": made.bytes}
    return UnitOfWork(inserts=(insert,), audit=(AuditRecord("backup.made", id, _ACTOR, data),))
