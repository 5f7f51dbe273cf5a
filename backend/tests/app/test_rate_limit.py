"""Limits are exact over any window, and what happens to them when Redis is away."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paymentus.app.rate_limit import DEFAULT_RULES, RateLimitMiddleware
from paymentus.foundation import redis as redis_connection
from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.rate_limits import Limit, RateLimiter, network_of
from paymentus.foundation.redis import RedisClient

from support.identities import MovableClock

THREE_A_MINUTE = Limit("three", 3, timedelta(minutes=1))
GUARDED = Limit("guarded", 3, timedelta(minutes=1), guards_secrets=True)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def limiter(redis: RedisClient, clock: MovableClock) -> RateLimiter:
    return RateLimiter(redis, clock, b"key")


@pytest.fixture
async def lonely_limiter(clock: MovableClock) -> AsyncIterator[RateLimiter]:
    nowhere = redis_connection.connect("redis://127.0.0.1:1/0")
    yield RateLimiter(nowhere, clock, b"key")
    await nowhere.aclose()


class TestLimit:
    async def test_counts_down_and_says_when_to_come_back(
        self, limiter: RateLimiter, clock: MovableClock
    ):
        remaining = []
        for _ in range(3):
            remaining.append((await limiter.take(THREE_A_MINUTE, "dana")).remaining)
            clock.move(seconds=10)

        refused = await limiter.take(THREE_A_MINUTE, "dana")

        assert remaining == [2, 1, 0]
        assert (refused.allowed, refused.reset_seconds) == (False, 30)
        with pytest.raises(TooManyRequests) as problem:
            await limiter.spend(THREE_A_MINUTE, "dana")
        assert problem.value.extra == {"retry_after": 30}
        assert "30 seconds" in problem.value.detail

    async def test_lets_one_more_through_when_the_oldest_act_leaves_the_window(
        self, limiter: RateLimiter, clock: MovableClock
    ):
        for _ in range(3):
            await limiter.spend(THREE_A_MINUTE, "dana")
            clock.move(seconds=10)
        clock.move(seconds=30)

        assert (await limiter.take(THREE_A_MINUTE, "dana")).allowed
        assert not (await limiter.take(THREE_A_MINUTE, "dana")).allowed

    async def test_is_each_keys_own(self, limiter: RateLimiter):
        for _ in range(3):
            await limiter.spend(THREE_A_MINUTE, "dana")

        await limiter.spend(THREE_A_MINUTE, "lee")
        await limiter.spend(GUARDED, "dana")

    async def test_is_not_exceeded_by_acts_at_the_same_moment(
        self, redis: RedisClient, clock: MovableClock
    ):
        servers = [RateLimiter(redis, clock, b"key") for _ in range(3)]

        taken = await asyncio.gather(
            *(servers[n % 3].take(THREE_A_MINUTE, "dana") for n in range(24))
        )

        assert sum(allowance.allowed for allowance in taken) == 3

    async def test_starts_anew_when_it_is_forgiven(self, limiter: RateLimiter):
        for _ in range(3):
            await limiter.spend(THREE_A_MINUTE, "dana")

        await limiter.forgive(THREE_A_MINUTE, "dana")

        assert (await limiter.take(THREE_A_MINUTE, "dana")).remaining == 2

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(gaps=st.lists(st.integers(0, 40_000), min_size=1, max_size=30))
    async def test_is_kept_in_every_window_and_the_same_without_redis(
        self, redis: RedisClient, lonely_limiter: RateLimiter, clock: MovableClock, gaps: list[int]
    ):
        limiter = RateLimiter(redis, clock, b"key")
        key = uuid.uuid4().hex
        allowed: list[datetime] = []

        for gap in gaps:
            clock.move(milliseconds=gap)
            allowance = await limiter.take(GUARDED, key)
            assert allowance == await lonely_limiter.take(GUARDED, key)
            if allowance.allowed:
                allowed.append(clock())

        for start in allowed:
            assert sum(start <= moment < start + GUARDED.window for moment in allowed) <= 3

    async def test_leaves_nothing_in_redis_after_its_window(
        self, limiter: RateLimiter, redis: RedisClient
    ):
        await limiter.spend(THREE_A_MINUTE, "dana@example.com")

        (key,) = [str(key) async for key in redis.scan_iter("limit:*")]
        assert 0 < await redis.pttl(key) <= 60_000
        assert "dana" not in key


class TestLimitWithoutRedis:
    async def test_lets_acts_through_with_a_line_in_the_log(
        self, lonely_limiter: RateLimiter, caplog: pytest.LogCaptureFixture
    ):
        with caplog.at_level(logging.WARNING):
            for _ in range(10):
                assert (await lonely_limiter.take(THREE_A_MINUTE, "dana")).allowed

        lines = [record for record in caplog.records if "Redis is away" in record.message]
        assert len(lines) == 1

    async def test_is_kept_by_the_process_where_secrets_are_guarded(
        self, lonely_limiter: RateLimiter, clock: MovableClock
    ):
        for _ in range(3):
            assert (await lonely_limiter.take(GUARDED, "dana")).allowed

        assert not (await lonely_limiter.take(GUARDED, "dana")).allowed
        clock.move(minutes=1)
        assert (await lonely_limiter.take(GUARDED, "dana")).allowed


class TestNetwork:
    @pytest.mark.parametrize(
        ("host", "network"),
        [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
            ("testclient", "testclient"),
            (None, "unknown"),
        ],
    )
    def test_is_what_one_household_can_choose_from(self, host: str | None, network: str):
        assert network_of(host) == network


Browser = Callable[..., httpx.AsyncClient]


@pytest.fixture
def browser_at(limiter: RateLimiter) -> Browser:
    app = FastAPI()
    app.state.services = {RateLimiter: limiter}

    @app.post("/api/v1/guess")
    async def guess(narrow: bool = False) -> Response:
        if narrow:
            return Response(status_code=429, headers={"Retry-After": "17"})
        return Response(status_code=204)

    @app.get("/api/v1/guess")
    async def look() -> Response:
        return Response(status_code=204)

    app.add_middleware(RateLimitMiddleware, rules={("POST", "/api/v1/guess"): THREE_A_MINUTE})

    def browser(host: str = "203.0.113.7") -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, client=(host, 4711))
        return httpx.AsyncClient(transport=transport, base_url="https://pay.example")

    return browser


class TestRateLimitMiddleware:
    async def test_answers_429_with_the_time_to_wait(self, browser_at: Browser):
        async with browser_at() as browser:
            for remaining in (2, 1, 0):
                answer = await browser.post("/api/v1/guess")
                assert answer.status_code == 204
                assert answer.headers["RateLimit"] == f'"three";r={remaining};t=60'

            refused = await browser.post("/api/v1/guess")

        assert refused.status_code == 429
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.headers["Retry-After"] == "60"
        assert refused.headers["RateLimit-Policy"] == '"three";q=3;w=60'
        assert refused.headers["RateLimit"] == '"three";r=0;t=60'
        problem = refused.json()
        assert (problem["code"], problem["status"]) == ("too_many_requests", 429)

    async def test_limits_neither_other_clients_nor_other_routes(self, browser_at: Browser):
        async with browser_at() as one, browser_at("198.51.100.9") as other:
            for _ in range(4):
                await one.post("/api/v1/guess")

            assert (await one.get("/api/v1/guess")).status_code == 204
            assert "RateLimit" not in (await one.get("/api/v1/guess")).headers
            assert (await other.post("/api/v1/guess")).status_code == 204

    async def test_says_nothing_is_left_when_a_narrower_limit_refused(self, browser_at: Browser):
        async with browser_at() as browser:
            refused = await browser.post("/api/v1/guess", params={"narrow": True})

        assert refused.headers["RateLimit"] == '"three";r=0;t=17'

    def test_is_there_for_everything_a_stranger_can_guess_at(self):
        paths = {
            path.removeprefix("/api/v1/auth/").removeprefix("/api/v1/guest/"): limit
            for (_, path), limit in DEFAULT_RULES.items()
        }

        assert set(paths) == {
            "sign-in", "token", "sign-in/code", "sign-in/passkey", "sign-in/passkey/options",
            "step-up", "register", "lookup", "token/refresh", "token/revoke", "not-me",
            "password/forgot", "password/reset", "password/check", "email/confirm",
        }  # fmt: skip
        assert paths["sign-in"] is paths["token"]
        assert paths["sign-in"].guards_secrets
