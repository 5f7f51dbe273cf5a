"""Look-up by equality of what is sealed: a keyed hash stored beside it.

Each field has its own key, derived from a secret of the platform, so that equal values in two
fields do not show. Values of few kinds (a date of birth, a postal code alone) must not be indexed:
who can try them all through the product learns them.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from paymentus.integrations.key_management.platform_secrets import PlatformSecrets

_ROOT = "blind_indexes"


class BlindIndex:
    """The index of one field, ``collection.field``. Values are normalised by the caller."""

    def __init__(self, platform_secrets: PlatformSecrets, field: str) -> None:
        self._secrets = platform_secrets
        self._info = f"paymentus/blind-index/{field}/1".encode()
        self._key: bytes | None = None

    async def of(self, value: str) -> str:
        """HMAC-SHA-256 as 64 hexadecimal digits. Raises ``KeysUnavailable``."""
        key = self._key or await self.key()
        return hmac.new(key, value.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    async def key(self) -> bytes:
        """The field's 32 bytes, for code that hashes many values in a row."""
        if self._key is None:
            root = await self._secrets.get(_ROOT)
            hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=self._info)
            self._key = hkdf.derive(root)
        return self._key
