"""A hold, a freeze and a block are three things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.compliance.domain.cases.freezes import (
    LICENSE_LENGTH_MAX,
    Freeze,
    FreezeKind,
    LicenseMissing,
    NotFrozen,
    findings_of,
    new_freeze,
)
from paymentus.compliance.domain.transfer import Channel, Party, Transfer, Verdict

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_freeze(kind: FreezeKind, party_id: str) -> Freeze:
    return new_freeze(
        kind, party_id=party_id, party_name="Zaphod", case_id="cas_1", by="usr_officer", at=AT
    )


def a_transfer(sender: str, receiver: str, conductor: str | None = None) -> Transfer:
    return Transfer(
        id="pay_1",
        at=AT,
        sender=Party(sender, "S"),
        receivers=(Party("bil_1", "B"), Party(receiver, "R")),
        amount_minor=1,
        currency="USD",
        channel=Channel.CARD,
        conductor=Party(conductor, "C") if conductor else None,
    )


@pytest.mark.parametrize(
    ("kind", "transfer", "expected"),
    [
        (FreezeKind.AML, a_transfer("usr_1", "usr_2"), [("frozen", Verdict.HOLD)]),
        (FreezeKind.AML, a_transfer("usr_2", "usr_1"), []),
        (FreezeKind.AML, a_transfer("usr_2", "usr_3", "usr_1"), [("frozen", Verdict.HOLD)]),
        (FreezeKind.OFAC_BLOCK, a_transfer("usr_1", "usr_2"), [("ofac_block", Verdict.BLOCK)]),
        (FreezeKind.OFAC_BLOCK, a_transfer("usr_2", "usr_1"), [("ofac_block", Verdict.BLOCK)]),
        (FreezeKind.OFAC_BLOCK, a_transfer("usr_2", "usr_3"), []),
    ],
)
def test_a_freeze_holds_what_goes_out_and_a_block_stops_both_directions(
    kind: FreezeKind, transfer: Transfer, expected: list[tuple[str, Verdict]]
) -> None:
    findings = findings_of(transfer, [a_freeze(kind, "usr_1")])

    assert [(finding.code, finding.verdict) for _, finding in findings] == expected
    assert {party.id for party, _ in findings} <= {"usr_1"}


def test_a_freeze_is_lifted_once_and_without_a_license() -> None:
    lifted = a_freeze(FreezeKind.AML, "usr_1").lifted(by="usr_senior", at=AT, license_number="")

    assert not lifted.is_active
    with pytest.raises(NotFrozen):
        lifted.lifted(by="usr_senior", at=AT, license_number="")


@pytest.mark.parametrize("number", ["", "   ", "x" * (LICENSE_LENGTH_MAX + 1), "a\nb"])
def test_a_block_is_lifted_by_a_license_only(number: str) -> None:
    block = a_freeze(FreezeKind.OFAC_BLOCK, "usr_1")

    with pytest.raises(LicenseMissing):
        block.lifted(by="usr_senior", at=AT, license_number=number)
    lifted = block.lifted(by="usr_senior", at=AT, license_number=" SDGT-2026-1 ")
    assert lifted.license_number == "SDGT-2026-1"
