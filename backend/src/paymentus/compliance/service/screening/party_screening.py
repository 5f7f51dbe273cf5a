"""Screening of parties: matches, less what was decided about, as findings and alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from paymentus.commit.domain import AlreadyExists, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, alert_of
from paymentus.compliance.domain.screening.sanction_findings import Match, finding_of
from paymentus.compliance.domain.transfer import Finding, Party, Transfer
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.decisions import DecisionsRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.compliance.service.screening.matching import Matching
from paymentus.foundation.clock import Clock

CUSTOMER = "customer"
_ATTEMPTS = 5


class PartyScreening:
    def __init__(
        self,
        *,
        matching: Matching,
        decisions: DecisionsRepository,
        alerts: AlertsRepository,
        cases: CaseOpening,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._matching = matching
        self._decisions = decisions
        self._alerts = alerts
        self._cases = cases
        self._committer = committer
        self._clock = clock

    @property
    def is_remote(self) -> bool:
        """Whether a remote service screens, whose lists are not ours to show."""
        return self._matching.is_remote

    async def of_transfer(self, transfer: Transfer) -> list[tuple[Party, Finding]]:
        """What screening says of everybody in a transfer. Raises ``Unavailable``."""
        return await self.findings(_roles_of(transfer), at=transfer.at)

    async def findings(
        self, parties: Sequence[tuple[str, Party]], *, at: datetime
    ) -> list[tuple[Party, Finding]]:
        """One finding for each party that has a match nobody has decided about."""
        matched = await self._matching.match([party for _, party in parties])
        hit = [
            (role, party, matches)
            for (role, party), matches in zip(parties, matched.matches, strict=True)
            if matches
        ]
        if not hit:
            return []
        open_ = await self.undecided([(party, matches) for _, party, matches in hit], at=at)
        return [
            (party, finding_of(party, role, left, screened_against=matched.against))
            for (role, party, _), left in zip(hit, open_, strict=True)
            if left
        ]

    async def undecided(
        self, matched: Sequence[tuple[Party, Sequence[Match]]], *, at: datetime
    ) -> list[list[Match]]:
        """The matches of each party about which no decision holds."""
        decisions = await self._decisions.about([party.id for party, _ in matched])
        allowed = {
            (one.party_id, one.list_name, one.uid, one.entry)
            for one in decisions
            if one.holds(entry=one.entry, at=at)
        }
        return [
            [
                match
                for match in matches
                if (party.id, match.list_name, match.uid, match.entry) not in allowed
            ]
            for party, matches in matched
        ]

    async def screen_customer(self, party: Party) -> Alert | None:
        """Screen somebody when no money moves: at registration, at a change, at a new list.

        One alert for each set of listed entries, however often it is asked. Raises ``Unavailable``.
        """
        now = self._clock()
        found = await self.findings([(CUSTOMER, party)], at=now)
        return await self.raise_alert(party, found[0][1], at=now) if found else None

    async def of_customer(self, party: Party) -> list[Finding]:
        """As :meth:`screen_customer`; what is found, whether or not it has its alert already."""
        now = self._clock()
        found = [finding for _, finding in await self.findings([(CUSTOMER, party)], at=now)]
        for finding in found:
            await self.raise_alert(party, finding, at=now)
        return found

    async def raise_alert(self, party: Party, finding: Finding, *, at: datetime) -> Alert | None:
        """An alert about a customer, unless each of its entries has one already."""
        known = {
            hit["entry"]
            for alert in await self._alerts.of_party(party.id)
            for hit in alert.evidence.get("hits", ())
        }
        if all(hit["entry"] in known for hit in finding.evidence["hits"]):
            return None
        alert = alert_of(finding, party_id=party.id, party_name=party.name, transfer_id=None, at=at)
        for _ in range(_ATTEMPTS):
            unit = await self._cases.open_case([alert], party=party, transfer=None, at=at)
            try:
                await self._committer.commit(unit)
                return alert
            except (VersionConflict, AlreadyExists):
                continue  # the party's case was written at the same moment
        raise VersionConflict("compliance_alerts", alert.id)


def _roles_of(transfer: Transfer) -> list[tuple[str, Party]]:
    roles = [("sender", transfer.sender)]
    if transfer.conductor is not None:
        roles.append(("conductor", transfer.conductor))
    return roles + [("receiver", receiver) for receiver in transfer.receivers]
