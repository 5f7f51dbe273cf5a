"""Drafts from what is stored: who stood at the counter is whom the counter asked."""

from __future__ import annotations

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from compliance.transfers import MONDAY, cash, party
from paymentus.app.wiring import Platform
from paymentus.compliance.domain.filings.case_facts import Identified
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.repository.monitoring import MonitoringRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.compliance.service.filings.drafting import Drafting
from paymentus.compliance.service.monitoring import MonitoringService
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.customers import a_customer
from support.made_filings import a_good_sar


async def test_a_conductor_is_whom_the_counter_asked(platform: Platform) -> None:
    taken = cash(PAYER.id, 12_000, id="pay_1", conductor=party("psn_2"))
    monitoring: MonitoringService = platform.get(MonitoringService)
    opening: CaseOpening = platform.get(CaseOpening)
    sealed: SealedDocuments = platform.get(SealedDocuments)
    cases = CasesRepository(platform.database, sealed)
    await platform.committer.commit((await monitoring.judge(taken)).unit)
    alert = an_alert("ctr_aggregation", Verdict.HOLD)
    await platform.committer.commit(
        await opening.open_case([alert], party=PAYER, transfer=a_transfer(), at=AT)
    )
    case = await cases.undecided_of(PAYER.id)
    assert case is not None

    async def counter(payment_id: str) -> Identified | None:
        return a_customer() if payment_id == taken.id else None

    drafting = Drafting(
        alerts=AlertsRepository(platform.database, sealed),
        cases=cases,
        profiles=KycProfilesRepository(platform.database, sealed),
        monitoring=MonitoringRepository(platform.database),
        filer=a_good_sar().filer,
        contact_email="desk@people.example",
        law=LawOfFilings(),
        counter=counter,
    )

    _, facts = await drafting.facts(case.id)

    (moved,) = [each for each in facts.movements if each.id == taken.id]
    assert moved.conductor is not None
    assert (moved.conductor.last_name, moved.conductor_id) == ("McMillan", "psn_2")
    assert moved.business_day == MONDAY.date()
