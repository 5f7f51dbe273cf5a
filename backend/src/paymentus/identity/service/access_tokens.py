"""Short JWTs for API clients. Browsers never get one.

HS256 with ``JWT_SECRET_KEY``. A token carries the person's epoch, when and how they proved who
they are, and no rights: role and status are read when it is used, so taking a right away does not
wait for the expiry.

The header's ``kid`` names the key. Two keys count at a time, the present one and the one before,
and only the present one signs: a change of key cuts nobody off.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unauthenticated
from paymentus.foundation.ids import new_id

ALGORITHM = "HS256"
AUDIENCE = "paymentus-api"
LIFETIME = timedelta(minutes=10)
CLOCKS_DIFFER = timedelta(seconds=60)
"""How far ahead the clock of the server that made a token may be."""
TOKEN_TYPE = "at+jwt"  # noqa: S105 - RFC 9068, 2.1: the type of an access token, not a secret


class TokenNotValid(Unauthenticated):
    """The bearer token is not one of ours, has expired or was revoked. Get a new one."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """``refresh_token`` gets the next one, once."""

    token: str
    expires_in: int
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """``proved_at`` and ``second_factor`` say when and how the person proved who they are."""

    user_id: str
    epoch: int
    proved_at: datetime
    second_factor: bool
    platform_epoch: int


class AccessTokens:
    """``previous`` is the secret of before the last change: believed, and no longer signed with."""

    def __init__(
        self, *, secret: str, issuer: str, clock: Clock, previous: str | None = None
    ) -> None:
        self._secret = secret
        self._issuer = issuer
        self._clock = clock
        self._key_id = key_id_of(secret)
        self._believed = {key_id_of(one): one for one in (previous, secret) if one}

    def issue(
        self,
        *,
        user_id: str,
        epoch: int,
        proved_at: datetime,
        second_factor: bool,
        platform_epoch: int = 0,
    ) -> AccessToken:
        """``auth_time`` and ``amr`` are OpenID Connect's, the latter's values RFC 8176's."""
        now = int(self._clock().timestamp())
        seconds = int(LIFETIME.total_seconds())
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": user_id,
            "epoch": epoch,
            "platform_epoch": platform_epoch,
            "iat": now,
            "exp": now + seconds,
            "auth_time": int(proved_at.timestamp()),
            "amr": ["pwd", "mfa"] if second_factor else ["pwd"],
            "jti": new_id("tok"),
        }
        token = jwt.encode(
            claims,
            self._secret,
            algorithm=ALGORITHM,
            headers={"kid": self._key_id, "typ": TOKEN_TYPE},
        )
        return AccessToken(token=token, expires_in=seconds)

    def read(self, token: str) -> TokenClaims:
        """Raises :class:`TokenNotValid` for anything but a live token made by :meth:`issue`."""
        try:
            header = jwt.get_unverified_header(token)
            # What the header says chooses among our own keys, never an algorithm or an address.
            secret = self._believed.get(str(header.get("kid")))
            if secret is None or header.get("typ") != TOKEN_TYPE:
                raise TokenNotValid()
            claims: dict[str, Any] = jwt.decode(
                token,
                secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                # Time is judged below, by our clock.
                options={
                    "require": ["exp", "iat", "sub", "iss", "aud", "epoch"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError) as problem:
            raise TokenNotValid() from problem
        made, expires, epoch = claims["iat"], claims["exp"], claims["epoch"]
        if any(type(number) is not int for number in (made, expires, epoch)):
            raise TokenNotValid()
        now = self._clock()
        if expires <= now.timestamp():
            raise TokenNotValid("The bearer token has expired. Get a new one.")
        if made > (now + CLOCKS_DIFFER).timestamp():
            raise TokenNotValid("The bearer token is of a time to come.")
        everybody = claims.get("platform_epoch", 0)
        if type(everybody) is not int:
            raise TokenNotValid()
        proved, ways = claims.get("auth_time"), claims.get("amr")
        return TokenClaims(
            user_id=claims["sub"],
            epoch=epoch,
            # One that the release before made says neither.
            proved_at=datetime.fromtimestamp(proved if type(proved) is int else 0, UTC),
            second_factor=isinstance(ways, list) and "mfa" in ways,
            platform_epoch=everybody,
        )


def key_id_of(secret: str) -> str:
    """Names the key without giving anything of it away."""
    return hashlib.sha256(b"paymentus/jwt-kid/1" + secret.encode()).hexdigest()[:16]
