"""Deciding that somebody is not the listed party an alert names, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from paymentus.approvals.service import PersonOf
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.screening.decisions import (
    AllowDecision,
    DecisionNotAccepted,
    DecisionNotFound,
    check_decision,
)
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.decisions import (
    DecisionsRepository,
    end_decision,
    insert_decision,
)
from paymentus.compliance.service.cases.views import names_of
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem, NotFound
from paymentus.foundation.ids import new_id


class MatchAlertNotFound(NotFound):
    """There is no alert of this id that names a listed party."""


class MatchDecisions:
    def __init__(
        self,
        *,
        decisions: DecisionsRepository,
        alerts: AlertsRepository,
        committer: Committer,
        person_of: PersonOf,
        clock: Clock,
    ) -> None:
        self._decisions = decisions
        self._person_of = person_of
        self._alerts = alerts
        self._committer = committer
        self._clock = clock

    async def decide(
        self,
        alert_id: str,
        *,
        list_name: str,
        list_id: str,
        reason: str,
        expires_at: datetime,
        by: Principal,
    ) -> AllowDecision:
        """The alert's party is not this listed party, as its entry reads in the alert.

        Raises ``MatchAlertNotFound`` and ``DecisionNotAccepted``.
        """
        alert = await self._alerts.find(alert_id)
        hits = alert.evidence.get("hits", ()) if alert else ()
        if alert is None or not hits:
            raise MatchAlertNotFound()
        now = self._clock()
        check_decision(reason=reason, expires_at=expires_at, at=now)
        wanted = (list_name, list_id)
        hit = next((one for one in hits if (one["list"], one["list_id"]) == wanted), None)
        if hit is None:
            problem = FieldProblem("list_id", "This alert does not name that listed party.")
            raise DecisionNotAccepted(fields=(problem,))
        decision = AllowDecision(
            id=new_id("dec", at=now),
            party_id=alert.evidence.get("party_id", alert.party_id),
            list_name=list_name,
            uid=list_id,
            entry=hit["entry"],
            reason=reason.strip(),
            decided_by=by.id,
            decided_at=now,
            expires_at=expires_at,
        )
        data = {"alert": alert.id, "list_id": list_id, "entry": decision.entry}
        record = AuditRecord("match_decision.made", decision.id, by.id, data)
        unit = UnitOfWork(inserts=(insert_decision(decision),), audit=(record,))
        await self._committer.commit(unit)
        return decision

    async def end(self, decision_id: str, *, by: Principal) -> AllowDecision:
        """From now on the match counts again. Raises ``DecisionNotFound`` or
        ``DecisionEndedAlready``."""
        before = await self._decisions.find(decision_id)
        if before is None:
            raise DecisionNotFound()
        after = before.ended(self._clock())
        record = AuditRecord("match_decision.ended", before.id, by.id)
        unit = UnitOfWork(updates=(end_decision(before, after),), audit=(record,))
        await self._committer.commit(unit)
        return after

    async def page(
        self, *, below: str | None, limit: int
    ) -> tuple[list[AllowDecision], str | None]:
        """Newest first, and where the next page begins."""
        found = await self._decisions.page(below=below, limit=limit + 1)
        more = len(found) > limit
        return found[:limit], found[limit - 1].id if more else None

    async def names(self, decisions: Iterable[AllowDecision]) -> dict[str, str]:
        """Of who decided and who it is about, by their ids; the gone have none."""
        ids = {id for one in decisions for id in (one.decided_by, one.party_id)}
        return await names_of(ids, self._person_of)
