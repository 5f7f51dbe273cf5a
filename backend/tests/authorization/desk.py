"""What the compliance desk can name: an alert, a case or a transfer of its own for each act that
uses one up, so that each of them really works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from authorization.filings import filing_things
from paymentus.app.wiring import Platform
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.cases.freezes import FreezeKind, new_freeze
from paymentus.compliance.domain.screening.decisions import AllowDecision
from paymentus.compliance.domain.transfer import Channel, Finding, Party, Transfer, Verdict
from paymentus.compliance.repository.decisions import insert_decision
from paymentus.compliance.repository.freezes import insert_freeze
from paymentus.compliance.service.cases import CaseOpening

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# Operation -> what is noticed about somebody who is in nothing else.
_NOTICED = {
    "decideMatch": ("sanctions", Verdict.HOLD),
    "getAlert": ("sanctions", Verdict.HOLD),
    "dismissAlert": ("sanctions", Verdict.ALLOW),
    "takeAlert": ("sanctions", Verdict.HOLD),
    "releaseTransfer": ("sanctions", Verdict.HOLD),
    "refuseTransfer": ("sanctions", Verdict.HOLD),
    "getCase": ("velocity", Verdict.HOLD),
    "assignCase": ("velocity", Verdict.HOLD),
    "addCaseNote": ("velocity", Verdict.HOLD),
    "escalateCase": ("velocity", Verdict.HOLD),
    "endCaseClock": ("velocity", Verdict.HOLD),
    "decideCase": ("velocity", Verdict.HOLD),
    "proposeFreeze": ("velocity", Verdict.HOLD),
    "draftFilingOfCase": ("velocity", Verdict.HOLD),
    "listFilingsOfCase": ("velocity", Verdict.HOLD),
}

_HITS = {"hits": [{"list": "SDN", "list_id": "90001", "entry": "digest"}]}


async def desk_things(platform: Platform) -> dict[str, dict[str, str]]:
    """Operation -> values for its address."""
    things: dict[str, dict[str, str]] = {}
    opening: CaseOpening = platform.get(CaseOpening)
    for operation, (code, verdict) in _NOTICED.items():
        party = Party(f"usr_{operation}", "Somebody Noticed")
        transfer = Transfer(
            id=f"pay_{operation}",
            at=AT,
            sender=party,
            receivers=(Party("bil_any", "Any"),),
            amount_minor=1_000,
            currency="USD",
            channel=Channel.CARD,
        )
        alert = alert_of(
            Finding(code, verdict, 60, "Noticed.", _HITS if code == "sanctions" else {}),
            party_id=party.id,
            party_name=party.name,
            transfer_id=transfer.id,
            at=AT,
        )
        unit = await opening.open_case([alert], party=party, transfer=transfer, at=AT)
        await platform.committer.commit(unit)
        things[operation] = {
            "alert_id": alert.id,
            "case_id": str(unit.inserts[0].document["_id"]),
            "transfer_id": transfer.id,
            "kind": "sar",
        }
    freeze = new_freeze(
        FreezeKind.AML,
        party_id="usr_frozen",
        party_name="Somebody Frozen",
        case_id=things["getCase"]["case_id"],
        by="usr_test",
        at=AT,
    )
    decision = AllowDecision(
        "dec_walk", "usr_getAlert", "SDN", "90001", "digest", "Another person.", "usr_test", AT,
        AT + timedelta(days=90),
    )  # fmt: skip
    inserts = (insert_freeze(freeze), insert_decision(decision))
    await platform.committer.commit(UnitOfWork(inserts=inserts))
    filings = await filing_things(platform)
    return {
        **things,
        **filings,
        "proposeLift": {"freeze_id": freeze.id},
        "endMatchDecision": {"decision_id": decision.id},
    }
