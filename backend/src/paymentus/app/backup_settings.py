"""What backups need to know, apart from the servers' settings: no server holds their key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from paymentus.foundation.errors import Rejected
from paymentus.recovery.domain.container import BackupKeyUnfit
from paymentus.recovery.service import BackupFolder

if TYPE_CHECKING:
    from paymentus.recovery.service.remote import RemoteCopies


class BackupKeyUnreadable(Rejected):
    """BACKUP_ENCRYPTION_KEY_FILE names no file that can be read."""


class BackupSettings(BaseSettings):
    """Names are the deployment guide's. The key is never an option of a command: options are in
    the list of processes, for everybody on the machine to read."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    directory: Path = Field(
        Path("/backup/mongodb"), validation_alias=AliasChoices("BACKUP_DIR", "directory")
    )
    encryption_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("BACKUP_ENCRYPTION_KEY", "encryption_key")
    )
    encryption_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("BACKUP_ENCRYPTION_KEY_FILE", "encryption_key_file")
    )
    keep_days: int = Field(7, ge=1, validation_alias=AliasChoices("BACKUP_KEEP_DAYS", "keep_days"))

    s3_url: str = Field("", validation_alias=AliasChoices("BACKUP_S3_URL", "s3_url"))
    s3_endpoint: str | None = Field(
        None, validation_alias=AliasChoices("BACKUP_S3_ENDPOINT", "s3_endpoint")
    )

    @property
    def keep(self) -> timedelta:
        return timedelta(days=self.keep_days)

    def secret(self) -> str:
        """Raises ``BackupKeyUnfit`` where there is none, or ``BackupKeyUnreadable``."""
        if self.encryption_key_file is not None:
            try:
                return self.encryption_key_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise BackupKeyUnreadable() from error
        if self.encryption_key is None:
            raise BackupKeyUnfit(
                "Set BACKUP_ENCRYPTION_KEY, or BACKUP_ENCRYPTION_KEY_FILE to a file that holds it."
            )
        return self.encryption_key.get_secret_value()

    def folder(self) -> BackupFolder:
        return BackupFolder(self.directory, self.secret())

    def copies(self) -> RemoteCopies | None:
        """None where BACKUP_S3_URL is not set. Raises ``AddressNotOfS3``."""
        # The SDK takes half a second to load, and most commands have no use for it.
        from paymentus.integrations.object_storage.s3 import S3Folder
        from paymentus.recovery.service.remote import RemoteCopies

        if not self.s3_url:
            return None
        storage = S3Folder(self.s3_url, endpoint=self.s3_endpoint)
        return RemoteCopies(folder=self.folder(), storage=storage)
