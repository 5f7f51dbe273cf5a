"""The keys identity works with, derived so that no two uses share one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from paymentus.identity.domain import normalised_email

KeyOf = Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class IdentityKeys:
    """``token_secret`` signs JWTs, ``previous_token_secret`` did before the last change;
    ``email_index_key`` finds a person by address; it is kept sealed in the database, and only a
    database of before has the one that was derived from the look-up secret.

    The others come from the look-up secret, which stays when the tokens' secret changes.
    ``link_key`` makes the secrets of mailed links, ``device_key`` the marks by which a browser is
    known again, ``refresh_key`` the checks that tell an old refresh token of ours from a made-up
    one.
    """

    token_secret: str = field(repr=False)
    email_index_key: KeyOf = field(repr=False)
    link_key: bytes = field(repr=False)
    device_key: bytes = field(repr=False)
    refresh_key: bytes = field(repr=False)
    previous_token_secret: str | None = field(default=None, repr=False)

    @classmethod
    def derived_from(
        cls,
        jwt_secret_key: str,
        *,
        previous: str | None = None,
        lookup_secret: str | None = None,
        kept: Callable[[bytes], KeyOf] | None = None,
    ) -> IdentityKeys:
        """``lookup_secret`` is ``jwt_secret_key`` where nothing else is said, as it always was;
        ``kept`` gives the index key for the one that was derived before."""
        root = lookup_secret or jwt_secret_key
        return cls(
            token_secret=jwt_secret_key,
            previous_token_secret=previous,
            email_index_key=(kept or _as_derived)(_derived(root, b"paymentus/users.email/1")),
            link_key=_derived(root, b"paymentus/mailed-links/1"),
            device_key=_derived(root, b"paymentus/known-devices/1"),
            refresh_key=_derived(root, b"paymentus/refresh-tokens/1"),
        )

    async def email_index(self, address: str) -> str:
        """Blind index of the normalised address: HMAC-SHA-256, 64 hexadecimal digits.

        Raises ``KeysUnavailable``.
        """
        key = await self.email_index_key()
        text = normalised_email(address).encode("utf-8", "replace")
        return hmac.new(key, text, hashlib.sha256).hexdigest()


def _as_derived(key: bytes) -> KeyOf:
    async def same() -> bytes:
        return key

    return same


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
