"""A key store over the test database, and others beside it as other servers would have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / ".encryption_key"


@pytest.fixture
def keys(database: Database, key_file: Path) -> KeyStore:
    return KeyStore(database, KeyFile(key_file, may_create=True), clock=utc_now)


@pytest.fixture
def cipher(keys: KeyStore) -> FieldCipher:
    return FieldCipher(keys)
