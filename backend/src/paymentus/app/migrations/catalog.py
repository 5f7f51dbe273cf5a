"""All migrations, in order, and the form that this code gives each document it writes."""

from __future__ import annotations

from collections.abc import Mapping

from paymentus.app.migrations.m0001_schema_versions import SchemaVersions
from paymentus.app.migrations.m0002_sealed_fields import SealedFields
from paymentus.app.migrations.runner import Migration
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

MIGRATIONS: tuple[Migration, ...] = (SchemaVersions(), SealedFields())

# The migration after which every personal field of before is sealed.
SEALED_BY = 2

# This code cannot work on what was there before this migration; 0 while it still can. Code that
# writes a form above the first needs migration 1: its update of a document that says no form would
# say the newer one.
NEEDED = 1


def migrations_of(database: Database, sealed: SealedDocuments) -> tuple[Migration, ...]:
    """The same, with what they need to run."""
    return (SchemaVersions(), SealedFields(database, sealed))


# Collections that are younger than the first migration: each document has said its form from the
# beginning, so no migration has to.
_YOUNGER: Mapping[str, int] = {
    "api_keys": 1,
    "api_key_epochs": 1,
    "approvals": 1,
    "erasure_requests": 1,
    "second_factors": 1,
    "passkeys": 1,
    "mailed_links": 1,
    "email_claims": 1,
    "refresh_families": 1,
    "erasures": 1,
    "compliance_alerts": 1,
    "compliance_decisions": 1,
    "sanctions_lists": 1,
    "kyc_profiles": 1,
    "kyc_documents": 1,
    "cash_payments": 1,
    "compliance_cases": 1,
    "compliance_case_entries": 1,
    "compliance_holds": 1,
    "party_activity": 1,
    "ctr_days": 1,
    "enhanced_transactions": 1,
    "monitoring_rules": 1,
    "freezes": 1,
    "filings": 1,
    "filing_batches": 1,
    "backups": 1,
    "session_epochs": 1,
    "emergency_mode": 1,
    "incidents": 1,
    "incident_steps": 1,
    "jobs": 1,
    "job_runs": 1,
    "status_days": 1,
    "maintenance": 1,
}


def schema_versions() -> Mapping[str, int]:
    """Collection -> schema version of what ``commit`` writes there."""
    latest: dict[str, int] = dict(_YOUNGER)
    for migration in MIGRATIONS:
        latest |= migration.collections
    return latest
