"""A link to us that ends somewhere else."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role

from support.api import Api
from support.scene import Scene

ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%0a/evil.example\n",
    "javascript:alert(1)",
    "evil.example",
    "",
)


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestReturnPath:
    @pytest.mark.parametrize("path", ELSEWHERE)
    async def test_elsewhere_is_refused(self, api: Api, scene: Scene, path: str) -> None:
        payer = await api.person(Role.PAYER)

        async with api.client({**payer, "Idempotency-Key": "k"}) as client:
            answer = await client.post("/api/v1/payment-methods/setup", json={"return_path": path})

        assert answer.status_code in (400, 422), answer.text

    async def test_of_ours_is_taken(self, api: Api, scene: Scene) -> None:
        """The control."""
        payer = await api.person(Role.PAYER)

        async with api.client({**payer, "Idempotency-Key": "k"}) as client:
            answer = await client.post(
                "/api/v1/payment-methods/setup", json={"return_path": "/cards?from=bill"}
            )

        assert answer.status_code == 201
        assert answer.json()["redirect_url"].startswith(scene.sandbox_url)


class TestEveryGet:
    @pytest.mark.parametrize(
        "address",
        [
            "//evil.example/%2e%2e",
            "/api/v1/billers/",
            "/api/v1/billers//evil.example/",
            "/sign-in?next=https://evil.example",
            "/api/docs/",
            "/api/v1/auth/session?next=//evil.example&url=//evil.example&redirect=//evil.example",
        ],
    )
    async def test_redirects_nobody_to_another_host(self, api: Api, address: str) -> None:
        async with api.client({"Host": "evil.example"}) as client:
            answer = await client.get(address)

        assert not answer.is_redirect, answer.headers.get("location")
        assert "evil.example" not in answer.headers.get("location", "")
