"""What a release by sanctions may bring: decisions that this party is not the listed one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.screening.decisions import AllowDecision, check_decision
from paymentus.compliance.domain.screening.sanction_findings import SANCTIONS
from paymentus.compliance.repository.decisions import insert_decision
from paymentus.foundation.ids import new_id


def not_the_listed_ones(
    alerts: Iterable[Alert], *, days: int, reason: str, by: str, at: datetime
) -> UnitOfWork:
    """One decision for each listed entry that these alerts name, for so many days.

    Raises ``DecisionNotAccepted`` for a reason that says too little or too many days.
    """
    until = at + timedelta(days=days)
    check_decision(reason=reason, expires_at=until, at=at)
    entries = {
        (alert.party_id, hit["list"], hit["list_id"], hit["entry"])
        for alert in alerts
        if alert.code == SANCTIONS
        for hit in alert.evidence.get("hits", ())
    }
    made = [
        AllowDecision(
            id=new_id("dec", at=at),
            party_id=party_id,
            list_name=list_name,
            uid=uid,
            entry=entry,
            reason=reason,
            decided_by=by,
            decided_at=at,
            expires_at=until,
        )
        for party_id, list_name, uid, entry in sorted(entries)
    ]
    return UnitOfWork(
        inserts=tuple(insert_decision(decision) for decision in made),
        audit=tuple(
            AuditRecord(
                "screening.allowed",
                decision.id,
                by,
                {"party": decision.party_id, "list_id": decision.uid, "days": days},
            )
            for decision in made
        ),
    )
