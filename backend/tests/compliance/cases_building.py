"""Alerts, transfers and cases for the tests of case work."""

from __future__ import annotations

from datetime import UTC, datetime

from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, alert_of
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.transfer import Channel, Finding, Party, Transfer, Verdict
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAYER = Party("usr_payer", "Zaphod Beeblebrox")
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
