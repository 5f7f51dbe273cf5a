"""Freezing parties and lifting freezes: acts of two people, and what they mean for a transfer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paymentus.approvals.service import ApprovalsService, ApprovalView
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.compliance.domain.cases.case import Case, CaseNotFound
from paymentus.compliance.domain.cases.freezes import (
    AlreadyFrozen,
    Freeze,
    FreezeKind,
    FreezeNotFound,
    NotFrozen,
    checked_license,
    findings_of,
    new_freeze,
)
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.transfer import Finding, Party, Transfer
from paymentus.compliance.repository.cases import CasesRepository, insert_entry
from paymentus.compliance.repository.freezes import (
    FreezesRepository,
    insert_freeze,
    lift_freeze,
)
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.clock import Clock

FREEZE = "freeze"
LIFT_FREEZE = "lift_freeze"

_WHAT = {
    FreezeKind.AML: "Freeze {party}: what they send waits for a decision.",
    FreezeKind.OFAC_BLOCK: "Block {party} by law: nothing moves in or out.",
}


class FreezeAct:
    """The act of freezing the party of a case. Both people need to be able to decide cases."""

    kind = FREEZE
    permission = Permission.COMPLIANCE_DECIDE
    seen_with = Permission.COMPLIANCE_READ

    def __init__(self, freezes: FreezesRepository, cases: CasesRepository, clock: Clock) -> None:
        self._freezes = freezes
        self._cases = cases
        self._clock = clock

    def words(self, payload: Mapping[str, Any]) -> str:
        what = _WHAT[FreezeKind(payload["freeze"])].format(party=payload["party_id"])
        return f"{what} Case {payload['case_id']}."

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        """Raises ``AlreadyFrozen``."""
        case = await self._cases.find(payload["case_id"])
        if case is None:
            raise CaseNotFound()
        kind = FreezeKind(payload["freeze"])
        if any(one.kind is kind for one in await self._freezes.active_of([case.party_id])):
            raise AlreadyFrozen()
        now = self._clock()
        freeze = new_freeze(
            kind,
            party_id=case.party_id,
            party_name=case.party_name,
            case_id=case.id,
            by=actor,
            at=now,
        )
        entry = case_entry(
            case.id, EntryKind.FROZEN, at=now, actor=actor, refs=(freeze.id, kind.value)
        )
        record = AuditRecord("freeze.began", freeze.id, actor, payload)
        return UnitOfWork(inserts=(insert_freeze(freeze), insert_entry(entry)), audit=(record,))

    def performed(self, payload: Mapping[str, Any]) -> None:
        """Nothing of a freeze is remembered in memory."""


class LiftFreezeAct:
    """The act of lifting a freeze. A block by law needs the number of a license or notice."""

    kind = LIFT_FREEZE
    permission = Permission.COMPLIANCE_DECIDE
    seen_with = Permission.COMPLIANCE_READ

    def __init__(self, freezes: FreezesRepository, clock: Clock) -> None:
        self._freezes = freezes
        self._clock = clock

    def words(self, payload: Mapping[str, Any]) -> str:
        if FreezeKind(payload["freeze"]) is FreezeKind.OFAC_BLOCK:
            by = f"by {payload['license_number']}"
            return f"Lift the block of {payload['party_id']} {by}: what they do is judged anew."
        return f"Lift the freeze of {payload['party_id']}: what they send is judged anew."

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        """Raises ``NotFrozen``."""
        before = await self._freezes.find(payload["freeze_id"])
        if before is None:
            raise FreezeNotFound()
        now = self._clock()
        after = before.lifted(by=actor, at=now, license_number=payload["license_number"])
        refs = tuple(filter(None, (after.id, after.kind.value, after.license_number)))
        entry = case_entry(before.case_id, EntryKind.FREEZE_LIFTED, at=now, actor=actor, refs=refs)
        record = AuditRecord("freeze.lifted", after.id, actor, payload)
        return UnitOfWork(
            inserts=(insert_entry(entry),),
            updates=(lift_freeze(before, after),),
            audit=(record,),
        )

    def performed(self, payload: Mapping[str, Any]) -> None:
        """Nothing of a freeze is remembered in memory."""


class Freezes:
    def __init__(self, freezes: FreezesRepository, cases: CasesRepository, clock: Clock) -> None:
        self._freezes = freezes
        self._cases = cases
        self.freeze_act = FreezeAct(freezes, cases, clock)
        self.lift_act = LiftFreezeAct(freezes, clock)

    async def findings(self, transfer: Transfer) -> list[tuple[Party, Finding]]:
        """What freezes say about a transfer, each with its party; one read."""
        parties = [transfer.sender, *transfer.receivers]
        parties += [transfer.conductor] if transfer.conductor else []
        active = await self._freezes.active_of([party.id for party in parties])
        return findings_of(transfer, active)

    async def page(
        self, *, active: bool, below: str | None, limit: int
    ) -> tuple[list[Freeze], str | None]:
        found = await self._freezes.page(active=active, below=below, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def propose(
        self,
        approvals: ApprovalsService,
        case_id: str,
        kind: FreezeKind,
        *,
        reason: str,
        by: Principal,
    ) -> ApprovalView:
        """Raises ``CaseNotFound`` or ``AlreadyFrozen``."""
        case: Case | None = await self._cases.find(case_id)
        if case is None:
            raise CaseNotFound()
        if any(one.kind is kind for one in await self._freezes.active_of([case.party_id])):
            raise AlreadyFrozen()
        payload = {"case_id": case.id, "party_id": case.party_id, "freeze": kind.value}
        return await approvals.propose(
            FREEZE, subject=case.party_id, payload=payload, reason=reason, by=by
        )

    async def propose_lift(
        self,
        approvals: ApprovalsService,
        freeze_id: str,
        *,
        license_number: str,
        reason: str,
        by: Principal,
    ) -> ApprovalView:
        """Raises ``FreezeNotFound``, ``NotFrozen`` or ``LicenseMissing``."""
        freeze = await self._freezes.find(freeze_id)
        if freeze is None:
            raise FreezeNotFound()
        if not freeze.is_active:
            raise NotFrozen()
        payload = {
            "freeze_id": freeze.id,
            "party_id": freeze.party_id,
            "freeze": freeze.kind.value,
            "license_number": checked_license(freeze.kind, license_number),
        }
        return await approvals.propose(
            LIFT_FREEZE, subject=freeze.party_id, payload=payload, reason=reason, by=by
        )
