"""Master keys kept by AWS KMS or by an HSM that speaks KMIP.

Each master key is sealed under a data key of its own in ``kms_keys``, which the service alone can
unwrap: one call for each master key when a server starts, none for a person. The protocols (HTTPS
with SigV4, and KMIP over TLS with a client certificate) are those of MongoDB's encryption library.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bson.binary import Binary
from bson.codec_options import CodecOptions
from pymongo import IndexModel
from pymongo.asynchronous.encryption import AsyncClientEncryption
from pymongo.errors import EncryptionError, PyMongoError

from paymentus.foundation.mongo import Client, Database, Document
from paymentus.integrations.key_management import KeysUnavailable
from paymentus.integrations.key_management.field_cipher import ALGORITHM
from paymentus.integrations.key_management.key_files import KEY_BYTES
from paymentus.integrations.key_management.master_keys import MasterKey

KMS_KEYS = "kms_keys"
INDEXES: dict[str, list[IndexModel]] = {KMS_KEYS: []}


@dataclass(frozen=True, slots=True)
class AwsKms:
    """A symmetric KMS key; the credentials need ``kms:Encrypt`` and ``kms:Decrypt`` on it.

    ``endpoint`` is ``host`` or ``host:port`` where it is not AWS's own for the region.
    """

    key_arn: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)
    endpoint: str | None = None
    ca_file: Path | None = None

    name = "aws"

    def provider(self) -> Document:
        given = {"accessKeyId": self.access_key_id, "secretAccessKey": self.secret_access_key}
        return given | ({"sessionToken": self.session_token} if self.session_token else {})

    def master_key(self) -> Document:
        given = {"region": self.region, "key": self.key_arn}
        return given | ({"endpoint": self.endpoint} if self.endpoint else {})

    def tls(self) -> dict[str, Any]:
        return {"tlsCAFile": str(self.ca_file)} if self.ca_file else {}


@dataclass(frozen=True, slots=True)
class KmipServer:
    """``certificate_file`` holds our certificate and its key (PEM). Without ``key_id`` the server
    makes an AES key for each master key, which never leaves it (Encrypt and Decrypt happen there).
    """

    endpoint: str
    certificate_file: Path
    ca_file: Path | None = None
    key_id: str | None = None

    name = "kmip"

    def provider(self) -> Document:
        return {"endpoint": self.endpoint}

    def master_key(self) -> Document:
        return {"delegated": True} | ({"keyId": self.key_id} if self.key_id else {})

    def tls(self) -> dict[str, Any]:
        given = {"tlsCertificateKeyFile": str(self.certificate_file)}
        return given | ({"tlsCAFile": str(self.ca_file)} if self.ca_file else {})


class RemoteMasterKeys:
    """A source of master keys, see ``MasterKeySource``."""

    def __init__(self, client: Client, database: Database, service: AwsKms | KmipServer) -> None:
        self._service = service
        self._engine: AsyncClientEncryption[Document] = AsyncClientEncryption(
            kms_providers={service.name: service.provider()},
            key_vault_namespace=f"{database.name}.{KMS_KEYS}",
            key_vault_client=client,
            codec_options=CodecOptions(tz_aware=True),
            kms_tls_options={service.name: service.tls()},
        )

    @property
    def name(self) -> str:
        return self._service.name

    async def first_secret(self) -> bytes:
        return secrets.token_bytes(KEY_BYTES)

    async def wrap(self, key: MasterKey) -> Document:
        """Seal the key so that the service alone can open it. Raises ``KeysUnavailable``."""
        try:
            wrapping = await self._engine.create_data_key(
                self.name, master_key=self._service.master_key()
            )
            sealed = await self._engine.encrypt(key.secret, ALGORITHM, key_id=wrapping)
        except (PyMongoError, OSError) as problem:
            raise self._unavailable(problem) from problem
        return {"sealed": sealed}

    async def unwrap(self, record: Document) -> bytes | None:
        wrapped: Mapping[str, Any] = record["wrapped"]
        try:
            secret: bytes = await self._engine.decrypt(Binary(wrapped["sealed"], 6))
        except (PyMongoError, OSError) as problem:
            raise self._unavailable(problem) from problem
        return secret

    async def next_secret(self, number: int) -> bytes:
        return secrets.token_bytes(KEY_BYTES)

    async def adopt(self, key: MasterKey) -> None:
        return None

    async def close(self) -> None:
        await self._engine.close()

    def _unavailable(self, problem: Exception) -> KeysUnavailable:
        kind = "refused" if isinstance(problem, EncryptionError) else "did not answer"
        return KeysUnavailable(
            f"The {self.name.upper()} key service {kind} ({type(problem).__name__}), so the "
            "encryption keys cannot be had. Check its address, certificates and permissions."
        )
