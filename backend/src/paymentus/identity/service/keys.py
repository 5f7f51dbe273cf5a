"""The keys identity works with, derived so that no two uses share one."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from paymentus.identity.domain import normalised_email


@dataclass(frozen=True, slots=True)
class IdentityKeys:
    """``token_secret`` signs JWTs; ``email_index_key`` finds a person by address.

    Changing the secret both come from ends all tokens and, as long as the index key is
    derived from it, makes every address unfindable: re-index the users when it changes.
    """

    token_secret: str = field(repr=False)
    email_index_key: bytes = field(repr=False)

    @classmethod
    def derived_from(cls, jwt_secret_key: str) -> IdentityKeys:
        index_key = HKDF(
            algorithm=SHA256(), length=32, salt=None, info=b"paymentus/users.email/1"
        ).derive(jwt_secret_key.encode())
        return cls(token_secret=jwt_secret_key, email_index_key=index_key)

    def email_index(self, address: str) -> str:
        """Blind index of the normalised address: HMAC-SHA-256, 64 hexadecimal digits."""
        text = normalised_email(address).encode("utf-8", "replace")
        return hmac.new(self.email_index_key, text, hashlib.sha256).hexdigest()
