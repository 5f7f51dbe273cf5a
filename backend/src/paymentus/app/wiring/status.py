"""The public status, which asks the others how they are."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from paymentus.app.health import Health
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import Database
from paymentus.incidents.service import EmergencySwitch, IncidentsService
from paymentus.status.domain import PublicIncident, PublicUpdate, States, states_of
from paymentus.status.repository import StatusRepository
from paymentus.status.service import StatusService

_PATIENCE_SECONDS = 2.0


def status_service(
    *,
    database: Database,
    committer: Committer,
    clock: Clock,
    health: Health,
    emergency: EmergencySwitch,
    incidents: IncidentsService,
) -> StatusService:
    async def probe() -> States:
        checks = (await health.report()).checks
        fine = {name: check.status == "ok" for name, check in checks.items()}
        # As for a payment: what cannot be read counts as on.
        paused = True
        with contextlib.suppress(DomainError, TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                paused = (await emergency.recent()).is_on
        return states_of(
            database=fine["mongo"],
            sessions=fine["redis"],
            processor=fine["processor"],
            worker=fine["worker"],
            paused=paused,
        )

    async def told() -> Sequence[PublicIncident]:
        return [
            PublicIncident(
                [PublicUpdate(step.at, step.words) for step in file.steps],
                file.incident.resolved_at,
            )
            for file in await incidents.told_to_the_public()
        ]

    return StatusService(
        repository=StatusRepository(database),
        committer=committer,
        probe=probe,
        told=told,
        clock=clock,
    )
