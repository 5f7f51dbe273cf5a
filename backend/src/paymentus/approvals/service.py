"""Proposing, approving, rejecting and letting expire what takes two people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from paymentus.approvals.domain import (
    LIFETIME,
    AlreadyDecided,
    Proposal,
    ProposalExpired,
    ProposalNotFound,
    ProposerNoLongerMay,
    checked_reason,
    require_person,
)
from paymentus.approvals.repository import ApprovalsRepository, insertion, with_decision
from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database

__all__ = ["Act", "ApprovalView", "ApprovalsService", "Person", "ProposalExpired", "TakesNo"]

_EXPIRED_AT_ONCE = 100


class Act(Protocol):
    """A kind of act that needs two people. ``permission`` is needed by both of them; who has
    ``seen_with`` may see what was proposed."""

    kind: str
    permission: Permission
    seen_with: Permission

    def words(self, payload: Mapping[str, Any]) -> str:
        """One sentence that says what will happen, from ids and states only."""

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        """All writes of the act and its audit record. Raises a ``Conflict`` when the state that
        the proposal was made for has changed; then nothing happens."""

    def performed(self, payload: Mapping[str, Any]) -> None:
        """Called after the commit, to forget what this process remembers of the state before."""


@runtime_checkable
class TakesNo(Protocol):
    """An act that changes something too when it is rejected, or not decided in time."""

    async def turned_down(
        self, payload: Mapping[str, Any], *, proposal_id: str, actor: str
    ) -> UnitOfWork:
        """What is written with the decision; nothing where the state has changed since."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody by their id: a name for screens, and what they may do now."""

    name: str
    permissions: frozenset[Permission]


