"""Opening a case where a transfer is stopped: a part of that transfer's own first commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.cases.case import Case, new_case
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import hold_of
from paymentus.compliance.domain.transfer import Party, Transfer, Verdict, strictest
from paymentus.compliance.repository.alerts import insert_alert
from paymentus.compliance.repository.cases import (
    CasesRepository,
    insert_case,
    insert_entry,
    insert_hold,
    update_case,
)

_PLATFORM = "platform"


class CaseOpening:
    def __init__(self, cases: CasesRepository) -> None:
        self._cases = cases

    async def open_case(
        self,
        alerts: Sequence[Alert],
        *,
        party: Party,
        transfer: Transfer | None,
        at: datetime,
    ) -> UnitOfWork:
        """All writes for alerts that ask for a case: the alerts themselves, the case of the party
        (its undecided one, else a new one), and the transfer that is held or blocked in it.

        ``transfer`` is None where no money was about to move. Nothing to write without alerts.
        Two at once for one party: the commit of the later one is refused with ``VersionConflict``
        or ``AlreadyExists`` and has to be judged and asked for again.
        """
        if not alerts:
            return UnitOfWork()
        return (await self.opened(alerts, party=party, transfer=transfer, at=at))[1]

    async def opened(
        self,
        alerts: Sequence[Alert],
        *,
        party: Party,
        transfer: Transfer | None,
        at: datetime,
    ) -> tuple[Case, UnitOfWork]:
        """As :meth:`open_case`, with the case as it will be. There are alerts."""
        before = await self._cases.undecided_of(party.id)
        verdict = strictest([alert.verdict for alert in alerts])
        held = int(transfer is not None and verdict is Verdict.HOLD)
        after = (before or new_case(party, at)).joined(alerts, held=held, at=at)
        unit = _case_part(before, after, alerts, at) + _transfer_part(
            after, transfer, verdict, alerts
        )
        return after, unit


def _case_part(
    before: Case | None, after: Case, alerts: Sequence[Alert], at: datetime
) -> UnitOfWork:
    kind = EntryKind.OPENED if before is None else EntryKind.JOINED
    ids = tuple(alert.id for alert in alerts)
    entry = case_entry(after.id, kind, at=at, actor=_PLATFORM, refs=ids)
    data = {"alerts": len(ids), "verdict": after.verdict.value, "codes": list(after.codes)}
    return UnitOfWork(
        inserts=(
            *(() if before else (insert_case(after),)),
            *(insert_alert(replace(alert, case_id=after.id)) for alert in alerts),
            insert_entry(entry),
        ),
        updates=(update_case(before, after),) if before else (),
        audit=(AuditRecord(f"case.{kind.value}", after.id, _PLATFORM, data),),
    )


def _transfer_part(
    case: Case, transfer: Transfer | None, verdict: Verdict, alerts: Sequence[Alert]
) -> UnitOfWork:
    if transfer is None or verdict is Verdict.ALLOW:
        return UnitOfWork()
    hold = hold_of(
        transfer,
        case_id=case.id,
        party_id=case.party_id,
        verdict=verdict,
        codes=[alert.code for alert in alerts],
    )
    record = AuditRecord(f"transfer.{hold.state.value}", hold.id, _PLATFORM, {"case": case.id})
    return UnitOfWork(inserts=(insert_hold(hold),), audit=(record,))
