"""What people hold: an authenticator app, and a device with passkeys. Both real, in software."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import cbor2
import pyotp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from paymentus.foundation.clock import utc_now
from paymentus.identity.domain import User
from paymentus.identity.service import SecondFactorsService

Json = dict[str, Any]
_TOO_LATE_SECONDS = 26
_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class App:
    """An authenticator app with one secret. No code is given twice: it would be refused."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(20))
    clock: Callable[[], datetime] = utc_now
    last_step: int = 0

    @classmethod
    def of_base32(cls, text: str, clock: Callable[[], datetime] = utc_now) -> App:
        return cls(base64.b32decode(text), clock)

    def code(self) -> str:
        """A code that counts now and was not given before: three of them in a row at most."""
        now = self.clock().timestamp()
        if self.clock is utc_now and now % 30 > _TOO_LATE_SECONDS:
            # The oldest code would be over before a slow machine has looked at it.
            time.sleep(30.05 - now % 30)
            now = self.clock().timestamp()
        present = int(now) // 30
        step = max(present - 1, self.last_step + 1)
        assert step <= present + 1, "no code is left that counts now"
        self.last_step = step
        return self.code_of(step)

    def code_of(self, step: int) -> str:
        return str(pyotp.TOTP(base64.b32encode(self.secret).decode()).generate_otp(step))

    def wrong_code(self) -> str:
        """Six digits that are no code of this app anywhere near now."""
        present = int(self.clock().timestamp()) // 30
        near = {self.code_of(present + drift) for drift in range(-5, 6)}
        return next(text for n in range(100) if (text := f"{n:06d}") not in near)


async def an_app_of(
    user: User,
    second_factors: SecondFactorsService,
    clock: Callable[[], datetime] = utc_now,
) -> App:
    """The app of a person who has set one up."""
    app = App(clock=clock)
    await second_factors.put_authenticator(user.id, app.secret, actor="test")
    return app


@dataclass
class Device:
    """Makes and shows passkeys as a browser and its authenticator do together (WebAuthn level 3).

    The attributes are what a test may bend.
    """

    origin: str
    rp_id: str
    verifies: bool = True
    counts: bool = True
    sign_count: int = 0
    keys: dict[str, ec.EllipticCurvePrivateKey] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)

    def create(self, options: Json) -> Json:
        """What ``navigator.credentials.create(...).toJSON()`` gives."""
        key = ec.generate_private_key(ec.SECP256R1())
        raw_id = secrets.token_bytes(32)
        credential_id = base64url(raw_id)
        self.keys[credential_id] = key
        self.handles[credential_id] = options["user"]["id"]
        numbers = key.public_key().public_numbers()
        public_key = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        attested = bytes(16) + struct.pack(">H", len(raw_id)) + raw_id + public_key
        data = self._data(_ATTESTED) + attested
        statement = {"fmt": "none", "attStmt": {}, "authData": data}
        return {
            "id": credential_id,
            "rawId": credential_id,
            "type": "public-key",
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": base64url(self._client_data("create", options["challenge"])),
                "attestationObject": base64url(cbor2.dumps(statement)),
                "transports": ["internal"],
            },
        }

    def get(self, options: Json, credential_id: str | None = None) -> Json:
        """What ``navigator.credentials.get(...).toJSON()`` gives."""
        wanted = credential_id or next(iter(self.keys))
        if self.counts:
            self.sign_count += 1
        data = self._data(0)
        client = self._client_data("get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        signature = self.keys[wanted].sign(signed, ec.ECDSA(hashes.SHA256()))
        return {
            "id": wanted,
            "rawId": wanted,
            "type": "public-key",
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
            "response": {
                "clientDataJSON": base64url(client),
                "authenticatorData": base64url(data),
                "signature": base64url(signature),
                "userHandle": self.handles[wanted],
            },
        }

    def _data(self, more: int) -> bytes:
        flags = _PRESENT | more | (_VERIFIED if self.verifies else 0)
        rp = hashlib.sha256(self.rp_id.encode()).digest()
        return rp + bytes([flags]) + struct.pack(">I", self.sign_count)

    def _client_data(self, what: str, challenge: str) -> bytes:
        return json.dumps(
            {
                "type": f"webauthn.{what}",
                "challenge": challenge,
                "origin": self.origin,
                "crossOrigin": False,
            }
        ).encode()


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