PersonOf = Callable[[str], Awaitable[Person | None]]


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A proposal as a screen shows it; names are read now and kept nowhere."""

    proposal: Proposal
    words: str
    subject_name: str | None
    proposer_name: str | None
    decider_name: str | None


class ApprovalsService:
    """``acts`` are the kinds there are; ``person_of`` tells about somebody by their id."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        acts: Sequence[Act],
        person_of: PersonOf,
    ) -> None:
        self._approvals = ApprovalsRepository(database, committer.sealed)
        self._committer = committer
        self._clock = clock
        self._acts = {act.kind: act for act in acts}
        self._person_of = person_of

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self._acts)

    async def propose(
        self,
        kind: str,
        *,
        subject: str,
        payload: Mapping[str, Any],
        reason: str,
        by: Principal,
    ) -> ApprovalView:
        """Raises ``PersonNeeded`` or ``ReasonMissing``.

        Whoever calls has judged that the act is possible and that ``by`` may ask for it. Both are
        judged again when it is done.
        """
        require_person(by)
        now = self._clock()
        proposal = Proposal(
            id=new_id("apr", at=now),
            kind=self._acts[kind].kind,
            subject=subject,
            payload=payload,
            reason=checked_reason(reason),
            proposed_by=by.id,
            proposed_at=now,
            expires_at=now + LIFETIME,
        )
        record = _record("approval.proposed", proposal, by.id)
        await self._committer.commit(UnitOfWork(inserts=(insertion(proposal),), audit=(record,)))
        return await self._view(proposal)

    async def approve(
        self, proposal_id: str, *, shown: str, reason: str | None, by: Principal
    ) -> ApprovalView:
        """Do it, in one commit with the decision and both audit records.

        ``shown`` is the content hash of what the approver looked at. Raises one of the refusals in
        ``domain``, or the act's own ``Conflict`` when its state has changed; then the proposal
        stays open. Of two approvers at once one wins, the other gets ``AlreadyDecided``.
        """
        before = await self._found(proposal_id)
        act = self._act_for(before.kind, by)
        now = self._clock()
        after = before.approved(by=by, shown=shown, reason=reason, now=now)
        proposer = await self._person_of(before.proposed_by)
        if proposer is None or act.permission not in proposer.permissions:
            raise ProposerNoLongerMay()
        decision = UnitOfWork(
            updates=(with_decision(before, after),),
            audit=(_record("approval.approved", after, by.id),),
        )
        await self._decide(decision + await act.perform(before.payload, actor=by.id), proposal_id)
        act.performed(before.payload)
        return await self._view(after)

    async def reject(self, proposal_id: str, *, reason: str, by: Principal) -> ApprovalView:
        before = await self._found(proposal_id)
        self._act_for(before.kind, by)
        after = before.rejected(by=by, reason=reason, now=self._clock())
        record = _record("approval.rejected", after, by.id)
        unit = UnitOfWork(updates=(with_decision(before, after),), audit=(record,))
        await self._decide(unit + await self._turned_down(before, by.id), proposal_id)
        return await self._view(after)

    async def get(self, proposal_id: str, *, by: Principal) -> ApprovalView:
        """Raises ``ProposalNotFound``, also for who may not see this kind."""
        proposal = await self._found(proposal_id)
        if proposal.kind not in self._seen_by(by):
            raise ProposalNotFound()
        return await self._view(proposal)

    async def page(
        self, *, is_open: bool, below: str | None, limit: int, by: Principal
    ) -> tuple[list[ApprovalView], str | None]:
        """Newest first, of the kinds that ``by`` may see, and where the next page begins."""
        found = await self._approvals.page(
            kinds=self._seen_by(by), is_open=is_open, below=below, limit=limit + 1
        )
        views = [await self._view(proposal) for proposal in found[:limit]]
        return views, found[limit - 1].id if len(found) > limit else None

    async def expire_overdue(self) -> int:
        """Close what nobody decided on in time; returns how many. For the worker."""
        now = self._clock()
        closed = 0
        for before in await self._approvals.overdue(now, limit=_EXPIRED_AT_ONCE):
            after = before.expired(now)
            record = _record("approval.expired", after, "platform")
            unit = UnitOfWork(updates=(with_decision(before, after),), audit=(record,))
            unit += await self._turned_down(before, "platform")
            try:
                await self._committer.commit(unit)
            except VersionConflict:
                # Decided in the last moment, or by another worker.
                continue
            closed += 1
        return closed

    async def _turned_down(self, before: Proposal, actor: str) -> UnitOfWork:
        act = self._acts[before.kind]
        if not isinstance(act, TakesNo):
            return UnitOfWork()
        return await act.turned_down(before.payload, proposal_id=before.id, actor=actor)

    async def _decide(self, unit: UnitOfWork, proposal_id: str) -> None:
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            now = await self._found(proposal_id)
            if now.decided_at is not None:
                raise (ProposalExpired() if now.decided_by is None else AlreadyDecided()) from None
            raise

    async def _found(self, proposal_id: str) -> Proposal:
        proposal = await self._approvals.find(proposal_id)
        if proposal is None:
            raise ProposalNotFound()
        return proposal

    def _act_for(self, kind: str, by: Principal) -> Act:
        """To decide on; who may not do the act cannot tell whether there is such a proposal."""
        act = self._acts[kind]
        if not by.may(act.permission):
            raise ProposalNotFound()
        return act

    def _seen_by(self, principal: Principal) -> list[str]:
        return [act.kind for act in self._acts.values() if principal.may(act.seen_with)]

    async def _view(self, proposal: Proposal) -> ApprovalView:
        return ApprovalView(
            proposal=proposal,
            words=self._acts[proposal.kind].words(proposal.payload),
            subject_name=await self._name_of(proposal.subject),
            proposer_name=await self._name_of(proposal.proposed_by),
            decider_name=await self._name_of(proposal.decided_by),
        )

    async def _name_of(self, user_id: str | None) -> str | None:
        person = await self._person_of(user_id) if user_id else None
        return person.name if person else None


def _record(event: str, proposal: Proposal, actor: str) -> AuditRecord:
    data = {
        "kind": proposal.kind,
        "about": proposal.subject,
        "content_hash": proposal.content_hash,
        "proposed_by": proposal.proposed_by,
    }
    return AuditRecord(event, proposal.id, actor, data)
