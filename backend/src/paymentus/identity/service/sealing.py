"""Keeps the secrets of authenticator apps under each person's own data key."""

from __future__ import annotations

from bson.binary import Binary

from paymentus.foundation.errors import Unavailable
from paymentus.integrations.key_management import Erased, SealBroken
from paymentus.integrations.key_management.field_cipher import CIPHERTEXT_SUBTYPE, FieldCipher

_FIELD = "second_factors.app_secret"


class SecretNotReadable(Unavailable):
    """What we keep for this account cannot be read just now. Use another way to sign in."""


class SecretSealer:
    """The one place that knows how the secrets of second factors are encrypted."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    async def seal(self, secret: bytes, *, user_id: str) -> bytes:
        return await self._cipher.seal(user_id, secret, record_id=user_id, field=_FIELD)

    async def unseal(self, sealed: bytes, *, user_id: str) -> bytes:
        """Raises :class:`SecretNotReadable` for another's secret, changed bytes, an erased key."""
        text = Binary(sealed, CIPHERTEXT_SUBTYPE)
        try:
            return bytes(await self._cipher.open(text, record_id=user_id, field=_FIELD))
        except (SealBroken, Erased) as problem:
            raise SecretNotReadable() from problem
