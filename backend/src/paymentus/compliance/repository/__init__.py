"""The collections of compliance. Read here, written only as parts of a unit of work."""

from __future__ import annotations

from paymentus.compliance.repository import (
    alerts,
    cases,
    decisions,
    filings,
    freezes,
    kyc_documents,
    kyc_profiles,
    lists,
    monitoring,
    monitoring_rules,
)

_PARTS = (
    alerts, cases, decisions, filings, freezes, kyc_documents, kyc_profiles, lists, monitoring,
    monitoring_rules,
)  # fmt: skip
INDEXES = {name: indexes for part in _PARTS for name, indexes in part.INDEXES.items()}
SEALED = {
    **alerts.SEALED,
    **cases.SEALED,
    **decisions.SEALED,
    **freezes.SEALED,
    **filings.SEALED,
    **kyc_documents.SEALED,
    **kyc_profiles.SEALED,
}
