"""Closing what is settled: the writes that decisions on alerts, transfers and cases share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from paymentus.commit.domain import AuditRecord, OutboxMessage, UnitOfWork
from paymentus.compliance.domain.alerts import Alert, AlertState
from paymentus.compliance.domain.cases.case import Case, Outcome
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import Hold, HoldState
from paymentus.compliance.repository.alerts import decide_alert
from paymentus.compliance.repository.cases import insert_entry, update_case, update_hold

TRANSFER_RELEASED = "transfer_released"
TRANSFER_REFUSED = "transfer_refused"
"""Topics of the outbox; the payload is ``{"transfer_id": …}``. Written exactly once a transfer."""

_TOLD = {
    HoldState.RELEASED: TRANSFER_RELEASED,
    HoldState.REFUSED: TRANSFER_REFUSED,
    HoldState.BLOCKED: TRANSFER_REFUSED,
}


def dismissed(alerts: Iterable[Alert], reason: str, *, by: str, at: datetime) -> UnitOfWork:
    """Those that are open; others were decided before."""
    found = [alert for alert in alerts if alert.state is AlertState.OPEN]
    return UnitOfWork(
        updates=tuple(
            decide_alert(alert, alert.dismissed(reason, by=by, at=at)) for alert in found
        ),
        audit=tuple(
            AuditRecord("alert.dismissed", alert.id, by, {"code": alert.code}) for alert in found
        ),
    )


def taken(alerts: Iterable[Alert], case_id: str, *, by: str, at: datetime) -> UnitOfWork:
    """Those that are open; others were decided before."""
    found = [alert for alert in alerts if alert.state is AlertState.OPEN]
    return UnitOfWork(
        updates=tuple(decide_alert(alert, alert.taken(case_id, by=by, at=at)) for alert in found),
        audit=tuple(
            AuditRecord("alert.taken", alert.id, by, {"code": alert.code, "case": case_id})
            for alert in found
        ),
    )


def unsettled(alerts: Iterable[Alert], but: Iterable[str]) -> int:
    """How many alerts of a case still ask for something, those named by ``but`` left out."""
    settled = frozenset(but)
    return sum(
        alert.id not in settled and alert.state is not AlertState.DISMISSED for alert in alerts
    )


def decided_transfers(
    holds: Sequence[Hold], state: HoldState, reason: str, *, by: str, at: datetime
) -> UnitOfWork:
    """Each is decided as ``state`` says, told to whoever goes on with it, and entered in its
    case."""
    return UnitOfWork(
        inserts=tuple(
            insert_entry(
                case_entry(
                    hold.case_id,
                    EntryKind(f"transfer_{state.value}"),
                    at=at,
                    actor=by,
                    words=reason,
                    refs=(hold.id,),
                )
            )
            for hold in holds
        ),
        updates=tuple(update_hold(hold, hold.decided(state, by=by, at=at)) for hold in holds),
        audit=tuple(
            AuditRecord(f"transfer.{state.value}", hold.id, by, {"case": hold.case_id})
            for hold in holds
        ),
        outbox=tuple(
            OutboxMessage(_TOLD[state], hold.id, {"transfer_id": hold.id})
            for hold in holds
            if state in _TOLD
        ),
    )


def decided_case(
    before: Case, after: Case, outcome: Outcome, reason: str, *, by: str, at: datetime
) -> UnitOfWork:
    """``after`` is the case with everything but the decision itself."""
    done = after.decided(outcome, by=by, at=at)
    entry = case_entry(
        before.id, EntryKind.DECIDED, at=at, actor=by, words=reason, refs=(outcome.value,)
    )
    record = AuditRecord("case.decided", before.id, by, {"outcome": outcome.value})
    return UnitOfWork(
        inserts=(insert_entry(entry),), updates=(update_case(before, done),), audit=(record,)
    )


def closed_if_settled(
    before: Case,
    after: Case,
    outcome: Outcome,
    reason: str,
    *,
    unsettled_alerts: int,
    by: str,
    at: datetime,
) -> UnitOfWork:
    """The case as it is now; decided as well where nothing is left to do in it."""
    if after.closes_by_itself(unsettled_alerts):
        return decided_case(before, after, outcome, reason, by=by, at=at)
    return UnitOfWork(updates=(update_case(before, after),))
