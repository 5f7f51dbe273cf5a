"""The deployment guide's names for our capabilities. A thin face: each call is one call further.

``await AuditLogger().verify_audit_integrity(start_date=..., end_date=...)`` checks the audit log;
``await ComplianceMonitor().monitor_transaction(txn)`` judges a transaction.
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
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.monitoring_by_hand import MonitorResult, judged_by_hand, sanctions_of
from paymentus.app.wiring import Platform, build
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

__all__ = ["AuditLogger", "ComplianceMonitor", "send_alert"]


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
        platform = build(self._settings, load_or_create_log_key(self._settings))
        try:
            await platform.keys.open()
            yield platform
        finally:
            await platform.close()
