from __future__ import annotations

import pytest

from paymentus.app.allowed_methods import AllowedMethods
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role

from support.api import Api


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestAllowedMethods:
    @pytest.mark.parametrize(
        ("path", "methods"),
        [
            ("/api/v1/billers", ["GET", "POST"]),
            ("/api/v1/billers/bil_1", ["GET", "PATCH"]),
            ("/api/v1/quotes", ["POST"]),
            ("/api/v1/payment-methods/setup", ["POST"]),
            ("/api/v1/nothing", []),
            ("/bills", []),
        ],
    )
    def test_are_those_of_every_route_with_the_address(
        self, api: Api, path: str, methods: list[str]
    ) -> None:
        assert AllowedMethods(api.app).at(path) == methods

    @pytest.mark.parametrize(
        ("method", "path", "allowed"),
        [
            ("GET", "/api/v1/quotes", "POST"),
            ("OPTIONS", "/api/v1/billers", "GET, POST"),
            ("PUT", "/api/v1/billers/bil_1", "GET, PATCH"),
            # Fits the address of one session too, whose id it is not.
            ("DELETE", "/api/v1/auth/sessions/end-others", "POST"),
        ],
    )
    async def test_stand_in_the_refusal_of_another(
        self, api: Api, method: str, path: str, allowed: str
    ) -> None:
        payer = await api.person(Role.PAYER)
        async with api.client(payer) as client:
            answer = await client.request(method, path)

        assert answer.status_code == 405
        assert answer.headers["allow"] == allowed
        assert answer.json()["code"] == "method_not_allowed"

    async def test_of_a_mistyped_address_are_none(self, api: Api) -> None:
        async with api.client() as client:
            answer = await client.get("/api/v1/quote")

        assert answer.status_code == 404
        assert "allow" not in answer.headers
