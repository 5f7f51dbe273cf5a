"""What decisions share: only what is open is decided, and each transfer is told about once."""

from __future__ import annotations

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.compliance.domain.cases.holds import HoldState, hold_of
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.service.cases.settling import (
    decided_transfers,
    dismissed,
    taken,
    unsettled,
)

WHO = "usr_officer"


def test_what_was_decided_before_is_left_alone() -> None:
    old = an_alert().dismissed("Before.", by=WHO, at=AT)
    alert = an_alert()

    assert [one.id for one in dismissed([old, alert], "Now.", by=WHO, at=AT).updates] == [alert.id]
    assert [one.id for one in taken([old, alert], "cas_1", by=WHO, at=AT).updates] == [alert.id]


def test_dismissed_alerts_ask_for_nothing_more() -> None:
    waiting, also = an_alert(), an_alert()
    in_case = an_alert().taken("cas_1", by=WHO, at=AT)
    done = an_alert().dismissed("Before.", by=WHO, at=AT)

    assert unsettled([waiting, also, in_case, done], {also.id}) == 2


def test_a_transfer_that_ended_by_itself_is_told_to_nobody() -> None:
    hold = hold_of(a_transfer(), case_id="cas_1", party_id=PAYER.id, verdict=Verdict.HOLD)

    released = decided_transfers([hold], HoldState.RELEASED, "Fine.", by=WHO, at=AT)
    ended = decided_transfers([hold], HoldState.ENDED, "", by=WHO, at=AT)

    assert [(one.topic, one.key) for one in released.outbox] == [("transfer_released", "pay_1")]
    assert ended.outbox == ()
    assert len(ended.updates) == len(ended.inserts) == 1
