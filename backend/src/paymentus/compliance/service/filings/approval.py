"""The act of approving a filing: what was shown is what is filed, and not by its subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paymentus.approvals.domain import AboutYourself
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.compliance.domain.filings.filing import (
    Filing,
    FilingHasChanged,
    FilingKind,
    FilingState,
)
from paymentus.compliance.repository.filings import (
    FilingsRepository,
    content_document,
    update_filing,
)
from paymentus.foundation.authorization import Permission
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock

FILING = "filing"
NAMES = {
    FilingKind.CTR: "currency transaction report",
    FilingKind.SAR: "suspicious activity report",
    FilingKind.OFAC_BLOCKING: "report of blocked property",
    FilingKind.OFAC_REJECTED: "report of a rejected transaction",
}


def content_hash(filing: Filing) -> str:
    return sha256_hex([filing.id, content_document(filing.kind, filing.content)])


class FilingAct:
    kind = FILING
    permission = Permission.COMPLIANCE_DECIDE
    seen_with = Permission.COMPLIANCE_READ

    def __init__(self, filings: FilingsRepository, clock: Clock) -> None:
        self._filings = filings
        self._clock = clock

    def words(self, payload: Mapping[str, Any]) -> str:
        return f"File the {NAMES[FilingKind(payload['kind'])]} {payload['filing_id']}."

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        before = await self._filings.find(payload["filing_id"])
        if before is None or content_hash(before) != payload["content_hash"]:
            raise FilingHasChanged()
        if before.party_id == actor:
            raise AboutYourself()
        after = before.approved(by=actor, at=self._clock())
        record = AuditRecord("filing.approved", before.id, actor, dict(payload))
        return UnitOfWork(updates=(update_filing(before, after),), audit=(record,))

    async def turned_down(
        self, payload: Mapping[str, Any], *, proposal_id: str, actor: str
    ) -> UnitOfWork:
        """A draft again, unless it was edited or proposed anew meanwhile."""
        before = await self._filings.find(payload["filing_id"])
        if (
            before is None
            or before.state is not FilingState.PROPOSED
            or before.proposal_id != proposal_id
        ):
            return UnitOfWork()
        after = before.returned(by=actor, at=self._clock())
        record = AuditRecord("filing.returned", before.id, actor, {"kind": before.kind.value})
        return UnitOfWork(updates=(update_filing(before, after),), audit=(record,))

    def performed(self, payload: Mapping[str, Any]) -> None:
        """Nothing of a filing is remembered by a process."""
