"""The services of identity, which know each other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Environment, Settings
from paymentus.identity.repository import UserRepository
from paymentus.identity.service import (
    ApiKeysService,
    BillerName,
    IdentityKeys,
    IdentityService,
    LostFactors,
    PasskeysService,
    PasswordHashing,
    PasswordLists,
    SecondFactorsService,
    SecretSealer,
    StepUpService,
)
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets


@dataclass(frozen=True)
class People:
    """The services of identity, which know each other."""

    identity: IdentityService
    second_factors: SecondFactorsService
    passkeys: PasskeysService
    step_up: StepUpService
    lost_factors: LostFactors
    api_keys: ApiKeysService

    def services(self) -> tuple[Any, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


def identity_services(
    settings: Settings,
    *,
    database: Database,
    redis: RedisClient,
    platform_secrets: PlatformSecrets,
    committer: Committer,
    clock: Clock,
    limiter: RateLimiter,
    cipher: FieldCipher,
    stream: EventStream,
    biller_name: BillerName,
) -> People:
    identity_keys = IdentityKeys.derived_from(
        settings.jwt_secret_key.get_secret_value(),
        previous=settings.previous_jwt_secret,
        lookup_secret=settings.lookup_secret,
        kept=lambda before: platform_secrets.adopted(
            "users.email", before=before, in_use=UserRepository(database, None).any
        ),
    )
    passwords = PasswordHashing()
    second_factors = SecondFactorsService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter,
        passwords=passwords,
        sealer=SecretSealer(cipher),
        takes_demo_secrets=settings.environment is not Environment.PRODUCTION,
    )
    passkeys = PasskeysService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        public_url=settings.public_url,
        second_factors=second_factors,
    )
    identity = IdentityService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter,
        keys=identity_keys,
        issuer=settings.public_url,
        biller_name=biller_name,
        passwords=passwords,
        second_factors=second_factors,
        passkeys=passkeys,
        lists=PasswordLists(settings.password_list_path),
        stream=stream,
    )
    step_up = StepUpService(
        people=identity.people, sessions=identity.sessions, second_factors=second_factors,
        passkeys=passkeys,
    )  # fmt: skip
    api_keys = ApiKeysService(
        database=database,
        committer=committer,
        clock=clock,
        limiter=limiter,
        biller_name=biller_name,
    )
    lost_factors = LostFactors(
        database=database, committer=committer, clock=clock, forget=identity.forget
    )
    return People(identity, second_factors, passkeys, step_up, lost_factors, api_keys)
