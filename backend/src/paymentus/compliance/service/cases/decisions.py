"""Deciding: what becomes of stopped money, and of the case."""

from __future__ import annotations

from collections.abc import Sequence

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.cases.case import (
    Case,
    CaseNotFound,
    NothingHeld,
    Outcome,
    checked_words,
)
from paymentus.compliance.domain.cases.clocks import ClockEnd, ClockKind
from paymentus.compliance.domain.cases.freezes import PartyIsFrozen
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import Hold, HoldState, TransferNotFound
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import (
    CasesRepository,
    insert_entry,
    update_case,
)
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.service.cases.allowing import not_the_listed_ones
from paymentus.compliance.service.cases.settling import (
    closed_if_settled,
    decided_case,
    decided_transfers,
    dismissed,
    taken,
    unsettled,
)
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock

_PLATFORM = "platform"
_OF_TRANSFERS = {Outcome.RELEASED: HoldState.RELEASED, Outcome.REFUSED: HoldState.REFUSED}


class CaseDecisions:
    """Each act is one commit. Of two people at once one wins; the other gets a ``Conflict``."""

    def __init__(
        self,
        *,
        cases: CasesRepository,
        alerts: AlertsRepository,
        freezes: FreezesRepository,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._cases = cases
        self._alerts = alerts
        self._freezes = freezes
        self._committer = committer
        self._clock = clock

    async def release(
        self,
        transfer_id: str,
        *,
        reason: str,
        by: Principal,
        not_listed_days: int | None = None,
    ) -> Case:
        """The transfer goes on, exactly once. Its open alerts are dismissed for this reason, and
        a case that nobody has begun to investigate closes if this was all there was in it.

        With ``not_listed_days`` it is decided as well, in the same commit and for so long, that
        this party is none of the listed ones that the alerts name. Raises ``TransferNotFound``,
        ``TransferNotHeld``, ``NotYetJudged``, ``PartyIsFrozen``, ``WordsMissing`` or
        ``DecisionNotAccepted``.
        """
        reason = checked_words(reason)
        hold, before = await self._stopped(transfer_id)
        hold.must_be_judged()
        now = self._clock()
        alerts = await self._alerts.of_transfer(transfer_id)
        await self._must_not_be_frozen([hold], alerts)
        others = unsettled(await self._alerts.of_case(before.id), {alert.id for alert in alerts})
        unit = (
            decided_transfers([hold], HoldState.RELEASED, reason, by=by.id, at=now)
            + dismissed(alerts, reason, by=by.id, at=now)
            + closed_if_settled(
                before,
                before.with_fewer_held(1, at=now),
                Outcome.RELEASED,
                reason,
                unsettled_alerts=others,
                by=by.id,
                at=now,
            )
        )
        if not_listed_days is not None:
            unit += not_the_listed_ones(
                alerts, days=not_listed_days, reason=reason, by=by.id, at=now
            )
        await self._committer.commit(unit)
        return await self._found(before.id)

    async def refuse(self, transfer_id: str, *, reason: str, by: Principal) -> Case:
        """The transfer ends without money. Its alerts are part of an investigation from now on.

        Raises ``TransferNotFound``, ``TransferNotHeld`` or ``WordsMissing``.
        """
        reason = checked_words(reason)
        hold, before = await self._stopped(transfer_id)
        now = self._clock()
        alerts = await self._alerts.of_transfer(transfer_id)
        after = before.with_fewer_held(1, at=now).begun(by.id)
        unit = (
            decided_transfers([hold], HoldState.REFUSED, reason, by=by.id, at=now)
            + taken(alerts, before.id, by=by.id, at=now)
            + UnitOfWork(updates=(update_case(before, after),))
        )
        await self._committer.commit(unit)
        return await self._found(before.id)

    async def transfer_ended(self, transfer_id: str) -> UnitOfWork:
        """What to write when a transfer ended by itself: its payer took it back, or its time was
        over. Nothing where it was not held, or somebody has decided."""
        hold = await self._cases.hold(transfer_id)
        if hold is None or hold.state is not HoldState.HELD:
            return UnitOfWork()
        before = await self._found(hold.case_id)
        now = self._clock()
        after = before.with_fewer_held(1, at=now)
        return decided_transfers([hold], HoldState.ENDED, "", by=_PLATFORM, at=now) + UnitOfWork(
            updates=(update_case(before, after),)
        )

    async def decide(self, case_id: str, outcome: Outcome, *, reason: str, by: Principal) -> Case:
        """The end of a case. ``released`` and ``refused`` decide on all money it still holds.

        Raises ``CaseNotFound``, ``WordsMissing``, ``NothingHeld``, ``NotYetJudged``,
        ``PartyIsFrozen`` or what ``Case.decided`` does.
        """
        reason = checked_words(reason)
        before = await self._found(case_id)
        before.must_be_undecided()
        now = self._clock()
        unit, after = UnitOfWork(), before
        state = _OF_TRANSFERS.get(outcome)
        if state is not None:
            holds = await self._cases.holds(case_id)
            held = [hold for hold in holds if hold.state is HoldState.HELD]
            if not held and all(hold.state is not state for hold in holds):
                raise NothingHeld()
            unit = decided_transfers(held, state, reason, by=by.id, at=now)
            after = before.with_fewer_held(len(held), at=now)
        alerts = await self._alerts.of_case(case_id)
        if outcome is Outcome.RELEASED:
            for hold in held:
                hold.must_be_judged()
            await self._must_not_be_frozen(held, alerts)
        if outcome in (Outcome.NO_ACTION, Outcome.RELEASED):
            unit += dismissed(alerts, reason, by=by.id, at=now)
        else:
            unit += taken(alerts, case_id, by=by.id, at=now)
        unit += decided_case(before, after, outcome, reason, by=by.id, at=now)
        await self._committer.commit(unit)
        return await self._found(case_id)

    async def end_clock(
        self,
        case_id: str,
        kind: ClockKind,
        end: ClockEnd,
        *,
        reference: str,
        reason: str,
        by: Principal,
    ) -> Case:
        """Record that a report was made (``reference`` is its number), or why none is due.

        Raises ``CaseNotFound``, ``CaseIsDecided``, ``ClockNotRunning`` or ``WordsMissing``.
        """
        number = checked_words(reference, "reference") if end is ClockEnd.MET else ""
        words = checked_words(reason) if end is ClockEnd.NOT_REQUIRED else reason.strip()
        before = await self._found(case_id)
        unit = self.clock_ended(before, kind, end, reference=number, words=words, by=by.id)
        await self._committer.commit(unit)
        return await self._found(case_id)

    def clock_ended(
        self, before: Case, kind: ClockKind, end: ClockEnd, *, reference: str, words: str, by: str
    ) -> UnitOfWork:
        """The same as a part of another commit: of the one in which a filing goes out."""
        now = self._clock()
        after = before.with_clock_ended(kind, end, at=now, reference=reference)
        refs = tuple(filter(None, (kind.value, end.value, reference)))
        entry = case_entry(
            before.id, EntryKind.CLOCK_ENDED, at=now, actor=by, words=words, refs=refs
        )
        data = {"kind": kind.value, "end": end.value}
        return UnitOfWork(
            inserts=(insert_entry(entry),),
            updates=(update_case(before, after),),
            audit=(AuditRecord("case.clock_ended", before.id, by, data),),
        )

    async def _must_not_be_frozen(self, holds: Sequence[Hold], alerts: Sequence[Alert]) -> None:
        """What two people froze, or the law blocks, is not for one person to let go."""
        parties = {hold.party_id for hold in holds} | {alert.party_id for alert in alerts}
        if await self._freezes.active_of(sorted(parties)):
            raise PartyIsFrozen()

    async def _stopped(self, transfer_id: str) -> tuple[Hold, Case]:
        hold = await self._cases.hold(transfer_id)
        if hold is None:
            raise TransferNotFound()
        hold.must_be_held()
        return hold, await self._found(hold.case_id)

    async def _found(self, case_id: str) -> Case:
        case = await self._cases.find(case_id)
        if case is None:
            raise CaseNotFound()
        return case
