"""The readiness checklist: what is wrong is found, and what only a person can say is never passed
over."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.doctor import PEOPLE_SAY, Doctor, Finding, Verdict, production_problems
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.identity.service import IdentityService
from paymentus.incidents.domain.incident import Kind, Severity
from paymentus.incidents.service import EmergencySwitch, IncidentsService
from paymentus.recovery.repository.records import BACKUPS

from support.api import PASSWORD, Api
from support.commands import paymentus, place_of


async def findings(platform: Platform) -> dict[str, Finding]:
    return {one.item: one async for one in Doctor(platform).examine()}


async def of(platform: Platform, words: str) -> Finding:
    found = await findings(platform)
    return next(finding for item, finding in found.items() if words in item)


class TestExamining:
    async def test_says_of_every_item_of_the_guide_how_it_stands(self, platform: Platform) -> None:
        found = await findings(platform)

        sections = {finding.section for finding in found.values()}
        assert sections == {
            "Security", "Compliance", "Infrastructure", "Application", "Legal and regulatory",
        }  # fmt: skip
        assert found["Indexes are all there"].verdict is Verdict.FINE
        assert found["Clocks agree"].verdict is Verdict.FINE
        # One member, no witness, http: what a laptop is.
        assert found["MongoDB is a replica set of three"].verdict is Verdict.WRONG
        assert found["TLS certificate of the public address"].verdict is Verdict.WRONG
        assert {item for _, item in PEOPLE_SAY} <= found.keys()
        assert all(found[item].verdict is Verdict.PERSON for _, item in PEOPLE_SAY)

    async def test_names_staff_without_a_second_factor(self, platform: Platform) -> None:
        api = Api.of(platform)
        for role in (Role.ADMIN, Role.COMPLIANCE_OFFICER):
            await api.person(role)
        assert (await of(platform, "second factor")).verdict is Verdict.FINE
        identity: IdentityService = platform.get(IdentityService)
        bare = await identity.create_user(
            email="bare@people.example", password=PASSWORD, full_name="Bare", role=Role.AUDITOR,
            actor="test",
        )  # fmt: skip

        found = await of(platform, "second factor")

        assert found.verdict is Verdict.WRONG
        assert bare.id in found.words

    @pytest.mark.parametrize(("hours", "verdict"), [(3, Verdict.FINE), (30, Verdict.WRONG)])
    async def test_wants_a_backup_of_the_last_day(
        self, platform: Platform, hours: int, verdict: Verdict
    ) -> None:
        await platform.database[BACKUPS].insert_one(
            {
                "_id": "bak_1",
                "name": "20261122_030000",
                "kind": "snapshot",
                "finished_at": datetime.now(UTC) - timedelta(hours=hours),
            }
        )

        assert (await of(platform, "backup")).verdict is verdict

    async def test_tells_of_an_open_incident_and_of_emergency_mode(
        self, platform: Platform
    ) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        assert (await of(platform, "no incident")).verdict is Verdict.FINE

        incident = await incidents.declare(
            Kind.BUG, Severity.P2, summary="A label is wrong.", by="usr_1"
        )
        await switch.switch_on(actor="script", incident=incident.id)

        found = await of(platform, "no incident")
        assert found.verdict is Verdict.WRONG
        assert "emergency mode is on" in found.words
        assert incident.id in found.words

    async def test_counts_a_check_that_cannot_be_made_as_failed(self, platform: Platform) -> None:
        platform.settings.public_url = "https://127.0.0.1:9"

        found = await of(platform, "TLS certificate")

        assert found.verdict is Verdict.WRONG
        assert "could not be checked" in found.words


class TestSettings:
    def test_are_judged_as_production_would(self, platform: Platform) -> None:
        problems = production_problems(platform.settings)

        assert problems[0] == "PAYMENTUS_ENV is not production"
        assert any("STRIPE_SECRET_KEY" in one for one in problems)


class TestCommand:
    async def test_ends_with_one_when_anything_is_wrong(self, platform: Platform) -> None:
        done = paymentus("doctor", "--json", **place_of(platform.settings))

        assert done.returncode == 1, done.stderr
        told = json.loads(done.stdout)
        assert told["ready"] is False
        assert {one["verdict"] for one in told["findings"]} == {"fine", "wrong", "person"}
