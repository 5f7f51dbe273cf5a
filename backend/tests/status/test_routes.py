"""What a stranger reads, and what they do not."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.heartbeat import WorkerHeartbeat
from paymentus.incidents.service import EmergencySwitch

from support.api import Api

SECRET = "Somebody read the table of api-7 at 10.1.2.3."


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestStatus:
    async def test_is_for_everybody_and_may_be_cached(self, api: Api, platform: Platform) -> None:
        heartbeat: WorkerHeartbeat = platform.get(WorkerHeartbeat)
        await heartbeat.beat()
        async with api.client() as stranger:
            answer = await stranger.get("/api/v1/status")

        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=10"
        told = answer.json()
        assert {one["component"]: one["state"] for one in told["components"]} == {
            "payments": "working", "receipts": "working", "bills": "working",
            "messages": "working",
        }  # fmt: skip
        assert (told["is_whole"], told["days"], told["incidents"]) == (True, [], [])

    async def test_says_that_payments_are_paused(self, api: Api, platform: Platform) -> None:
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        await switch.switch_on(actor="test", incident="inc_1")
        async with api.client() as stranger:
            told = (await stranger.get("/api/v1/status")).json()

        assert told["components"][0] == {"component": "payments", "state": "paused"}

    async def test_shows_of_an_incident_what_was_written_for_the_public_alone(
        self, api: Api
    ) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            declared = await admin.post(
                "/api/v1/incidents", json={"kind": "slow", "severity": "P1", "summary": SECRET}
            )
            id = declared.json()["incident"]["id"]
            await admin.post(
                f"/api/v1/incidents/{id}/public-updates", json={"words": "Receipts come late."}
            )
            await admin.post(f"/api/v1/incidents/{id}/notes", json={"words": SECRET})
            other = await admin.post(
                "/api/v1/incidents", json={"kind": "bug", "severity": "P2", "summary": SECRET}
            )
            assert other.status_code == 201
        async with api.client() as stranger:
            answer = await stranger.get("/api/v1/status")

        [incident] = answer.json()["incidents"]
        assert [one["words"] for one in incident["updates"]] == ["Receipts come late."]
        assert incident["resolved_at"] is None
        assert "api-7" not in answer.text
        assert "inc_" not in answer.text
