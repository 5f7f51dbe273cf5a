from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role

from support.api import Api


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestExport:
    async def test_is_a_file_with_reasons(self, api: Api) -> None:
        payer = await api.person(Role.PAYER)

        async with api.client(payer) as client:
            answer = await client.get("/api/v1/me/data")

        assert answer.headers["content-disposition"] == 'attachment; filename="my-data.json"'
        assert answer.headers["cache-control"] == "no-store"
        document = answer.json()
        assert all(section["why"] for section in document["sections"])
        assert len(document["kept"]) >= 3


class TestErasure:
    async def test_is_taken_and_told(self, api: Api) -> None:
        payer = await api.person(Role.PAYER)

        async with api.client(payer) as client:
            wrong = await client.post("/api/v1/me/erasure", json={"confirmation": "yes"})
            taken = await client.post(
                "/api/v1/me/erasure", json={"confirmation": "erase my account"}
            )
            after = await client.get("/api/v1/me/data")

        assert (wrong.status_code, wrong.json()["code"]) == (422, "erasure_not_confirmed")
        assert (taken.status_code, taken.json()["state"]) == (202, "requested")
        assert after.status_code == 401
