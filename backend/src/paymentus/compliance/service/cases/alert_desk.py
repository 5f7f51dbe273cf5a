"""Triage: the queue of alerts, one of them with all that belongs to it, and what is done."""

from __future__ import annotations

from paymentus.approvals.service import PersonOf
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, AlertIsDecided, AlertNotFound, AlertState
from paymentus.compliance.domain.cases.case import Case, Outcome, checked_words, new_case
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.repository.alerts import AlertFilter, AlertsRepository
from paymentus.compliance.repository.cases import (
    CasesRepository,
    insert_case,
    insert_entry,
    update_case,
)
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.service.cases.settling import (
    closed_if_settled,
    dismissed,
    taken,
    unsettled,
)
from paymentus.compliance.service.cases.views import AlertView, names_of
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict

_RELATED_MAX = 20


class AlertHoldsMoney(Conflict):
    """This alert holds a transfer. Release or refuse the transfer; that decides the alert too."""


class AlertDesk:
    def __init__(
        self,
        *,
        alerts: AlertsRepository,
        cases: CasesRepository,
        freezes: FreezesRepository,
        committer: Committer,
        clock: Clock,
        person_of: PersonOf,
    ) -> None:
        self._alerts = alerts
        self._cases = cases
        self._freezes = freezes
        self._committer = committer
        self._clock = clock
        self._person_of = person_of

    async def page(
        self, wanted: AlertFilter, *, below: str | None, limit: int
    ) -> tuple[list[Alert], str | None]:
        """Newest first, and where the next page begins."""
        found = await self._alerts.page(wanted, below=below, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def get(self, alert_id: str, *, by: Principal) -> AlertView:
        """Raises ``AlertNotFound``. That somebody looked is on record."""
        view = await self._view(await self._found(alert_id))
        record = AuditRecord("alert.read", alert_id, by.id, {})
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return view

    async def dismiss(self, alert_id: str, *, reason: str, by: Principal) -> AlertView:
        """Nothing to it. Raises ``AlertNotFound``, ``AlertIsDecided``, ``AlertHoldsMoney`` or
        ``WordsMissing``."""
        reason = checked_words(reason)
        alert = await self._found(alert_id)
        if alert.state is not AlertState.OPEN:
            raise AlertIsDecided()
        if await self._holds_money(alert):
            raise AlertHoldsMoney()
        now = self._clock()
        unit = dismissed([alert], reason, by=by.id, at=now)
        case = await self._cases.find(alert.case_id) if alert.case_id else None
        if case is not None and not case.is_decided:
            entry = case_entry(
                case.id,
                EntryKind.ALERT_DISMISSED,
                at=now,
                actor=by.id,
                words=reason,
                refs=(alert.id,),
            )
            others = unsettled(await self._alerts.of_case(case.id), {alert.id})
            unit += UnitOfWork(inserts=(insert_entry(entry),)) + closed_if_settled(
                case,
                case,
                Outcome.NO_ACTION,
                reason,
                unsettled_alerts=others,
                by=by.id,
                at=now,
            )
        await self._committer.commit(unit)
        return await self._view(await self._found(alert_id))

    async def take(self, alert_id: str, *, by: Principal) -> AlertView:
        """Into its party's case, which is opened if there is none, and out of triage.

        Raises ``AlertNotFound`` or ``AlertIsDecided``.
        """
        alert = await self._found(alert_id)
        if alert.state is not AlertState.OPEN:
            raise AlertIsDecided()
        before = await self._cases.undecided_of(alert.party_id)
        now = self._clock()
        case = before or new_case(Party(alert.party_id, alert.party_name), now)
        if alert.case_id != case.id:
            # The clock began when this was noticed, not when somebody looked at it.
            case = case.joined([alert], held=0, at=alert.at)
        after = case.begun(by.id)
        kind = EntryKind.OPENED if before is None else EntryKind.JOINED
        entry = case_entry(after.id, kind, at=now, actor=by.id, refs=(alert.id,))
        unit = taken([alert], after.id, by=by.id, at=now) + UnitOfWork(
            inserts=(*(() if before else (insert_case(after),)), insert_entry(entry)),
            updates=(update_case(before, after),) if before else (),
            audit=(AuditRecord(f"case.{kind.value}", after.id, by.id, {"alerts": 1}),),
        )
        await self._committer.commit(unit)
        return await self._view(await self._found(alert_id))

    async def _holds_money(self, alert: Alert) -> bool:
        if alert.transfer_id is None:
            return False
        hold = await self._cases.hold(alert.transfer_id)
        return hold is not None and hold.state is HoldState.HELD

    async def _view(self, alert: Alert) -> AlertView:
        hold = await self._cases.hold(alert.transfer_id) if alert.transfer_id else None
        case: Case | None = await self._cases.find(alert.case_id) if alert.case_id else None
        of_party = await self._alerts.of_party(alert.party_id, limit=_RELATED_MAX + 1)
        ids = (alert.decided_by, case.assignee if case else None, hold.decided_by if hold else None)
        return AlertView(
            alert=alert,
            hold=hold,
            case=case,
            related=tuple(one for one in of_party if one.id != alert.id)[:_RELATED_MAX],
            frozen=tuple(await self._freezes.active_of([alert.party_id])),
            names=await names_of(ids, self._person_of),
        )

    async def _found(self, alert_id: str) -> Alert:
        alert = await self._alerts.find(alert_id)
        if alert is None:
            raise AlertNotFound()
        return alert
