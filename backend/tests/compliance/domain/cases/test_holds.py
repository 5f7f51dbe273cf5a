"""A stopped transfer is decided once, and one that is blocked never."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.compliance.domain.cases.holds import Hold, HoldState, TransferNotHeld, hold_of
from paymentus.compliance.domain.transfer import Channel, Party, Transfer, Verdict
from paymentus.compliance.domain.unjudged import NotYetJudged

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TRANSFER = Transfer(
    id="pay_1",
    at=AT,
    sender=Party("usr_1", "Zaphod"),
    receivers=(Party("bil_1", "Riverton Water"),),
    amount_minor=12_000,
    currency="USD",
    channel=Channel.CARD,
)


def a_hold(verdict: Verdict, *codes: str) -> Hold:
    return hold_of(TRANSFER, case_id="cas_1", party_id="usr_1", verdict=verdict, codes=codes)


def test_it_says_what_was_stopped() -> None:
    hold = a_hold(Verdict.HOLD)

    assert (hold.id, hold.state, hold.amount_minor) == ("pay_1", HoldState.HELD, 12_000)
    assert hold.receivers == ("Riverton Water",)


def test_it_is_decided_once() -> None:
    released = a_hold(Verdict.HOLD).decided(HoldState.RELEASED, by="usr_officer", at=AT)

    assert released.state is HoldState.RELEASED
    with pytest.raises(TransferNotHeld):
        released.decided(HoldState.REFUSED, by="usr_officer", at=AT)


def test_what_could_not_be_judged_is_judged_before_anybody_lets_it_go() -> None:
    waiting = a_hold(Verdict.HOLD, "sanctions", "screening_unavailable")

    a_hold(Verdict.HOLD, "sanctions").must_be_judged()
    with pytest.raises(NotYetJudged):
        waiting.must_be_judged()
    assert waiting.unjudged == ("screening_unavailable",)
    assert waiting.decided(HoldState.REFUSED, by="usr_officer", at=AT).unjudged == ()


def test_a_blocked_one_is_never_released() -> None:
    with pytest.raises(TransferNotHeld):
        a_hold(Verdict.BLOCK).decided(HoldState.RELEASED, by="usr_officer", at=AT)
