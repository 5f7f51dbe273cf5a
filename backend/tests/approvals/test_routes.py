"""Two administrators over HTTP: one proposes a role, the other one approves it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.service import IdentityService

from support.api import PASSWORD, Api, token_of

Json = dict[str, Any]


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def person(api: Api, name: str, role: Role) -> tuple[str, dict[str, str]]:
    identity: IdentityService = api.platform.get(IdentityService)
    email = f"{name}@people.example"
    user = await identity.create_user(
        email=email, password=PASSWORD, full_name=name.title(), role=role, actor="test"
    )
    token = await token_of(api.platform, user)
    return user.id, {"Authorization": f"Bearer {token}"}


async def propose(api: Api, headers: dict[str, str], user_id: str, role: str) -> httpx.Response:
    async with api.client(headers) as client:
        return await client.post(
            f"/api/v1/users/{user_id}/role-proposals",
            json={"role": role, "reason": "Needed for the audit"},
        )


async def decide(
    api: Api, headers: dict[str, str], proposal: Json, what: str, body: Json
) -> httpx.Response:
    async with api.client(headers) as client:
        return await client.post(f"/api/v1/approvals/{proposal['id']}/{what}", json=body)


class TestApproval:
    async def test_takes_two_people(self, api: Api) -> None:
        _, first = await person(api, "first", Role.ADMIN)
        _, second = await person(api, "second", Role.ADMIN)
        user_id, _ = await person(api, "dana", Role.PAYER)

        proposal = (await propose(api, first, user_id, "auditor")).json()
        shown = {"content_hash": proposal["content_hash"]}
        own = await decide(api, first, proposal, "approve", shown)
        other = await decide(api, second, proposal, "approve", shown)
        again = await decide(api, second, proposal, "approve", shown)

        assert proposal["words"].startswith(f"Give {user_id} the role auditor instead of payer.")
        assert (own.status_code, own.json()["code"]) == (403, "second_person_needed")
        assert (other.status_code, other.json()["state"]) == (200, "approved")
        assert other.json()["about"] == {"id": user_id, "name": "Dana"}
        assert (again.status_code, again.json()["code"]) == (409, "already_decided")
        async with api.client(second) as client:
            assert (await client.get(f"/api/v1/users/{user_id}")).json()["role"] == "auditor"

    async def test_by_the_proposer_in_a_second_session_is_refused(self, api: Api) -> None:
        _, first = await person(api, "first", Role.ADMIN)
        user_id, _ = await person(api, "dana", Role.PAYER)
        identity: IdentityService = api.platform.get(IdentityService)
        proposer = await identity.user_by_email("first@people.example")
        assert proposer is not None
        session = await identity.sessions.open(proposer, second_factor=True)
        cookie = {
            "Cookie": f"{SESSION_COOKIE}={session.cookie}",
            "Sec-Fetch-Site": "same-origin",
        }

        proposal = (await propose(api, first, user_id, "auditor")).json()
        answer = await decide(
            api, cookie, proposal, "approve", {"content_hash": proposal["content_hash"]}
        )

        assert answer.json()["code"] == "second_person_needed"

    async def test_names_a_content_that_was_not_shown(self, api: Api) -> None:
        _, first = await person(api, "first", Role.ADMIN)
        _, second = await person(api, "second", Role.ADMIN)
        user_id, _ = await person(api, "dana", Role.PAYER)

        proposal = (await propose(api, first, user_id, "auditor")).json()
        answer = await decide(api, second, proposal, "approve", {"content_hash": "0" * 64})

        assert (answer.status_code, answer.json()["code"]) == (409, "not_what_was_shown")


class TestQueue:
    async def test_shows_what_waits_and_then_what_came_of_it(self, api: Api) -> None:
        _, first = await person(api, "first", Role.ADMIN)
        _, auditor = await person(api, "vera", Role.AUDITOR)
        user_id, _ = await person(api, "dana", Role.PAYER)
        proposal = (await propose(api, first, user_id, "treasury")).json()

        async with api.client(auditor) as client:
            waiting = (await client.get("/api/v1/approvals")).json()["data"]
            one = await client.get(f"/api/v1/approvals/{proposal['id']}")
        await decide(api, first, proposal, "reject", {"reason": "A mistake"})
        async with api.client(auditor) as client:
            left = (await client.get("/api/v1/approvals")).json()["data"]
            closed = (await client.get("/api/v1/approvals?state=closed")).json()["data"]

        assert [found["id"] for found in waiting] == [proposal["id"]]
        assert one.json() == waiting[0]
        assert left == []
        assert closed[0]["decision_reason"] == "A mistake"
        assert closed[0]["decided_by"]["name"] == "First"


class TestSight:
    async def test_is_of_the_kinds_that_ones_work_is_about(self, api: Api) -> None:
        _, admin = await person(api, "admin", Role.ADMIN)
        _, officer = await person(api, "officer", Role.COMPLIANCE_OFFICER)
        user_id, _ = await person(api, "dana", Role.PAYER)
        proposal = (await propose(api, admin, user_id, "auditor")).json()
        place = f"/api/v1/approvals/{proposal['id']}"

        seen = {}
        for name, headers in (("admin", admin), ("officer", officer)):
            async with api.client(headers) as client:
                listed = (await client.get("/api/v1/approvals")).json()["data"]
                seen[name] = (len(listed), (await client.get(place)).status_code)

        assert seen == {"admin": (1, 200), "officer": (0, 404)}

    async def test_of_a_reason_has_nobody_who_reads_the_database(self, api: Api) -> None:
        _, admin = await person(api, "admin", Role.ADMIN)
        user_id, _ = await person(api, "dana", Role.PAYER)

        proposal = (await propose(api, admin, user_id, "auditor")).json()

        assert proposal["reason"] == "Needed for the audit"
        stored = await api.platform.database["approvals"].find_one({})
        assert "Needed for the audit" not in str(stored)
