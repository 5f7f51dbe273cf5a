"""Alerts, transfers and cases for the tests of case work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from paymentus.approvals.service import ApprovalsService, Person
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, alert_of
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.transfer import Channel, Finding, Party, Transfer, Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.service.cases import (
    AlertDesk,
    CaseDecisions,
    CaseOpening,
    CaseWork,
    Freezes,
)
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Principal, Role
from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.identities import MovableClock

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAYER = Party("usr_payer", "Zaphod Beeblebrox")
OFFICER = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_officer")
SENIOR = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_senior")
BILLER = Party("bil_water", "Riverton Water", is_biller=True)


def a_transfer(transfer_id: str = "pay_1", *, sender: Party = PAYER) -> Transfer:
    return Transfer(
        id=transfer_id,
        at=AT,
        sender=sender,
        receivers=(BILLER,),
        amount_minor=12_000,
        currency="USD",
        channel=Channel.CARD,
    )


def an_alert(
    code: str = "sanctions",
    verdict: Verdict = Verdict.HOLD,
    *,
    transfer_id: str | None = "pay_1",
    score: int = 90,
    party: Party = PAYER,
) -> Alert:
    finding = Finding(code, verdict, score, "Reads like a listed name.", {"listed": "Beeblebrocks"})
    return alert_of(
        finding, party_id=party.id, party_name=party.name, transfer_id=transfer_id, at=AT
    )


async def stopped(
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    *alerts: Alert,
    transfer: Transfer | None = None,
    party: Party = PAYER,
) -> Case:
    """The case after this transfer was stopped by these alerts."""
    cases = CasesRepository(database, sealed)
    unit = await CaseOpening(cases).open_case(alerts, party=party, transfer=transfer, at=AT)
    await committer.commit(unit)
    case = await cases.undecided_of(party.id)
    assert case is not None
    return case


async def person_of(user_id: str) -> Person | None:
    """Two officers, and a payer who is nobody here."""
    roles = {
        OFFICER.id: Role.COMPLIANCE_OFFICER,
        SENIOR.id: Role.COMPLIANCE_OFFICER,
        PAYER.id: Role.PAYER,
    }
    if user_id not in roles:
        return None
    return Person(user_id.removeprefix("usr_").title(), ROLE_PERMISSIONS[roles[user_id]])


@dataclass
class Desk:
    """Everything of case work over one database, at a time that tests can move."""

    database: Database
    sealed: SealedDocuments
    committer: Committer
    clock: MovableClock = field(default_factory=lambda: MovableClock(AT))

    def __post_init__(self) -> None:
        self.alerts = AlertsRepository(self.database, self.sealed)
        self.cases = CasesRepository(self.database, self.sealed)
        freezes = FreezesRepository(self.database, self.sealed)
        self.opening = CaseOpening(self.cases)
        self.freezes = Freezes(freezes, self.cases, self.clock)
        self.triage = AlertDesk(
            alerts=self.alerts,
            cases=self.cases,
            freezes=freezes,
            committer=self.committer,
            clock=self.clock,
            person_of=person_of,
        )
        self.work = CaseWork(
            cases=self.cases,
            alerts=self.alerts,
            freezes=freezes,
            committer=self.committer,
            clock=self.clock,
            person_of=person_of,
        )
        self.decisions = CaseDecisions(
            cases=self.cases,
            alerts=self.alerts,
            freezes=freezes,
            committer=self.committer,
            clock=self.clock,
        )
        self.approvals = ApprovalsService(
            database=self.database,
            committer=self.committer,
            clock=self.clock,
            acts=[self.freezes.freeze_act, self.freezes.lift_act],
            person_of=person_of,
        )

    async def stop(
        self, *alerts: Alert, transfer: Transfer | None = None, party: Party = PAYER
    ) -> Case:
        return await stopped(
            self.database, self.sealed, self.committer, *alerts, transfer=transfer, party=party
        )

    async def told(self, topic: str) -> list[Document]:
        """What the outbox holds for whoever goes on with transfers."""
        found = self.database["outbox"].find({"topic": topic})
        return [message["payload"] async for message in found]

    async def on_record(self) -> list[str]:
        return sorted([one["type"] async for one in self.database["audit_inbox"].find()])
