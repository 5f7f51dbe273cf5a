"""What the platform seals with, for tests that build a part of it by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from paymentus.app.database import sealed_forms
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.blind_index import BlindIndex
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.keys import a_master_key_file


async def not_yet() -> bool:
    """Documents from before may be there."""
    return False


ID_KEY = b"the key that ids are made with.."


def bill_id_key(sealed: SealedDocuments) -> Callable[[], Awaitable[bytes]]:
    """The key of this database's bills, as every process over it has it."""
    return BlindIndex(sealed.secrets, "bills._id").key


async def an_id_key() -> bytes:
    return ID_KEY


def sealed_documents(database: Database, folder: Path) -> SealedDocuments:
    """As the platform has it, with a master key in ``folder``."""
    source = KeyFile(a_master_key_file(folder), may_create=False)
    keys = KeyStore(database, source, clock=utc_now)
    cipher = FieldCipher(keys)
    return SealedDocuments(
        cipher, PlatformSecrets(database, cipher), sealed_forms(), all_sealed=not_yet
    )
