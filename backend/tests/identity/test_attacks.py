"""Named attacks on accounts and sessions. Each test fails when its defence is taken away.

Refresh replay is in test_refresh_tokens.py, forged tokens in test_access_tokens.py, guessing in
test_guessing.py, and the open redirect in the web app's own tests.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from paymentus.app.main import create_app
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.mongo import Database
from paymentus.identity.service import EmailOrPasswordWrong, IdentityService

from support.identities import PASSWORD
from support.timing import TELLS_APART, difference

EMAIL = "dana@example.com"
CREDENTIALS = {"email": EMAIL, "password": PASSWORD}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ROUTES_THAT_ACT = (
    ("POST", "/sign-in"), ("POST", "/register"), ("POST", "/sign-out"), ("POST", "/token"),
    ("POST", "/token/refresh"), ("POST", "/token/revoke"), ("POST", "/password"),
    ("POST", "/password/forgot"), ("POST", "/password/reset"), ("POST", "/password/check"),
    ("POST", "/email"), ("POST", "/email/resend"), ("POST", "/email/confirm"),
    ("POST", "/not-me"), ("DELETE", f"/sessions/{'0' * 64}"), ("POST", "/sessions/end-others"),
)  # fmt: skip


@pytest.fixture
async def service(platform: Platform) -> IdentityService:
    identity: IdentityService = platform.get(IdentityService)
    await identity.create_user(
        email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
    )
    return identity


@pytest.fixture
async def browser(platform: Platform, service: IdentityService) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(platform.settings, platform)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="https://localhost:8001/api/v1/auth",
        headers=OWN_PAGE,
    ) as client:
        yield client


class TestUserEnumerationByTiming:
    async def test_of_the_test_itself_a_difference_of_two_milliseconds_is_seen(self):
        async def work(extra: float) -> None:
            await asyncio.sleep(0.005 + extra)

        seen = await difference(lambda _: work(0.002), lambda _: work(0), tries=60)

        assert seen > TELLS_APART

    async def test_at_sign_in_tells_nothing(self, service: IdentityService):
        async def wrong(email: str, number: int) -> None:
            with contextlib.suppress(EmailOrPasswordWrong):
                await service.sign_in(
                    email=email, password="a wrong guess", client=f"198.51.100.{number}"
                )

        other = "nobody@example.com"
        seen = await difference(lambda n: wrong(EMAIL, n), lambda n: wrong(other, n), tries=25)

        assert seen < TELLS_APART

    async def test_at_registration_tells_nothing(self, service: IdentityService):
        async def register(email: str) -> None:
            await service.register(email=email, password=PASSWORD, full_name="Kim")

        seen = await difference(
            lambda n: register(EMAIL), lambda n: register(f"new{n}@example.com"), tries=40
        )

        assert seen < TELLS_APART

    async def test_at_reset_tells_nothing(self, service: IdentityService):
        seen = await difference(
            lambda n: service.password_reset.ask(EMAIL),
            lambda n: service.password_reset.ask("nobody@example.com"),
            tries=80,
        )

        assert seen < TELLS_APART


class TestUserEnumerationByWords:
    async def test_at_reset_tells_nothing(self, browser: httpx.AsyncClient):
        answers = [
            await browser.post("/password/forgot", json={"email": email})
            for email in (EMAIL, "nobody@example.com", "not an address")
        ]

        assert [answer.status_code for answer in answers] == [202] * 3
        assert len({answer.content for answer in answers}) == 1

    async def test_by_registering_and_signing_in_tells_nothing(self, browser: httpx.AsyncClient):
        """A new account cannot be signed in to before its address is confirmed, so that this
        answers alike whether or not the address had an account."""
        for email in (EMAIL, "new@example.com"):
            body = {"email": email, "password": "a strangers choice", "full_name": "X"}
            registered = await browser.post("/register", json=body)
            browser.cookies.clear()
            signed_in = await browser.post(
                "/sign-in", json={"email": email, "password": "a strangers choice"}
            )

            assert (registered.status_code, signed_in.status_code) == (201, 401)
            assert signed_in.json()["code"] == "email_or_password_wrong"


class TestSessionFixation:
    async def test_a_cookie_from_before_sign_in_is_worth_nothing_after(
        self, browser: httpx.AsyncClient
    ):
        """The attacker plants a cookie of their own, or one they made up, before the victim signs
        in."""
        planted = await browser.post("/sign-in", json=CREDENTIALS)
        known = planted.cookies[SESSION_COOKIE]
        for value in (known, "A" * 43):
            browser.cookies.clear()
            browser.cookies.set(SESSION_COOKIE, value, domain="localhost.local")

            answer = await browser.post(
                "/sign-in", json=CREDENTIALS, headers={"Cookie": f"{SESSION_COOKIE}={value}"}
            )

            assert answer.cookies[SESSION_COOKIE] not in (known, value)
            browser.cookies.clear()
            old = await browser.get("/session", headers={"Cookie": f"{SESSION_COOKIE}={value}"})
            assert old.json()["kind"] == "anonymous"

    async def test_a_change_of_password_changes_the_cookie(self, browser: httpx.AsyncClient):
        signed_in = await browser.post("/sign-in", json=CREDENTIALS)

        answer = await browser.post(
            "/password", json={"password": PASSWORD, "new_password": "seven green herons"}
        )

        assert answer.status_code == 200, answer.text
        assert answer.cookies[SESSION_COOKIE] != signed_in.cookies[SESSION_COOKIE]


class TestCrossSiteRequestForgery:
    @pytest.mark.parametrize(("method", "path"), ROUTES_THAT_ACT)
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        ],
    )
    async def test_is_refused_on_every_route_that_acts(
        self, browser: httpx.AsyncClient, method: str, path: str, headers: dict[str, str]
    ):
        answer = await browser.request(method, path, headers=headers, json={})

        assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin_request")

    async def test_covers_every_route_of_accounts_that_acts(self, platform: Platform):
        paths = create_app(platform.settings, platform).openapi()["paths"]

        acting = {
            (method.upper(), path.removeprefix("/api/v1/auth").replace("{session_id}", "0" * 64))
            for path, operations in paths.items()
            if path.startswith("/api/v1/auth/")
            for method in operations.keys() - {"get"}
            if {"auth", "account"} & set(operations[method]["tags"])
        }
        assert acting <= set(ROUTES_THAT_ACT)


class TestMassAssignment:
    @pytest.mark.parametrize(
        "more",
        [
            {"role": "admin"}, {"biller_id": "bil_1"}, {"epoch": 9}, {"id": "usr_1"},
            {"status": "active"}, {"email_confirmed": True}, {"permissions": ["audit.read"]},
            {"password_hash": "x"},
        ],
    )  # fmt: skip
    async def test_at_registration_is_refused_and_nobody_is_made(
        self, browser: httpx.AsyncClient, database: Database, more: dict[str, object]
    ):
        body = {"email": "kim@example.com", "password": "seven green herons", "full_name": "Kim"}

        answer = await browser.post("/register", json={**body, **more})

        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
        assert await database["users"].count_documents({}) == 1

    async def test_at_registration_makes_a_payer_whatever_is_asked(
        self, browser: httpx.AsyncClient
    ):
        body = {"email": "kim@example.com", "password": "seven green herons", "full_name": "Kim"}

        made = await browser.post("/register?role=admin", json=body)

        assert made.json()["user"]["role"] == "payer"
        assert not made.json()["user"]["email_confirmed"]


class TestSecretsInAddresses:
    async def test_mailed_links_carry_theirs_where_browsers_tell_no_server(
        self, platform: Platform, service: IdentityService
    ):
        await service.password_reset.ask(EMAIL)
        [message] = await platform.database["outbox"].find({"topic": "account_mail"}).to_list()
        payload = {**message["payload"], "message_id": message["_id"]}

        mail = await service.mails.compose(payload)

        assert mail is not None
        before, _, secret = mail["url"].partition("#")
        assert len(secret) == 74
        assert "?" not in before
