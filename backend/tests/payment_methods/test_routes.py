"""Saved cards as the web app sees them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from integrations.sandbox_control import SandboxControl
from paymentus.app.error_responses import register
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.payment_methods.routes import router
from paymentus.payment_methods.service import PaymentMethodsService


@pytest.fixture
async def browser(methods: PaymentMethodsService) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.state.services = {PaymentMethodsService: methods}
    app.include_router(router)
    register(app)
    users: dict[str, str] = {}

    @app.middleware("http")
    async def signed_in(
        request: Request, following: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        role = Role(request.headers.get("x-role", "payer"))
        user = users.setdefault(request.headers.get("x-user", "dana"), new_id("usr"))
        if role is not Role.ANONYMOUS:
            request.state.principal = Principal.of_role(role, id=user)
        return await following(request)

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://localhost/api/v1"
    ) as client:
        yield client


KEY = {"Idempotency-Key": "k-1"}
BODY = {"return_path": "/cards"}


class TestPaymentMethods:
    async def test_are_added_listed_and_removed(
        self, browser: httpx.AsyncClient, control: SandboxControl, database: Database
    ) -> None:
        setup = await browser.post("/payment-methods/setup", json=BODY, headers=KEY)
        assert setup.status_code == 201
        assert set(setup.json()) == {"id", "redirect_url"}
        again = await browser.post("/payment-methods/setup", json=BODY, headers=KEY)
        assert (again.status_code, again.json()) == (201, setup.json())
        assert again.headers["Idempotent-Replayed"] == "true"
        assert "Idempotent-Replayed" not in setup.headers

        document = await database["card_setups"].find_one({"_id": setup.json()["id"]})
        assert document is not None
        await control.pay(document["session_id"])
        done = await browser.post(f"/payment-methods/setup/{setup.json()['id']}/complete")
        assert done.status_code == 200
        (card,) = done.json()["data"]
        assert card["id"].startswith("pm_")
        assert {name: card[name] for name in ("kind", "brand", "last4", "expired")} == {
            "kind": "card",
            "brand": "visa",
            "last4": "4242",
            "expired": False,
        }
        assert (await browser.get("/payment-methods")).json() == done.json()

        other = {"x-user": "sam"}
        assert (await browser.get("/payment-methods", headers=other)).json() == {"data": []}
        stolen = await browser.delete(f"/payment-methods/{card['id']}", headers=other)
        assert (stolen.status_code, stolen.json()["code"]) == (404, "payment_method_not_found")

        for _ in range(2):
            assert (await browser.delete(f"/payment-methods/{card['id']}")).status_code == 204
        assert (await browser.get("/payment-methods")).json() == {"data": []}

    async def test_need_an_idempotency_key_to_be_added(self, browser: httpx.AsyncClient) -> None:
        answer = await browser.post("/payment-methods/setup", json=BODY)
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")

    @pytest.mark.parametrize("path", ["https://evil.example", "//evil.example"])
    async def test_never_send_a_payer_to_another_site(
        self, browser: httpx.AsyncClient, path: str
    ) -> None:
        answer = await browser.post(
            "/payment-methods/setup", json={"return_path": path}, headers=KEY
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "return_path_not_ours")

    async def test_say_that_the_processor_is_away(
        self, browser: httpx.AsyncClient, control: SandboxControl
    ) -> None:
        await control.fault("before", "/v1/customers", save=False)
        answer = await browser.post("/payment-methods/setup", json=BODY, headers=KEY)
        await control.no_faults()
        assert (answer.status_code, answer.json()["code"]) == (503, "processor_unavailable")
        again = await browser.post("/payment-methods/setup", json=BODY, headers=KEY)
        assert again.status_code == 201

    @pytest.mark.parametrize(
        ("role", "status"), [("anonymous", 401), ("guest", 403), ("biller_staff", 403)]
    )
    async def test_are_for_signed_in_payers_only(
        self, browser: httpx.AsyncClient, role: str, status: int
    ) -> None:
        calls = [
            browser.get("/payment-methods", headers={"x-role": role}),
            browser.post("/payment-methods/setup", json=BODY, headers={**KEY, "x-role": role}),
            browser.post("/payment-methods/setup/set_1/complete", headers={"x-role": role}),
            browser.delete("/payment-methods/pm_1", headers={"x-role": role}),
        ]
        assert [(await call).status_code for call in calls] == [status] * 4
