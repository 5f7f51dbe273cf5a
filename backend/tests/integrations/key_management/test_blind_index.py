"""Equality of sealed values, by a keyed hash."""

from __future__ import annotations

from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.blind_index import BlindIndex
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets


class TestBlindIndex:
    async def test_is_equal_for_equal_values_of_one_field_alone(
        self, database: Database, cipher: FieldCipher
    ) -> None:
        secrets = PlatformSecrets(database, cipher)
        index = BlindIndex(secrets, "users.email")

        first = await index.of("jane@example.com")

        assert first == await BlindIndex(secrets, "users.email").of("jane@example.com")
        assert first != await index.of("john@example.com")
        assert first != await BlindIndex(secrets, "payments.email").of("jane@example.com")
        assert len(first) == 64
        assert len(await index.key()) == 32
