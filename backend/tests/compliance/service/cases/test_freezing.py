"""Freezing a party and lifting it again, each by two people, and what it means for transfers."""

from __future__ import annotations

import pytest

from compliance.cases_building import OFFICER, PAYER, SENIOR, Desk, a_transfer, an_alert
from paymentus.approvals.domain import SecondPersonNeeded
from paymentus.compliance.domain.cases.freezes import (
    AlreadyFrozen,
    FreezeKind,
    FreezeNotFound,
    LicenseMissing,
    NotFrozen,
)
from paymentus.compliance.domain.cases.history import EntryKind
from paymentus.compliance.domain.transfer import Verdict


async def frozen(desk: Desk, kind: FreezeKind) -> str:
    """The id of the freeze that two people made."""
    case = await desk.stop(an_alert(transfer_id=None))
    view = await desk.freezes.propose(
        desk.approvals, case.id, kind, reason="Unknown origin.", by=OFFICER
    )
    assert not await desk.freezes._freezes.active_of([PAYER.id])
    proposal = view.proposal
    await desk.approvals.approve(proposal.id, shown=proposal.content_hash, reason=None, by=SENIOR)
    freezes, _ = await desk.freezes.page(active=True, below=None, limit=1)
    return freezes[0].id


async def test_a_freeze_takes_two_people_and_holds_what_the_party_sends(desk: Desk) -> None:
    freeze_id = await frozen(desk, FreezeKind.AML)

    findings = await desk.freezes.findings(a_transfer())

    assert await desk.freezes._freezes.active_of([PAYER.id])
    [(party, finding)] = findings
    assert (party, finding.code, finding.verdict) == (PAYER, "frozen", Verdict.HOLD)
    assert finding.evidence["freeze"] == freeze_id
    assert "freeze.began" in await desk.on_record()


async def test_a_block_stops_both_directions(desk: Desk) -> None:
    await frozen(desk, FreezeKind.OFAC_BLOCK)

    findings = await desk.freezes.findings(a_transfer())

    assert [finding.verdict for _, finding in findings] == [Verdict.BLOCK]


async def test_who_proposed_it_cannot_approve_it(desk: Desk) -> None:
    case = await desk.stop(an_alert(transfer_id=None))
    view = await desk.freezes.propose(
        desk.approvals, case.id, FreezeKind.AML, reason="Unknown origin.", by=OFFICER
    )

    with pytest.raises(SecondPersonNeeded):
        await desk.approvals.approve(
            view.proposal.id, shown=view.proposal.content_hash, reason=None, by=OFFICER
        )
    assert not await desk.freezes._freezes.active_of([PAYER.id])


async def test_a_party_is_frozen_once(desk: Desk) -> None:
    case = await desk.stop(an_alert(transfer_id=None))
    first, second = [
        await desk.freezes.propose(
            desk.approvals, case.id, FreezeKind.AML, reason="Unknown origin.", by=OFFICER
        )
        for _ in range(2)
    ]
    await desk.approvals.approve(
        first.proposal.id, shown=first.proposal.content_hash, reason=None, by=SENIOR
    )

    with pytest.raises(AlreadyFrozen):
        await desk.approvals.approve(
            second.proposal.id, shown=second.proposal.content_hash, reason=None, by=SENIOR
        )
    with pytest.raises(AlreadyFrozen):
        await desk.freezes.propose(
            desk.approvals, case.id, FreezeKind.AML, reason="Again.", by=OFFICER
        )


async def test_it_is_lifted_by_two_people_and_told_in_the_case(desk: Desk) -> None:
    freeze_id = await frozen(desk, FreezeKind.AML)
    view = await desk.freezes.propose_lift(
        desk.approvals, freeze_id, license_number="", reason="Origin shown.", by=OFFICER
    )

    proposal = view.proposal
    await desk.approvals.approve(proposal.id, shown=proposal.content_hash, reason=None, by=SENIOR)

    assert not await desk.freezes._freezes.active_of([PAYER.id])
    assert await desk.freezes.findings(a_transfer()) == []
    lifted, _ = await desk.freezes.page(active=False, below=None, limit=9)
    kinds = [entry.kind for entry in await desk.cases.entries(lifted[0].case_id)]
    assert {EntryKind.FROZEN, EntryKind.FREEZE_LIFTED} <= set(kinds)
    with pytest.raises(NotFrozen):
        await desk.freezes.propose_lift(
            desk.approvals, freeze_id, license_number="", reason="Again.", by=OFFICER
        )


async def test_a_block_is_lifted_by_the_number_of_a_license_only(desk: Desk) -> None:
    freeze_id = await frozen(desk, FreezeKind.OFAC_BLOCK)

    with pytest.raises(LicenseMissing):
        await desk.freezes.propose_lift(
            desk.approvals, freeze_id, license_number=" ", reason="He asked.", by=OFFICER
        )
    view = await desk.freezes.propose_lift(
        desk.approvals, freeze_id, license_number="SDGT-1", reason="Licensed.", by=OFFICER
    )
    assert "SDGT-1" in view.words


async def test_what_is_not_there_is_not_lifted(desk: Desk) -> None:
    with pytest.raises(FreezeNotFound):
        await desk.freezes.propose_lift(
            desk.approvals, "frz_none", license_number="", reason="None.", by=OFFICER
        )


async def test_proposals_name_nobody(desk: Desk) -> None:
    await frozen(desk, FreezeKind.AML)

    stored = [str(one) async for one in desk.database["approvals"].find()]
    assert stored
    assert not any("Zaphod" in one for one in stored)
