"""Emergency monitoring: what an intruder might do next is in the time line, once a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paymentus.app.wiring import Platform
from paymentus.audit.service import AuditLog
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.incidents.domain.incident import Kind, Severity
from paymentus.incidents.repository.incidents import IncidentsRepository
from paymentus.incidents.service import EmergencyWatch, IncidentsService
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


def a_watch(platform: Platform, now: datetime) -> EmergencyWatch:
    return EmergencyWatch(
        incidents=IncidentsRepository(platform.database, platform.get(SealedDocuments)),
        audit=platform.get(AuditLog),
        committer=platform.committer,
        clock=lambda: now,
    )


class TestLooking:
    async def test_notes_the_minutes_noteworthy_events_once(self, platform: Platform) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        await incidents.respond(incident.id, by="usr_officer")
        records = [
            AuditRecord("user.sign_in_refused", "usr_1", "anonymous"),
            AuditRecord("user.sign_in_refused", "usr_2", "anonymous"),
            AuditRecord("user.signed_out", "usr_3", "usr_3"),
        ]
        await platform.committer.commit(UnitOfWork(audit=tuple(records)))
        deliveries: Deliveries = platform.get(Deliveries)
        while await deliveries.drain_audit_inbox():
            pass
        soon = (datetime.now(UTC) + timedelta(minutes=1)).replace(second=6, microsecond=0)

        written = [await a_watch(platform, soon).look() for _ in range(2)]

        assert written == [1, 0]
        line = (await incidents.get(incident.id)).steps[-1]
        assert (line.name, line.actor) == ("seen", "platform")
        assert line.result == "user.sign_in_refused: 2"

    async def test_goes_back_to_the_minutes_in_which_nobody_looked(
        self, platform: Platform
    ) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        await incidents.respond(incident.id, by="usr_officer")
        granted = AuditRecord("user.role_granted", "usr_1", "usr_2")
        refused = [AuditRecord("user.sign_in_refused", f"usr_{n}", "anonymous") for n in range(250)]
        await platform.committer.commit(UnitOfWork(audit=(granted, *refused)))
        deliveries: Deliveries = platform.get(Deliveries)
        while await deliveries.drain_audit_inbox():
            pass

        written = await a_watch(platform, datetime.now(UTC) + timedelta(minutes=30)).look()

        assert written == 1
        line = (await incidents.get(incident.id)).steps[-1]
        assert line.result == "user.role_granted: 1; user.sign_in_refused: 250"

    async def test_of_a_quiet_minute_writes_nothing(self, platform: Platform) -> None:
        incidents: IncidentsService = platform.get(IncidentsService)
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Slow since noon.", by="usr_officer"
        )
        await incidents.respond(incident.id, by="usr_officer")

        later = datetime.now(UTC) + timedelta(hours=1)

        assert await a_watch(platform, later).look() == 0
