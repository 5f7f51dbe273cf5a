"""Who a request is from, and which requests are refused for where they came from."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI, Request
from starlette.datastructures import Headers

from paymentus.app.authentication import AuthenticationMiddleware, Sender, sender_of
from paymentus.commit.service import Committer
from paymentus.foundation import redis as redis_connection
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityService

from support.identities import PASSWORD, PUBLIC_URL, MovableClock, an_identity_service

DANA = {"email": "dana@example.com", "password": PASSWORD}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


def an_app(identity: IdentityService) -> FastAPI:
    app = FastAPI()
    app.state.services = {IdentityService: identity}

    async def who(request: Request) -> dict[str, str | None]:
        principal: Principal | None = getattr(request.state, "principal", None)
        return {
            "id": principal.id if principal else None,
            "role": principal.role.value if principal else None,
        }

    app.api_route("/api/v1/who", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])(who)
    app.get("/api/health")(who)
    app.post("/api/v1/anything/deep")(who)
    app.add_middleware(AuthenticationMiddleware, public_url=PUBLIC_URL)
    return app


def a_browser(identity: IdentityService, cookie: str | None = None) -> httpx.AsyncClient:
    browser = httpx.AsyncClient(
        transport=httpx.ASGITransport(an_app(identity)), base_url=PUBLIC_URL
    )
    if cookie is not None:
        browser.headers["Cookie"] = f"{SESSION_COOKIE}={cookie}; theme=dark"
    return browser


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def identity(
    database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
) -> IdentityService:
    return an_identity_service(database=database, redis=redis, committer=committer, clock=clock)


@pytest.fixture
async def cookie(identity: IdentityService) -> str:
    await identity.create_user(**DANA, full_name="Dana", role=Role.PAYER, actor="test")
    return (await identity.sign_in(**DANA, client="203.0.113.7")).cookie


@pytest.fixture
async def token(identity: IdentityService, cookie: str) -> str:
    issued = await identity.issue_token(
        email="dana@example.com", password=PASSWORD, client="203.0.113.7"
    )
    return issued.token


class TestPrincipal:
    async def test_is_nobody_without_a_cookie_or_a_token(self, identity: IdentityService):
        async with a_browser(identity) as browser:
            assert (await browser.get("/api/v1/who")).json()["role"] == "anonymous"

    async def test_is_the_person_of_the_cookie(self, identity: IdentityService, cookie: str):
        async with a_browser(identity, cookie) as browser:
            answer = (await browser.get("/api/v1/who")).json()

        assert answer["role"] == "payer"
        assert answer["id"].startswith("usr_")

    async def test_is_nobody_when_the_cookie_is_not_a_sessions(self, identity: IdentityService):
        async with a_browser(identity, "A" * 43) as browser:
            assert (await browser.get("/api/v1/who")).json()["role"] == "anonymous"

    async def test_is_the_person_of_the_token(self, identity: IdentityService, token: str):
        async with a_browser(identity) as client:
            answer = await client.post("/api/v1/who", headers={"Authorization": f"Bearer {token}"})

        assert answer.json()["role"] == "payer"

    @pytest.mark.parametrize("credentials", ["Bearer nonsense", "bearer nonsense", "Bearer "])
    async def test_is_refused_with_a_bad_token_even_beside_a_good_cookie(
        self, identity: IdentityService, cookie: str, credentials: str
    ):
        async with a_browser(identity, cookie) as browser:
            answer = await browser.get("/api/v1/who", headers={"Authorization": credentials})

        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
        assert answer.json()["code"] == "token_not_valid"

    async def test_is_refused_with_an_expired_token(
        self, identity: IdentityService, token: str, clock: MovableClock
    ):
        clock.move(minutes=10)

        async with a_browser(identity) as client:
            answer = await client.get("/api/v1/who", headers={"Authorization": f"Bearer {token}"})

        assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")

    async def test_is_unknown_while_redis_is_away_and_not_nobody(
        self, database: Database, committer: Committer, clock: MovableClock, cookie: str
    ):
        nowhere = redis_connection.connect("redis://127.0.0.1:1/0")
        identity = an_identity_service(
            database=database, redis=nowhere, committer=committer, clock=clock
        )

        async with a_browser(identity, cookie) as browser:
            answer = await browser.get("/api/v1/who")
            health = await browser.get("/api/health")
        async with a_browser(identity) as stranger:
            public = await stranger.get("/api/v1/who")

        assert (answer.status_code, answer.json()["code"]) == (503, "sessions_unavailable")
        assert (health.status_code, public.status_code) == (200, 200)
        await nowhere.aclose()


class TestCrossOriginRequest:
    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "none"},
            {"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC_URL},
            {"Origin": "https://evil.example"},
            {"Origin": "http://pay.example.evil.example"},
            {"Origin": "null"},
            {"Origin": ""},
            {},
        ],
    )
    async def test_is_refused_when_it_carries_a_cookie(
        self, identity: IdentityService, cookie: str, method: str, headers: dict[str, str]
    ):
        async with a_browser(identity, cookie) as browser:
            answer = await browser.request(method, "/api/v1/who", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin_request")

    @pytest.mark.parametrize(
        "headers",
        [
            OWN_PAGE,
            {"Origin": PUBLIC_URL},
            {"Origin": "http://localhost:5173", "Host": "localhost:5173"},
        ],
    )
    async def test_is_not_what_our_own_page_sends(
        self, identity: IdentityService, cookie: str, headers: dict[str, str]
    ):
        async with a_browser(identity, cookie) as browser:
            answer = await browser.post("/api/v1/anything/deep", headers=headers)

        assert answer.json()["role"] == "payer"

    async def test_is_refused_without_a_cookie_too_so_that_nobody_is_signed_in_by_a_page(
        self, identity: IdentityService
    ):
        async with a_browser(identity) as browser:
            other = await browser.post("/api/v1/who", headers={"Origin": "https://evil.example"})
            program = await browser.post("/api/v1/who")

        assert other.status_code == 403
        assert program.json()["role"] == "anonymous"

    async def test_may_read(self, identity: IdentityService, cookie: str):
        async with a_browser(identity, cookie) as browser:
            answer = await browser.get("/api/v1/who", headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.status_code == 200

    async def test_is_not_asked_about_with_a_token(self, identity: IdentityService, token: str):
        async with a_browser(identity) as client:
            answer = await client.post(
                "/api/v1/who",
                headers={"Authorization": f"Bearer {token}", "Origin": "https://partner.example"},
            )

        assert answer.json()["role"] == "payer"


class TestSender:
    def test_is_not_said_when_no_browser_says_it(self):
        assert sender_of(Headers({"host": "pay.example"}), own_origin=PUBLIC_URL) is (
            Sender.NOT_SAID
        )
