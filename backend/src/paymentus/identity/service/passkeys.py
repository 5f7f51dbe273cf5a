"""Passkeys (WebAuthn level 3): added, named, removed, and shown to sign in or to step up.

A passkey is two factors by itself, since the device asks who holds it (user verification is
required). Each challenge is made for one purpose and, where we know them, one person; it counts
once and for five minutes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, NotFound, Rejected
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.domain.second_factors import PASSKEYS_MAX, Passkey, checked_name
from paymentus.identity.repository.second_factors import (
    SecondFactorRepository,
    insertion_of_passkey,
    with_passkey_named,
    with_passkey_removed,
    with_passkey_used,
)
from paymentus.identity.repository.short_lived import ShortLived
from paymentus.identity.service.second_factors import Enrolled, SecondFactorsService, unit_with

Purpose = Literal["register", "sign_in", "step_up"]
Json = Mapping[str, Any]

CHALLENGE_LIFETIME = timedelta(minutes=5)
_CHALLENGE_BYTES = 32
_TRANSPORTS = frozenset({"ble", "hybrid", "internal", "nfc", "smart-card", "usb"})
_RP_NAME = "Paymentus"


class PasskeyNotAccepted(Rejected):
    """This passkey could not be checked. Try again, or use another way."""


class PasskeyNotFound(NotFound):
    """You have no such passkey."""


class PasskeyAlreadyAdded(Conflict):
    """This passkey was added before."""


class TooManyPasskeys(Conflict):
    """You have as many passkeys as there may be. Remove one that you do not use."""


class PasskeysService:
    """``public_url`` is where browsers reach us: passkeys belong to its host and its origin."""

    def __init__(
        self,
        *,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: Clock,
        public_url: str,
        second_factors: SecondFactorsService,
    ) -> None:
        parts = urlsplit(public_url)
        self._rp_id = parts.hostname or "localhost"
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._factors = SecondFactorRepository(database)
        self._challenges = ShortLived(redis, "passkey-challenge", CHALLENGE_LIFETIME)
        self._committer = committer
        self._clock = clock
        self._second_factors = second_factors

    async def begin_adding(self, user: User) -> dict[str, Any]:
        """What ``navigator.credentials.create`` takes. Raises ``TooManyPasskeys``."""
        present = await self._factors.passkeys_of(user.id)
        if len(present) >= PASSKEYS_MAX:
            raise TooManyPasskeys()
        options = webauthn.generate_registration_options(
            rp_id=self._rp_id,
            rp_name=_RP_NAME,
            user_id=user.id.encode(),
            user_name=user.email_address,
            user_display_name=user.full_name,
            challenge=await self._challenge("register", user.id),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_descriptors(present),
        )
        return _as_json(webauthn.options_to_json(options))

    async def add(self, user_id: str, *, name: str, credential: Json) -> Enrolled:
        """Keep a new passkey. Raises ``PasskeyNotAccepted`` or ``PasskeyNameNotAccepted``."""
        name = checked_name(name)
        challenge = await self._used_challenge(credential, "register", user_id)
        try:
            verified = webauthn.verify_registration_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as problem:
            raise PasskeyNotAccepted() from problem
        passkey = Passkey(
            id=bytes_to_base64url(verified.credential_id),
            user_id=user_id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
            name=name,
            transports=_transports_in(credential),
            created_at=self._clock(),
        )
        insert = UnitOfWork(inserts=(insertion_of_passkey(passkey),))
        try:
            return await self._second_factors.enrol(
                user_id, lambda factors: factors, kind="passkey", more=insert
            )
        except AlreadyExists as taken:
            raise PasskeyAlreadyAdded() from taken

    async def rename(self, user_id: str, passkey_id: str, name: str) -> None:
        """Raises ``PasskeyNotFound`` or ``PasskeyNameNotAccepted``."""
        passkey = await self._of(user_id, passkey_id)
        update = with_passkey_named(passkey, checked_name(name))
        await self._committer.commit(UnitOfWork(updates=(update,)))

    async def remove(self, user: User, passkey_id: str) -> None:
        """Raises ``PasskeyNotFound``, or ``LastSecondFactor`` for who must have one."""
        passkey = await self._of(user.id, passkey_id)
        factors = await self._factors.codes_of(user.id)
        others = len(await self._factors.passkeys_of(user.id)) > 1
        recovery = self._second_factors.recovery_after_removal(
            user, factors, others_left=others or factors.authenticator is not None
        )
        record = AuditRecord("user.second_factor_removed", user.id, user.id, {"kind": "passkey"})
        removal = UnitOfWork(updates=(with_passkey_removed(passkey, self._clock()),))
        # The person's document is written too: of two removals at once one must see the other.
        factors = replace(factors, recovery=recovery)
        await self._committer.commit(unit_with(factors, record, removal))

    async def begin_showing(
        self, purpose: Literal["sign_in", "step_up"], user_id: str | None
    ) -> dict[str, Any]:
        """What ``navigator.credentials.get`` takes; without a person any passkey may come."""
        known = await self._factors.passkeys_of(user_id) if user_id else []
        options = webauthn.generate_authentication_options(
            rp_id=self._rp_id,
            challenge=await self._challenge(purpose, user_id),
            allow_credentials=_descriptors(known) or None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return _as_json(webauthn.options_to_json(options))

    async def shown(self, purpose: Purpose, user_id: str | None, credential: Json) -> str:
        """Whose passkey this is: ``user_id``, if given. Raises ``PasskeyNotAccepted``."""
        challenge = await self._used_challenge(credential, purpose, user_id)
        passkey = await self._factors.passkey(_text(credential, "id"))
        if passkey is None or (user_id is not None and passkey.user_id != user_id):
            raise PasskeyNotAccepted()
        handle = _response(credential).get("userHandle")
        if handle is not None and handle != bytes_to_base64url(passkey.user_id.encode()):
            raise PasskeyNotAccepted()
        try:
            verified = webauthn.verify_authentication_response(
                credential=dict(credential),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as problem:
            await self._refuse(passkey)
            raise PasskeyNotAccepted() from problem
        update = with_passkey_used(passkey, sign_count=verified.new_sign_count, at=self._clock())
        record = AuditRecord(
            "user.second_factor_shown", passkey.user_id, passkey.user_id, {"by": "passkey"}
        )
        try:
            await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
        except VersionConflict as race:
            raise PasskeyNotAccepted() from race
        return passkey.user_id

    async def _refuse(self, passkey: Passkey) -> None:
        record = AuditRecord("user.second_factor_refused", passkey.user_id, "anonymous")
        await self._committer.commit(UnitOfWork(audit=(record,)))

    async def _challenge(self, purpose: Purpose, user_id: str | None) -> bytes:
        challenge = secrets.token_bytes(_CHALLENGE_BYTES)
        kept = {"purpose": purpose, "user_id": user_id}
        await self._challenges.put(bytes_to_base64url(challenge), kept)
        return challenge

    async def _used_challenge(
        self, credential: Json, purpose: Purpose, user_id: str | None
    ) -> bytes:
        """The challenge that was signed, if we made it for this; it does not count again."""
        try:
            said = json.loads(base64url_to_bytes(_text(_response(credential), "clientDataJSON")))
            text = _text(said, "challenge")
            challenge = base64url_to_bytes(text)
        except (ValueError, TypeError, RecursionError) as problem:
            raise PasskeyNotAccepted() from problem
        kept = await self._challenges.take(bytes_to_base64url(challenge))
        if kept is None or kept["purpose"] != purpose or kept["user_id"] != user_id:
            raise PasskeyNotAccepted("This took too long. Try again.")
        return challenge

    async def _of(self, user_id: str, passkey_id: str) -> Passkey:
        passkey = await self._factors.passkey(passkey_id)
        if passkey is None or passkey.user_id != user_id:
            raise PasskeyNotFound()
        return passkey


def _descriptors(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.id)) for each in passkeys]


def _transports_in(credential: Json) -> tuple[str, ...]:
    said = _response(credential).get("transports")
    return tuple(sorted({each for each in said if each in _TRANSPORTS})) if said else ()


def _response(credential: Json) -> Json:
    response = credential.get("response")
    if not isinstance(response, dict):
        raise PasskeyNotAccepted()
    return response


def _text(values: Json, name: str) -> str:
    value = values.get(name) if isinstance(values, dict) else None
    if not isinstance(value, str):
        raise PasskeyNotAccepted()
    return value


def _as_json(text: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(text)
    return values
