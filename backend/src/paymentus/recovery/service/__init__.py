"""Makes backups, proves them, and brings one back."""

from paymentus.recovery.service.creating import BackupMade, Backups, Progress
from paymentus.recovery.service.folder import BackupFile, BackupFolder
from paymentus.recovery.service.restoring import DatabaseNotEmpty, Restored, Restoring

__all__ = [
    "BackupFile",
    "BackupFolder",
    "BackupMade",
    "Backups",
    "DatabaseNotEmpty",
    "Progress",
    "Restored",
    "Restoring",
]
