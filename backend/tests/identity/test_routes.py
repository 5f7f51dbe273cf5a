"""Sign-in as a browser and as a program see it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from paymentus.app import error_responses
from paymentus.app.authentication import AuthenticationMiddleware
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Role
from paymentus.foundation.cookies import DEVICE_COOKIE, SESSION_COOKIE
from paymentus.foundation.event_stream import EventStream
from paymentus.identity.routes import router
from paymentus.identity.service import IdentityService

from support.identities import PASSWORD, PUBLIC_URL

DANA = {"email": "dana@example.com", "password": PASSWORD, "full_name": "Dana Reyes"}
CREDENTIALS = {"email": "dana@example.com", "password": PASSWORD}


@pytest.fixture
async def browser(
    identity: IdentityService, stream: EventStream
) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.state.services = {IdentityService: identity, EventStream: stream}
    app.include_router(router)
    error_responses.register(app)
    app.add_middleware(AuthenticationMiddleware, public_url=PUBLIC_URL)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=f"{PUBLIC_URL}/api/v1/auth",
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as client:
        yield client


@pytest.fixture
async def dana(identity: IdentityService) -> None:
    """A payer with a confirmed address."""
    await identity.create_user(**DANA, role=Role.PAYER, actor="test")


class TestRegister:
    async def test_answers_with_the_session_and_sets_the_cookie(self, browser: httpx.AsyncClient):
        answer = await browser.post("/register", json=DANA)

        assert answer.status_code == 201
        session = answer.json()
        assert session["user"].pop("id").startswith("usr_")
        assert session == {
            "kind": "user",
            "user": {
                "email": "dana@example.com",
                "full_name": "Dana Reyes",
                "role": "payer",
                "biller_id": None,
                "biller_name": None,
                "email_confirmed": False,
                "pending_email": "dana@example.com",
            },
            "guest": None,
            "permissions": sorted(ROLE_PERMISSIONS[Role.PAYER]),
            "second_factor_missing": False,
        }
        cookies = answer.headers.get_list("Set-Cookie")
        assert {cookie.partition("=")[0] for cookie in cookies} == {SESSION_COOKIE, DEVICE_COOKIE}
        cookie = next(cookie for cookie in cookies if cookie.startswith(SESSION_COOKIE))
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert attributes == {"secure", "httponly", "samesite=lax", "path=/", "max-age=2592000"}

    async def test_names_the_fields_that_need_another_answer(self, browser: httpx.AsyncClient):
        answer = await browser.post(
            "/register", json={"email": "dana", "password": "password12345", "full_name": "Dana"}
        )

        assert answer.status_code == 422
        problem = answer.json()
        assert problem["code"] == "registration_not_accepted"
        assert [error["field"] for error in problem["errors"]] == ["email", "password"]
        assert "password12345" not in answer.text

    async def test_answers_alike_when_the_address_has_an_account(
        self, browser: httpx.AsyncClient, dana: None
    ):
        known = await browser.post("/register", json=DANA)
        new = await browser.post("/register", json={**DANA, "email": "new@example.com"})

        assert known.status_code == new.status_code == 201
        answers = [answer.json() for answer in (known, new)]
        for answer in answers:
            del answer["user"]["id"], answer["user"]["email"], answer["user"]["pending_email"]
        assert answers[0] == answers[1]

    @pytest.mark.parametrize(
        "body", [{}, {**DANA, "role": "admin"}, {**DANA, "password": "x" * 2000}, [], "text"]
    )
    async def test_refuses_a_body_of_another_form_without_repeating_it(
        self, browser: httpx.AsyncClient, body: object
    ):
        answer = await browser.post("/register", json=body)

        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
        assert PASSWORD not in answer.text


class TestSignIn:
    async def test_changes_the_cookie_and_ends_the_session_before(
        self, browser: httpx.AsyncClient, dana: None
    ):
        await browser.post("/sign-in", json=CREDENTIALS)
        before = browser.cookies[SESSION_COOKIE]

        answer = await browser.post("/sign-in", json=CREDENTIALS)

        assert answer.status_code == 200
        assert browser.cookies[SESSION_COOKIE] != before
        assert (await browser.get("/session")).json()["kind"] == "user"
        browser.cookies.clear()
        old = await browser.get("/session", headers={"Cookie": f"{SESSION_COOKIE}={before}"})
        assert old.json()["kind"] == "anonymous"

    async def test_answers_alike_for_a_wrong_password_and_an_unknown_address(
        self, browser: httpx.AsyncClient, dana: None
    ):
        wrong = await browser.post("/sign-in", json={**CREDENTIALS, "password": "a wrong guess"})
        unknown = await browser.post("/sign-in", json={**CREDENTIALS, "email": "x@example.com"})

        assert wrong.status_code == unknown.status_code == 401
        assert "Set-Cookie" not in wrong.headers
        bodies = [
            {key: value for key, value in answer.json().items() if key != "request_id"}
            for answer in (wrong, unknown)
        ]
        assert bodies[0] == bodies[1]
        assert bodies[0]["code"] == "email_or_password_wrong"

    async def test_answers_429_with_the_time_to_wait_after_too_many_guesses(
        self, browser: httpx.AsyncClient
    ):
        for _ in range(5):
            await browser.post("/sign-in", json=CREDENTIALS)

        answer = await browser.post("/sign-in", json=CREDENTIALS)

        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        assert answer.headers["Retry-After"] == "5"

    async def test_of_staff_sets_a_cookie_that_goes_with_the_browser(
        self, browser: httpx.AsyncClient, identity: IdentityService
    ):
        await identity.create_user(
            email="staff@riverton.example", password=PASSWORD, full_name="Sam",
            role=Role.BILLER_STAFF, biller_id="bil_riverton", actor="cli",
        )  # fmt: skip

        answer = await browser.post(
            "/sign-in", json={"email": "staff@riverton.example", "password": PASSWORD}
        )

        cookies = answer.headers.get_list("Set-Cookie")
        session = next(cookie for cookie in cookies if cookie.startswith(SESSION_COOKIE))
        assert "max-age" not in session.lower()
        assert answer.json()["user"]["biller_name"] == "City of Riverton Water"

    async def test_cannot_be_done_by_another_sites_page(self, browser: httpx.AsyncClient):
        answer = await browser.post(
            "/sign-in", json=CREDENTIALS, headers={"Sec-Fetch-Site": "cross-site"}
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin_request")


class TestSignOut:
    async def test_ends_the_session_and_clears_the_cookie(self, browser: httpx.AsyncClient):
        await browser.post("/register", json=DANA)
        cookie = browser.cookies[SESSION_COOKIE]

        answer = await browser.post("/sign-out")

        assert answer.status_code == 204
        assert "max-age=0" in answer.headers["Set-Cookie"].lower()
        kept = await browser.get("/session", headers={"Cookie": f"{SESSION_COOKIE}={cookie}"})
        assert kept.json()["kind"] == "anonymous"

    async def test_is_safe_to_repeat(self, browser: httpx.AsyncClient):
        assert (await browser.post("/sign-out")).status_code == 204
        assert (await browser.post("/sign-out")).status_code == 204


class TestSession:
    async def test_of_a_stranger_is_anonymous(self, browser: httpx.AsyncClient):
        assert (await browser.get("/session")).json() == {
            "kind": "anonymous",
            "user": None,
            "guest": None,
            "permissions": sorted(ROLE_PERMISSIONS[Role.ANONYMOUS]),
            "second_factor_missing": False,
        }

    async def test_of_a_guest_names_the_one_account(
        self, browser: httpx.AsyncClient, identity: IdentityService
    ):
        cookie = await identity.open_guest_session(
            biller_id="bil_riverton", account_number="1002", biller_name="Riverton"
        )

        answer = await browser.get("/session", headers={"Cookie": f"{SESSION_COOKIE}={cookie}"})

        assert answer.json()["kind"] == "guest"
        assert answer.json()["guest"] == {
            "biller_id": "bil_riverton",
            "biller_name": "Riverton",
            "account_number": "1002",
        }


class TestToken:
    async def test_is_for_programs_and_works_without_a_cookie(
        self, browser: httpx.AsyncClient, dana: None
    ):
        del browser.headers["Sec-Fetch-Site"]

        answer = await browser.post("/token", json=CREDENTIALS)

        assert answer.status_code == 200
        token = answer.json()
        assert (token["token_type"], token["expires_in"]) == ("Bearer", 600)
        assert "Set-Cookie" not in answer.headers
        session = await browser.get(
            "/session", headers={"Authorization": f"Bearer {token['access_token']}"}
        )
        assert session.json()["user"]["email"] == "dana@example.com"

    async def test_is_refused_for_a_wrong_password(self, browser: httpx.AsyncClient):
        answer = await browser.post("/token", json=CREDENTIALS)

        assert (answer.status_code, answer.json()["code"]) == (401, "email_or_password_wrong")
