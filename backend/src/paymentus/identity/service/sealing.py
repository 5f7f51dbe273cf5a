"""Keeps a person's secrets unreadable in the database: AES-256-GCM, bound to whose they are."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from paymentus.foundation.errors import Unavailable

_NONCE_BYTES = 12


class SecretNotReadable(Unavailable):
    """What we keep for this account cannot be read just now. Use another way to sign in."""


class SecretSealer:
    """The one place that knows how second factors are encrypted; ``key`` has 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, secret: bytes, *, user_id: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, user_id.encode())

    def unseal(self, sealed: bytes, *, user_id: str) -> bytes:
        """Raises :class:`SecretNotReadable` for another's secret, another key or changed bytes."""
        nonce, text = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, text, user_id.encode())
        except (InvalidTag, ValueError) as problem:
            raise SecretNotReadable() from problem
