"""Makes backups, proves them, and brings one back."""

from paymentus.recovery.service.creating import BackupMade, Backups, Progress
from paymentus.recovery.service.folder import BackupFile, BackupFolder
from paymentus.recovery.service.restoring import (
    DatabaseNotEmpty,
    NewerThanBackup,
    Restored,
    RestoreUnfinished,
    Restoring,
    require_whole,
)

__all__ = [
    "BackupFile",
    "BackupFolder",
    "BackupMade",
    "Backups",
    "DatabaseNotEmpty",
    "NewerThanBackup",
    "Progress",
    "RestoreUnfinished",
    "Restored",
    "Restoring",
    "require_whole",
]
