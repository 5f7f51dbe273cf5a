"""What a case knows, gathered for a draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.case import Case, CaseNotFound
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE, ClockKind
from paymentus.compliance.domain.cases.holds import Hold
from paymentus.compliance.domain.filings.assembly import draft_ctr, draft_ofac, draft_sar
from paymentus.compliance.domain.filings.case_facts import (
    CaseFacts,
    Identified,
    Movement,
    movements_of,
    person_of_customer,
    person_of_party,
)
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.filing import Content, FilingKind
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.parties import Filer, Person
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport
from paymentus.compliance.domain.monitoring.cash_rules import business_day
from paymentus.compliance.domain.transfer import Party, Transfer
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.repository.monitoring import MonitoringRepository

_LOOKED_UP_MOST = 200
CLOCKS = {
    FilingKind.CTR: ClockKind.CTR,
    FilingKind.SAR: ClockKind.SAR,
    FilingKind.OFAC_BLOCKING: ClockKind.OFAC,
    FilingKind.OFAC_REJECTED: ClockKind.OFAC,
}


# Who stood at the counter when the cash of a transfer was taken, as they were asked.
AskedAtCounter = Callable[[str], Awaitable[Identified | None]]


class Drafting:
    """``filer`` is who files: the same in every filing."""

    def __init__(
        self,
        *,
        alerts: AlertsRepository,
        cases: CasesRepository,
        profiles: KycProfilesRepository,
        monitoring: MonitoringRepository,
        filer: Filer,
        contact_email: str,
        law: LawOfFilings,
        counter: AskedAtCounter,
    ) -> None:
        self._alerts = alerts
        self._cases = cases
        self._profiles = profiles
        self._monitoring = monitoring
        self._filer = filer
        self._contact_email = contact_email
        self._law = law
        self._counter = counter

    async def facts(self, case_id: str) -> tuple[Case, CaseFacts]:
        """Raises ``CaseNotFound``."""
        case = await self._cases.find(case_id)
        if case is None:
            raise CaseNotFound()
        alerts = await self._alerts.of_case(case_id)
        holds = await self._cases.holds(case_id)
        profile = await self._profiles.find(case.party_id)
        known = profile.facts if profile is not None else None
        person = (
            person_of_customer(known)
            if known is not None
            else person_of_party(Party(case.party_id, case.party_name))
        )
        return case, CaseFacts(
            case_id=case.id,
            party_id=case.party_id,
            subject=person,
            detected_at=min([alert.at for alert in alerts], default=case.opened_at),
            alerts=tuple(sorted(alerts, key=lambda alert: (alert.at, alert.id))),
            movements=await self._movements(alerts, holds),
            customer_since=day_of(case.opened_at, INSTITUTION_ZONE) if known is not None else None,
        )

    async def _movements(
        self, alerts: Sequence[Alert], holds: Sequence[Hold]
    ) -> tuple[Movement, ...]:
        """With what monitoring knows of each: how the money went, whose hand it came from, and all
        cash of a day of which a report is due."""
        found = {moved.id: moved for moved in movements_of(alerts, holds)}
        transfers: dict[str, Transfer] = {}
        for alert in alerts:
            if isinstance(alert.evidence.get("cash_day"), str):
                of_day = await self._monitoring.of_cash_day(alert.evidence["cash_day"])
                transfers |= {each.transfer.id: each.transfer for each in of_day}
        for id_ in list(found.keys() - transfers.keys())[:_LOOKED_UP_MOST]:
            monitored = await self._monitoring.find(id_)
            if monitored is not None:
                transfers[id_] = monitored.transfer
        for id_, transfer in transfers.items():
            known = found.get(id_) or Movement(id_, transfer.at, transfer.amount_minor)
            found[id_] = replace(
                known,
                currency=transfer.currency,
                channel=transfer.channel.value,
                cash=transfer.cash,
                conductor=await self._conductor(id_, transfer.conductor),
                conductor_id=transfer.conductor.id if transfer.conductor is not None else "",
                business_day=date.fromisoformat(business_day(transfer.at, transfer.zone)),
            )
        return tuple(sorted(found.values(), key=lambda moved: (moved.at, moved.id)))

    async def _conductor(self, transfer_id: str, party: Party | None) -> Person | None:
        if party is None:
            return None
        asked = await self._counter(transfer_id)
        if asked is not None:
            return person_of_customer(asked)
        profile = await self._profiles.find(party.id)
        if profile is not None and profile.facts is not None:
            return person_of_customer(profile.facts)
        return person_of_party(party)

    def content(self, kind: FilingKind, facts: CaseFacts) -> Content:
        match kind:
            case FilingKind.SAR:
                return draft_sar(facts, self._filer)
            case FilingKind.CTR:
                return draft_ctr(facts, self._filer)
            case FilingKind.OFAC_BLOCKING | FilingKind.OFAC_REJECTED:
                return draft_ofac(
                    facts,
                    self._filer,
                    blocked=kind is FilingKind.OFAC_BLOCKING,
                    contact_email=self._contact_email,
                )

    def blank(self, kind: FilingKind) -> Content:
        """For what has no case: only who files is filled in."""
        places = (self._filer.institution,)
        match kind:
            case FilingKind.SAR:
                return SuspiciousActivityReport(filer=self._filer, locations=places)
            case FilingKind.CTR:
                return CurrencyTransactionReport(filer=self._filer, locations=places)
            case FilingKind.OFAC_BLOCKING | FilingKind.OFAC_REJECTED:
                return OfacReport(
                    institution=self._filer.institution,
                    contact=self._filer.contact,
                    contact_email=self._contact_email,
                )

    def due(
        self, kind: FilingKind, content: Content, detected: date, case: Case | None = None
    ) -> date:
        """The case's clock where one runs; else counted from what is reported."""
        for clock in case.clocks if case is not None else ():
            if clock.kind is CLOCKS[kind] and clock.is_running:
                return clock.due
        if isinstance(content, CurrencyTransactionReport):
            return self._law.ctr_due(content.transaction_date or detected)
        if isinstance(content, OfacReport):
            return self._law.ofac_due(content.happened_on or detected)
        return self._law.sar_due(detected, bank=False, suspect=True)
