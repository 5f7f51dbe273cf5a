"""Incidents over HTTP, as staff work with them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.incidents.domain.contacts import Contacts
from paymentus.incidents.domain.steps import BEFOREHAND, Action
from paymentus.incidents.repository.incidents import IncidentsRepository
from paymentus.incidents.service import IncidentReports
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.api import Api

ADDRESS = "/api/v1/incidents"
SLOW = {"kind": "slow", "severity": "P1", "summary": "Receipts take ten seconds."}


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def declared(client: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(ADDRESS, json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


class TestDeclaring:
    async def test_tells_beforehand_what_will_happen_by_itself(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            plans = (await admin.get(f"{ADDRESS}/plans")).json()

        breach = next(one for one in plans["kinds"] if one["kind"] == "security_breach")
        assert breach["least"] == "P0"
        assert breach["planned"][0]["words"] == BEFOREHAND[Action.ISOLATE]
        assert [one["severity"] for one in plans["severities"]] == ["P0", "P1", "P2", "P3"]

    async def test_does_it_and_shows_what_was_done(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            file = await declared(admin, SLOW)
            again = (await admin.get(f"{ADDRESS}/{file['incident']['id']}")).json()

        assert [step["name"] for step in file["steps"]] == [
            "declared", "enable_emergency_monitoring", "notify_incident_team",
        ]  # fmt: skip
        assert [step["state"] for step in file["steps"]] == ["note", "done", "done"]
        assert again == file

    async def test_of_a_breach_signs_out_who_declared_it_too(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            file = await declared(
                admin, {"kind": "security_breach", "severity": "P0", "summary": "A key leaked."}
            )
            after = await admin.get(f"{ADDRESS}/{file['incident']['id']}")

        assert file["notices"]
        assert after.status_code == 401

    async def test_as_less_than_it_is_names_the_field(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            answer = await admin.post(
                ADDRESS, json={**SLOW, "kind": "payments_down", "severity": "P2"}
            )

        assert answer.status_code == 422
        assert [one["field"] for one in answer.json()["errors"]] == ["severity"]


class TestWorking:
    async def test_goes_through_notes_and_containment_to_its_end(self, api: Api) -> None:
        async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as officer:
            incident = (await declared(officer, SLOW))["incident"]
            path = f"{ADDRESS}/{incident['id']}"
            await officer.post(f"{path}/notes", json={"words": "An index was missing."})
            contained = (await officer.post(f"{path}/contain", json={"words": "Built."})).json()
            twice = await officer.post(f"{path}/contain", json={"words": "Built."})
            resolved = (await officer.post(f"{path}/resolve", json={"words": "Fast."})).json()
            open_ones = (await officer.get(ADDRESS)).json()["data"]
            over = (await officer.get(ADDRESS, params={"state": "resolved"})).json()["data"]

        assert contained["incident"]["state"] == "contained"
        assert twice.json()["code"] == "already_contained"
        assert [step["words"] for step in resolved["steps"][3:]] == [
            "An index was missing.", "Built.", "Fast.",
        ]  # fmt: skip
        assert resolved["incident"]["watched"] is False
        assert open_ones == []
        assert [one["id"] for one in over] == [incident["id"]]

    async def test_is_listed_in_pages(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            ids = [
                (await declared(admin, {**SLOW, "kind": "request", "severity": "P3"}))["incident"]
                for _ in range(3)
            ]
            first = (await admin.get(ADDRESS, params={"limit": 2})).json()
            rest = (await admin.get(ADDRESS, params={"cursor": first["next_cursor"]})).json()

        found = [one["id"] for page in (first, rest) for one in page["data"]]
        assert found == [one["id"] for one in reversed(ids)]
        assert rest["next_cursor"] is None

    async def test_keeps_what_people_wrote_sealed(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            incident = (await declared(admin, SLOW))["incident"]
            await admin.post(
                f"{ADDRESS}/{incident['id']}/notes", json={"words": "Ana told us by telephone."}
            )

        database = api.platform.database
        stored = [
            *(await database["incidents"].find().to_list()),
            *(await database["incident_steps"].find().to_list()),
        ]
        assert "Ana told us" not in str(stored)
        assert SLOW["summary"] not in str(stored)


class TestReport:
    async def test_has_the_time_line_the_deadlines_and_the_escalation(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            body = {"kind": "compliance_violation", "severity": "P0", "summary": "A CTR was late."}
            incident = (await declared(admin, body))["incident"]
            path = f"{ADDRESS}/{incident['id']}/report"
            document = await admin.get(f"{path}.json")
            pages = await admin.get(f"{path}.pdf")
            other = await admin.get(f"{path}.txt")

        report = json.loads(document.content)
        assert report["incident"]["summary"] == "A CTR was late."
        assert [one["name"] for one in report["time_line"]][1] == "freeze_affected_accounts"
        assert {one["id"] for one in report["notices"]} >= {"fincen_sar", "ofac_blocked"}
        assert report["escalation"][0].startswith("On-call engineer")
        assert pages.content.startswith(b"%PDF-")
        assert pages.headers["content-disposition"].endswith('.pdf"')
        assert len(hashlib.sha256(document.content).hexdigest()) == 64
        assert other.status_code == 422


class TestNotices:
    async def test_are_due_a_day_before_their_deadline_until_the_incident_is_over(
        self, api: Api, platform: Platform
    ) -> None:
        """23 NYCRR 500.17(a): 72 hours from the discovery."""
        reports: IncidentReports = platform.get(IncidentReports)
        async with api.client(await api.person(Role.ADMIN)) as admin:
            discovered = datetime.now(UTC) - timedelta(hours=47)
            breach = {"kind": "compliance_violation", "severity": "P0", "summary": "Found late."}
            body = {**breach, "discovered_at": discovered.isoformat()}
            file = await declared(admin, body)
            soonest = min(datetime.fromisoformat(one["due"]) for one in file["notices"])
            due = await reports.notices_due()
            at_deadline = IncidentReports(
                incidents=IncidentsRepository(platform.database, platform.get(SealedDocuments)),
                contacts=Contacts({}, ()),
                company="Acme",
                clock=lambda: soonest,
            )
            when_passed = await at_deadline.notices_due()
            ended = f"{ADDRESS}/{file['incident']['id']}/resolve"
            await admin.post(ended, json={"words": "Put right."})

        now = datetime.now(UTC)
        expected = sum(
            datetime.fromisoformat(one["due"]) <= now + timedelta(hours=24)
            for one in file["notices"]
        )
        assert due == expected
        assert when_passed >= 1
        assert await at_deadline.notices_due() == 0
