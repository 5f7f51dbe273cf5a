"""An identity service over real MongoDB and Redis, and a clock that tests can move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityKeys, IdentityService

PUBLIC_URL = "https://pay.example"
JWT_SECRET = "a-secret-for-tests-that-is-long-enough-for-every-hmac-there-is-in-a-jwt"
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


def an_identity_service(
    *,
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
    limiter: RateLimiter | None = None,
    keys: IdentityKeys | None = None,
    issuer: str = PUBLIC_URL,
) -> IdentityService:
    return IdentityService(
        database=database,
        redis=redis,
        committer=committer,
        clock=clock,
        limiter=limiter or RateLimiter(redis, clock),
        keys=keys or IdentityKeys.derived_from(JWT_SECRET),
        issuer=issuer,
        biller_name=riverton,
    )
