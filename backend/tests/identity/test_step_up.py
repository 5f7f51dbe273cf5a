"""Proving again who one is: what it needs, what it gives, and what it does not."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from identity.test_second_factors import a_person
from paymentus.app import error_responses
from paymentus.app.authentication import AuthenticationMiddleware
from paymentus.foundation.authorization import GuardedRoute, Permission, Role, requires
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.errors import TooManyRequests
from paymentus.identity.service.people import PasswordWrong
from paymentus.identity.service.second_factors import CodeNotAccepted
from paymentus.identity.service.step_up import SecondFactorExpected, SessionNeeded

from support.identities import PASSWORD, PUBLIC_URL, Identities, MovableClock
from support.second_factors import an_app_of

PLACE = "203.0.113.7"


def an_app(parts: Identities) -> FastAPI:
    app = FastAPI()
    app.state.services = parts.services
    app.router.route_class = GuardedRoute

    @app.post("/api/v1/sensitive", dependencies=[requires(Permission.SESSION_READ, fresh=True)])
    async def sensitive() -> str:
        return "done"

    error_responses.register(app)
    app.add_middleware(AuthenticationMiddleware, public_url=PUBLIC_URL)
    return app


async def asked(parts: Identities, headers: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(an_app(parts)), base_url=PUBLIC_URL
    ) as browser:
        own_page = {"Sec-Fetch-Site": "same-origin"}
        return await browser.post("/api/v1/sensitive", headers={**own_page, **headers})


def with_cookie(cookie: str) -> dict[str, str]:
    return {"Cookie": f"{SESSION_COOKIE}={cookie}"}


class TestSensitiveAct:
    async def test_is_done_right_after_sign_in_and_refused_five_minutes_later(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts, Role.ADMIN)
        app = await an_app_of(user, parts.second_factors, clock)
        session = await parts.identity.sessions.open(user, second_factor=True)
        assert (await asked(parts, with_cookie(session.cookie))).json() == "done"

        clock.move(minutes=5)
        refused = await asked(parts, with_cookie(session.cookie))
        assert (refused.status_code, refused.json()["code"]) == (403, "step_up_needed")
        assert refused.json()["ways"] == ["code"]

        principal = await parts.identity.principal_of_session(session.cookie)
        assert principal is not None
        proved = await parts.step_up.by_code(principal, app.code())
        assert (await asked(parts, with_cookie(proved.cookie))).json() == "done"

    async def test_wants_the_password_of_who_has_no_second_factor(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        session = await parts.identity.sessions.open(user, second_factor=False)
        clock.move(minutes=5)

        refused = await asked(parts, with_cookie(session.cookie))

        assert refused.json()["ways"] == ["password"]

    async def test_cannot_be_proved_with_a_token(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        token = await parts.identity.issue_token(
            email=user.email_address, password=PASSWORD, client=PLACE
        )
        headers = {"Authorization": f"Bearer {token.token}"}
        assert (await asked(parts, headers)).json() == "done"
        clock.move(minutes=5)

        refused = await asked(parts, headers)

        assert (refused.status_code, refused.json()["ways"]) == (403, [])
        with pytest.raises(SessionNeeded):
            await parts.step_up.by_code(
                await parts.identity.principal_of_token(token.token), "123456"
            )

    async def test_offers_no_way_to_strangers_and_guests(self, parts: Identities):
        guest = await parts.identity.open_guest_session(
            biller_id="bil_riverton", account_number="1002", biller_name="Riverton"
        )

        for headers in ({}, with_cookie(guest)):
            refused = await asked(parts, headers)
            assert (refused.status_code, refused.json()["ways"]) == (403, [])


class TestStepUp:
    async def test_changes_the_session_id_and_ends_the_one_before(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        before = await parts.identity.sessions.open(user, second_factor=True)

        after = await parts.step_up.by_code(before.principal, app.code())

        assert after.cookie != before.cookie
        assert await parts.identity.principal_of_session(before.cookie) is None
        assert await parts.identity.principal_of_session(after.cookie) == after.principal

    async def test_makes_no_session_last_longer(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts, Role.AUDITOR)
        app = await an_app_of(user, parts.second_factors, clock)
        session = await parts.identity.sessions.open(user, second_factor=True)
        for _ in range(47):
            clock.move(minutes=15)
            principal = await parts.identity.principal_of_session(session.cookie)
            assert principal is not None
            session = await parts.step_up.by_code(principal, app.code())

        clock.move(minutes=15)

        assert await parts.identity.principal_of_session(session.cookie) is None

    async def test_of_a_session_that_was_ended_is_refused(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        session = await parts.identity.sessions.open(user, second_factor=True)
        await parts.identity.end_all_sessions(user.id, actor="test")

        with pytest.raises(Exception, match="Sign in"):
            await parts.step_up.by_code(session.principal, app.code())

    async def test_takes_no_password_from_who_has_a_second_factor(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        await an_app_of(user, parts.second_factors, clock)
        session = await parts.identity.sessions.open(user, second_factor=True)

        with pytest.raises(SecondFactorExpected):
            await parts.step_up.by_password(session.principal, PASSWORD, client=PLACE)

    async def test_by_password_gives_no_second_factor(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts, Role.ADMIN)
        session = await parts.identity.sessions.open(user, second_factor=False)
        clock.move(minutes=6)

        proved = await parts.step_up.by_password(session.principal, PASSWORD, client=PLACE)

        assert proved.principal.fresh
        assert proved.principal.lacks_second_factor

    async def test_limits_guesses(self, parts: Identities, clock: MovableClock):
        user, other = await a_person(parts), await a_person(parts, name="eve")
        app = await an_app_of(user, parts.second_factors, clock)
        session = await parts.identity.sessions.open(user, second_factor=True)
        without = await parts.identity.sessions.open(other, second_factor=False)
        for _ in range(10):
            with pytest.raises(CodeNotAccepted):
                await parts.step_up.by_code(session.principal, app.wrong_code())
        for _ in range(5):
            with pytest.raises(PasswordWrong):
                await parts.step_up.by_password(without.principal, "a guess", client=PLACE)

        with pytest.raises(TooManyRequests):
            await parts.step_up.by_code(session.principal, app.code())
        with pytest.raises(TooManyRequests):
            await parts.step_up.by_password(without.principal, PASSWORD, client=PLACE)

    async def test_code_of_the_sign_in_does_not_count_again(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        code = app.code()
        await parts.second_factors.accept_code(user.id, code)
        session = await parts.identity.sessions.open(user, second_factor=True)
        clock.move(seconds=timedelta(seconds=20).total_seconds())

        with pytest.raises(CodeNotAccepted):
            await parts.step_up.by_code(session.principal, code)
