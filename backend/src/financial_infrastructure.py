"""The deployment guide's names for our capabilities. A thin face: each call is one call further.

``await AuditLogger().verify_audit_integrity(start_date=..., end_date=...)`` checks the audit log.
Connections are made from the environment's settings for the one call and closed after it.
"""

from datetime import UTC, datetime

from paymentus.audit.service import (
    LogReport,
    LogVerification,
    checkpoints_of_witnesses,
    policy_of_files,
    read_log_key,
)
from paymentus.foundation import mongo
from paymentus.foundation.settings import Settings

__all__ = ["AuditLogger"]


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
