"""The automatic response: each step does the real thing, once, and is on record."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from paymentus.app.wiring import Platform
from paymentus.app.worker import outbox_handlers
from paymentus.commit.service import Committer
from paymentus.compliance.service.cases import Freezes
from paymentus.foundation.authorization import Permission, Role
from paymentus.foundation.clock import utc_now
from paymentus.identity.service import ApiKeyNotValid, ApiKeysService, IdentityService
from paymentus.incidents.domain.emergency import PaymentsPaused
from paymentus.incidents.domain.incident import (
    IncidentNotAccepted,
    Kind,
    Severity,
    StillInEmergencyMode,
)
from paymentus.incidents.domain.steps import Action, StepState, note
from paymentus.incidents.repository.incidents import IncidentsRepository, insert_step
from paymentus.incidents.service import EmergencySwitch, IncidentFile, IncidentsService
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.notifications.service import NotificationsService

from support.api import PASSWORD
from support.scene import Scene


async def a_payer(platform: Platform, email: str = "ana@example.com") -> str:
    identity: IdentityService = platform.get(IdentityService)
    user = await identity.create_user(
        email=email, password=PASSWORD, full_name="Ana Payer", role=Role.PAYER, actor="test"
    )
    return user.id


async def declared(platform: Platform, kind: Kind, *affected: str) -> IncidentFile:
    incidents: IncidentsService = platform.get(IncidentsService)
    incident = await incidents.declare(
        kind, Severity.P0, summary="Somebody was in.", affected=affected, by="usr_officer"
    )
    return await incidents.respond(incident.id, by="usr_officer")


class TestSecurityBreach:
    async def test_locks_everybody_out_stops_payments_and_tells_whom_it_must(
        self, scene: Scene
    ) -> None:
        platform = scene.platform
        identity: IdentityService = platform.get(IdentityService)
        keys: ApiKeysService = platform.get(ApiKeysService)
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        await a_payer(platform)
        session = await identity.sign_in(email="ana@example.com", password=PASSWORD, client="here")
        key = await keys.create(
            biller_id=scene.biller.id, name="Upload", scope=[Permission.BILLS_IMPORT], days=30,
            actor="usr_1",
        )  # fmt: skip

        file = await declared(platform, Kind.SECURITY_BREACH)

        assert [(step.name, step.state.value) for step in file.steps] == [
            ("declared", "note"),
            ("isolate_affected_systems", "done"),
            ("revoke_active_sessions", "done"),
            ("enable_emergency_monitoring", "done"),
            ("notify_incident_team", "done"),
            ("notify_legal_counsel", "done"),
            ("prepare_regulatory_notification", "done"),
        ]
        assert file.steps[1].result == "No new payment begins. 1 API key revoked."
        assert file.incident.watched
        assert not await identity.is_signed_in(session.cookie)
        with pytest.raises(ApiKeyNotValid):
            await keys.principal_of_key(key.text)
        with pytest.raises(PaymentsPaused):
            await switch.require_money_may_move()
        types = await platform.database["audit_inbox"].distinct("type")
        assert {"incident.declared", "incident.step_done", "emergency.on", "sessions.all_ended",
                "api_key.all_revoked", "incident.notices_prepared"} <= set(types)  # fmt: skip

    async def test_mails_the_configured_addresses_without_writing_them_down(
        self, platform: Platform
    ) -> None:
        file = await declared(platform, Kind.SECURITY_BREACH)
        handle = outbox_handlers(platform)["incident_mail"]
        outbox = platform.database["outbox"]
        waiting = await outbox.find({"topic": "incident_mail"}).to_list()

        for message in waiting:
            assert "@" not in str(message["payload"])
            await handle({**message["payload"], "message_id": message["_id"]})

        notifications: NotificationsService = platform.get(NotificationsService)
        sent = await notifications.about(file.incident.id)
        assert sorted(one.kind for one in sent) == [
            "incident_incident_team", "incident_legal_counsel",
        ]  # fmt: skip
        assert {one.state.value for one in sent} == {"sent"}

    async def test_is_done_once_by_however_many_servers(self, platform: Platform) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SECURITY_BREACH, Severity.P0, summary="Somebody was in.", by="script"
        )

        await asyncio.gather(*(incidents.respond(incident.id, by="platform") for _ in range(3)))

        count = platform.database["audit_inbox"].count_documents
        assert await count({"type": "sessions.all_ended"}) == 1
        assert await count({"type": "api_key.all_revoked"}) == 1
        assert await platform.database["outbox"].count_documents({"topic": "incident_mail"}) == 2

    async def test_cannot_be_resolved_while_payments_are_stopped(self, platform: Platform) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        file = await declared(platform, Kind.SECURITY_BREACH)

        with pytest.raises(StillInEmergencyMode):
            await incidents.resolve(file.incident.id, "All mended", by="usr_officer")


class TestComplianceViolation:
    async def test_freezes_the_named_accounts_until_two_lift_it(self, platform: Platform) -> None:
        first, second = await a_payer(platform), await a_payer(platform, "ben@example.com")
        freezes: Freezes = platform.get(Freezes)

        file = await declared(platform, Kind.COMPLIANCE_VIOLATION, first, second)

        assert [step.state for step in file.steps[1:]] == [StepState.DONE] * 3
        assert file.steps[1].result == "2 accounts frozen."
        assert await freezes._freezes.active_of([first])
        assert await freezes._freezes.active_of([second])
        page, _ = await freezes.page(active=True, below=None, limit=10)
        assert {freeze.case_id[:4] for freeze in page} == {"cas_"}
        assert "SHA-256" in file.steps[2].result

    async def test_leaves_what_is_frozen_already(self, platform: Platform) -> None:
        payer = await a_payer(platform)
        await declared(platform, Kind.COMPLIANCE_VIOLATION, payer)

        again = await declared(platform, Kind.COMPLIANCE_VIOLATION, payer)

        assert again.steps[1].result == "0 accounts frozen. 1 were frozen already."

    async def test_of_somebody_unknown_is_refused(self, platform: Platform) -> None:
        with pytest.raises(IncidentNotAccepted):
            await declared(platform, Kind.COMPLIANCE_VIOLATION, "usr_nobody")


class TestStep:
    async def test_that_fails_keeps_nothing_else_from_being_done_and_is_tried_again(
        self, platform: Platform
    ) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        contacts = incidents._actions._contacts
        team = dict(contacts.addresses)
        contacts.addresses.clear()

        file = await declared(platform, Kind.SECURITY_BREACH)

        states = {step.name: step.state for step in file.steps}
        assert states["notify_incident_team"] is StepState.FAILED
        assert states["prepare_regulatory_notification"] is StepState.DONE
        contacts.addresses.update(team)
        again = await incidents.run_action(file.incident.id, Action.NOTIFY_TEAM, by="usr_officer")
        assert (again.state, again.tries) == (StepState.DONE, 2)

    async def test_that_a_dead_server_left_is_done_by_the_worker(
        self, platform: Platform, committer: Committer
    ) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        assert await incidents.work_off_waiting() == 0

        await platform.database["incident_steps"].update_many(
            {}, [{"$set": {"at": {"$subtract": ["$at", 30_000]}}}]
        )
        done = await incidents.work_off_waiting()

        assert done == 2
        states = [step.state for step in (await incidents.get(incident.id)).steps[1:]]
        assert states == [StepState.DONE] * 2

    async def test_that_waits_when_its_incident_is_resolved_is_not_done_any_more(
        self, platform: Platform
    ) -> None:
        """A breach declared by mistake, while nothing could be written, must lock nobody out."""
        incidents: IncidentsService = platform.get(IncidentsService)
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        incident = await incidents.declare(
            Kind.SECURITY_BREACH, Severity.P0, summary="It looked like one.", by="usr_officer"
        )
        await incidents.resolve(incident.id, "It was a test of ours.", by="usr_officer")
        await platform.database["incident_steps"].update_many(
            {}, [{"$set": {"at": {"$subtract": ["$at", 30_000]}}}]
        )

        assert await incidents.work_off_waiting() == 6

        assert not (await switch.now()).is_on
        steps = (await incidents.get(incident.id)).steps
        assert {step.state for step in steps} == {StepState.NOTE}

    async def test_that_keeps_failing_is_tried_less_and_less_often(
        self, platform: Platform, committer: Committer
    ) -> None:
        repository = IncidentsRepository(platform.database, platform.get(SealedDocuments))
        incidents: IncidentsService = platform.get(IncidentsService)
        await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        steps, now = platform.database["incident_steps"], utc_now()
        counts = {}
        for tries in (0, 3, 20):
            await steps.update_many({"state": "planned"}, {"$set": {"tries": tries, "at": now}})
            for seconds in (21, 161, 3_601):
                due = await repository.waiting(now + timedelta(seconds=seconds), limit=10)
                counts[tries, seconds] = len(due)

        assert [key for key, count in counts.items() if count] == [
            (0, 21), (0, 161), (0, 3_601), (3, 161), (3, 3_601), (20, 3_601),
        ]  # fmt: skip

    async def test_is_found_behind_a_thousand_lines_of_the_watch(self, platform: Platform) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        seen = note(incident.id, 1_000, "seen", by="platform", at=utc_now(), result="user: 1")
        document = insert_step(seen).document
        lines = [{**document, "_id": f"stp_0{n:05}", "version": 1} for n in range(1_200)]
        await platform.database["incident_steps"].insert_many(lines)
        await incidents.note(incident.id, "Nobody was in.", by="usr_officer")

        file = await incidents.get(incident.id)

        assert file.steps[-1].words == "Nobody was in."
        assert sum(step.name == "seen" for step in file.steps) == 500
