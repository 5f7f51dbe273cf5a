"""An identity service over real MongoDB and Redis, and a clock that tests can move."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from paymentus.commit.service import Committer
from paymentus.foundation.clock import utc_now
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import (
    IdentityKeys,
    IdentityService,
    PasskeysService,
    PasswordHashing,
    PasswordLists,
    SecondFactorsService,
    SecretSealer,
    StepUpService,
)
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile

from support.keys import a_master_key_file

PUBLIC_URL = "https://pay.example"
JWT_SECRET = "a-secret-for-tests-that-is-long-enough-for-every-hmac-there-is-in-a-jwt"
_FOLDER = Path(tempfile.mkdtemp(prefix="paymentus-test-"))
PASSWORD = "three blue otters"


class MovableClock:
    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


async def riverton(biller_id: str) -> str | None:
    return "City of Riverton Water" if biller_id == "bil_riverton" else None


@dataclass(frozen=True)
class Identities:
    """All services of identity that know each other."""

    identity: IdentityService
    second_factors: SecondFactorsService
    passkeys: PasskeysService
    step_up: StepUpService

    @property
    def services(self) -> dict[type[Any], Any]:
        """By type, as routes ask for them."""
        parts = (self.identity, self.second_factors, self.passkeys, self.step_up)
        return {type(part): part for part in parts}


def a_cipher(database: Database) -> FieldCipher:
    """One whose master key is the same in all tests, as in all servers of an installation."""
    source = KeyFile(a_master_key_file(_FOLDER), may_create=False)
    return FieldCipher(KeyStore(database, source, clock=utc_now))


def identities(
    *,
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
    limiter: RateLimiter | None = None,
    keys: IdentityKeys | None = None,
    issuer: str = PUBLIC_URL,
    takes_demo_secrets: bool = True,
    stream: EventStream | None = None,
) -> Identities:
    keys = keys or IdentityKeys.derived_from(JWT_SECRET)
    limiter = limiter or RateLimiter(redis, clock, b"key")
    passwords = PasswordHashing()
    second_factors = SecondFactorsService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter,
        passwords=passwords,
        sealer=SecretSealer(a_cipher(database)),
        takes_demo_secrets=takes_demo_secrets,
    )
    passkeys = PasskeysService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        public_url=issuer,
        second_factors=second_factors,
    )
    identity = IdentityService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter,
        keys=keys,
        issuer=issuer,
        biller_name=riverton,
        passwords=passwords,
        second_factors=second_factors,
        passkeys=passkeys,
        lists=PasswordLists(),
        stream=stream or EventStream(redis),
    )
    step_up = StepUpService(
        people=identity.people,
        sessions=identity.sessions,
        second_factors=second_factors,
        passkeys=passkeys,
    )
    return Identities(identity, second_factors, passkeys, step_up)


def an_identity_service(
    *,
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
    limiter: RateLimiter | None = None,
    keys: IdentityKeys | None = None,
    issuer: str = PUBLIC_URL,
    stream: EventStream | None = None,
) -> IdentityService:
    return identities(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter,
        keys=keys,
        issuer=issuer,
        stream=stream,
    ).identity


class Mailbox:
    """What the worker would mail about accounts: each message of the outbox, once."""

    def __init__(self, database: Database, identity: IdentityService) -> None:
        self._outbox = database["outbox"]
        self._identity = identity
        self._read: set[str] = set()

    async def mails(self) -> list[dict[str, Any]]:
        """The new ones, oldest first."""
        found = []
        async for message in self._outbox.find({"topic": "account_mail"}).sort("_id", 1):
            if message["_id"] in self._read:
                continue
            self._read.add(message["_id"])
            payload = {**message["payload"], "message_id": message["_id"]}
            mail = await self._identity.mails.compose(payload)
            if mail is not None:
                found.append(mail)
        return found

    async def link(self, kind: str) -> str:
        """The token in the one new mail of this kind."""
        [mail] = [mail for mail in await self.mails() if mail["kind"] == kind]
        return str(mail["url"]).partition("#")[2]
