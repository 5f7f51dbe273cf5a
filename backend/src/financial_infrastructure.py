"""The deployment guide's names for our capabilities. A thin face: each call is one call further.

``await AuditLogger().verify_audit_integrity(start_date=..., end_date=...)`` checks the audit log;
``await ComplianceMonitor().monitor_transaction(txn)`` judges a transaction.
``await IncidentResponse().handle_critical_incident("security_breach", "what happened")`` responds.
``send_alert("…")`` mails whoever answers for compliance.
Connections are made from the environment's settings for the one call and closed after it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from paymentus.app.alerting import alert_by_mail
from paymentus.app.incidents_by_hand import declared_by_hand, run_by_hand
from paymentus.app.monitoring_by_hand import MonitorResult, judged_by_hand, sanctions_of
from paymentus.app.opened import built_platform
from paymentus.app.wiring import Platform
from paymentus.audit.service import (
    LogReport,
    LogVerification,
    checkpoints_of_witnesses,
    policy_of_files,
    read_log_key,
)
from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.foundation.settings import Settings
from paymentus.incidents.domain.steps import Action, Step
from paymentus.incidents.service import IncidentFile, IncidentsService

__all__ = ["AuditLogger", "ComplianceMonitor", "IncidentResponse", "send_alert"]


def send_alert(message: str, settings: Settings | None = None) -> str:
    """Mail ``message`` to compliance; returns the address. Not a coroutine, as the guide calls it
    beside some: it waits for the mail server, for 15 seconds at most. Raises what
    ``paymentus.app.alerting.alert_by_mail`` does."""
    sending = alert_by_mail(settings or Settings(), message, at=utc_now())
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, sending).result()


class AuditLogger:
    """Verifies the audit log of the database that the settings name."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = Settings() if settings is None else settings

    async def verify_audit_integrity(
        self, *, start_date: datetime, end_date: datetime
    ) -> LogReport:
        """Check what was recorded between the two moments (a naive one is local time).

        The witnesses that the settings name are asked what they have seen. The report has
        ``is_valid``, ``problems`` and ``entries_checked``.
        """
        settings = self._settings
        key = read_log_key(settings.audit_key_path, origin=settings.audit_origin)
        policy = policy_of_files(key, settings.audit_policy_file)
        seen = await checkpoints_of_witnesses(policy)
        client, database = mongo.connect(settings.mongo_url)
        try:
            verification = LogVerification(database, policy.policy, shard=settings.shard)
            return await verification.run_between(
                start=start_date.astimezone(UTC),
                end=end_date.astimezone(UTC),
                kept=[text for text in seen.values() if text is not None],
            )
        finally:
            await client.close()


class ComplianceMonitor:
    """Judges by the lists and rules in force in the database that the settings name. Nothing is
    recorded: a payment is judged in the commit that records it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = Settings() if settings is None else settings

    async def monitor_transaction(self, transaction: Any) -> MonitorResult:
        """``requires_review``, ``flags``, ``risk_score``, ``decision`` and ``reasons``, by key or
        attribute. What is read of a transaction: ``paymentus.app.monitoring_by_hand``."""
        async with self._platform() as platform:
            return await judged_by_hand(platform, transaction, at=utc_now())

    async def _check_ofac_sanctions(self, user_id: str) -> dict[str, Any]:
        """``is_sanctioned`` of a user by their id, with the ``matches``."""
        async with self._platform() as platform:
            return await sanctions_of(platform, user_id, at=utc_now())

    @contextlib.asynccontextmanager
    async def _platform(self) -> AsyncIterator[Platform]:
        async with built_platform(self._settings) as platform:
            await platform.keys.open()
            yield platform


class IncidentResponse:
    """Responds to an incident in the database that the settings name; each method does its step of
    the incident that this object handles, once, and returns it.

    A step that fails is in the result with the reason and is tried again by the worker; it keeps
    no later step from being done. ``incident_id`` continues with one that was declared before.
    """

    def __init__(self, settings: Settings | None = None, *, incident_id: str | None = None) -> None:
        self._settings = Settings() if settings is None else settings
        self.incident_id = incident_id

    async def handle_critical_incident(self, incident_type: str, details: Any) -> IncidentFile:
        """Declare it and respond. ``details`` is what happened in words, or a mapping with
        ``summary`` and, where accounts are to be frozen, ``affected`` (ids of people)."""
        async with self._platform() as platform:
            self.incident_id = await declared_by_hand(platform, incident_type, details)
        if incident_type == "security_breach":
            await self.isolate_affected_systems()
            await self.revoke_active_sessions()
            await self.enable_emergency_monitoring()

            await self.notify_incident_team()
            await self.notify_legal_counsel()
            await self.prepare_regulatory_notification()

        elif incident_type == "compliance_violation":
            await self.freeze_affected_accounts()
            await self.generate_incident_report()
            await self.notify_compliance_officer()
        async with self._platform() as platform:
            incidents: IncidentsService = platform.get(IncidentsService)
            return await incidents.respond(self.incident_id, by="script")

    async def isolate_affected_systems(self) -> Step:
        return await self._run(Action.ISOLATE)

    async def revoke_active_sessions(self) -> Step:
        return await self._run(Action.REVOKE_SESSIONS)

    async def enable_emergency_monitoring(self) -> Step:
        return await self._run(Action.WATCH)

    async def notify_incident_team(self) -> Step:
        return await self._run(Action.NOTIFY_TEAM)

    async def notify_legal_counsel(self) -> Step:
        return await self._run(Action.NOTIFY_COUNSEL)

    async def prepare_regulatory_notification(self) -> Step:
        return await self._run(Action.PREPARE_NOTICES)

    async def freeze_affected_accounts(self) -> Step:
        return await self._run(Action.FREEZE)

    async def generate_incident_report(self) -> Step:
        return await self._run(Action.REPORT)

    async def notify_compliance_officer(self) -> Step:
        return await self._run(Action.NOTIFY_COMPLIANCE)

    async def _run(self, action: Action) -> Step:
        async with self._platform() as platform:
            return await run_by_hand(platform, self.incident_id, action)

    @contextlib.asynccontextmanager
    async def _platform(self) -> AsyncIterator[Platform]:
        async with built_platform(self._settings) as platform:
            await platform.keys.open()
            await platform.committer.initialise()
            yield platform
