"""Which keys an installation works with, as its settings say."""

from __future__ import annotations

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.settings import Environment, MasterKeyPlace, Settings
from paymentus.integrations.key_management.key_files import read_private_file
from paymentus.integrations.key_management.master_keys import KeyFile, MasterKeySource
from paymentus.integrations.key_management.remote_master_keys import (
    AwsKms,
    KmipServer,
    RemoteMasterKeys,
)


class CertificateFileMissing(Unavailable):
    """KMIP_CERTIFICATE_FILE must name our certificate and its key."""


def master_key_source(
    settings: Settings,
    client: Client,
    database: Database,
    *,
    place: MasterKeyPlace | None = None,
) -> MasterKeySource:
    """Where the master key is kept; ``place`` is another than the settings', to move from it.

    A file is made by itself everywhere but in production.
    """
    match place or settings.master_key_source:
        case MasterKeyPlace.FILE:
            may_create = settings.environment is not Environment.PRODUCTION
            return KeyFile(settings.encryption_key_path, may_create=may_create)
        case MasterKeyPlace.AWS:
            token = settings.aws_session_token
            return RemoteMasterKeys(
                client,
                database,
                AwsKms(
                    key_arn=settings.aws_kms_key_arn,
                    region=settings.aws_region,
                    access_key_id=settings.aws_access_key_id,
                    secret_access_key=settings.aws_secret_access_key.get_secret_value(),
                    session_token=token.get_secret_value() if token else None,
                    endpoint=settings.aws_kms_endpoint,
                    ca_file=settings.aws_kms_ca_file,
                ),
            )
        case MasterKeyPlace.KMIP:
            if settings.kmip_certificate_file is None:
                raise CertificateFileMissing()
            return RemoteMasterKeys(
                client,
                database,
                KmipServer(
                    endpoint=settings.kmip_endpoint,
                    certificate_file=settings.kmip_certificate_file,
                    ca_file=settings.kmip_ca_file,
                    key_id=settings.kmip_key_id,
                ),
            )


def report_key_passphrase(settings: Settings) -> str | None:
    """From the settings or the file they name; None when the report key has none."""
    if settings.rsa_private_key_passphrase is not None:
        return settings.rsa_private_key_passphrase.get_secret_value() or None
    if settings.rsa_private_key_passphrase_file is None:
        return None
    content = read_private_file(settings.rsa_private_key_passphrase_file, what="passphrase")
    return content.decode().rstrip("\r\n") or None
