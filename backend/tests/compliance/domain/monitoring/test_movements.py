"""A transfer seen from each side."""

from __future__ import annotations

from compliance.transfers import cash, transfer
from paymentus.compliance.domain.monitoring.movements import movements_of


def test_a_bill_payment_is_counted_for_the_payer_alone() -> None:
    found = movements_of(transfer("usr_1", ["bil_1", "bil_2"], 90, instrument="card"))

    assert [(one.party_id, one.incoming, one.bill) for one in found] == [("usr_1", False, True)]


def test_money_between_people_is_counted_for_both_and_for_the_instrument() -> None:
    found = movements_of(transfer("usr_1", "usr_2", 90, instrument="card", device="phone"))

    assert [(one.party_id, one.counterparty, one.incoming) for one in found] == [
        ("usr_1", "usr_2", False),
        ("usr_2", "usr_1", True),
        ("instrument:card", "usr_1", True),
        ("device:phone", "usr_1", True),
    ]


def test_what_several_receive_adds_up_to_what_was_sent() -> None:
    found = movements_of(transfer("usr_1", ["usr_2", "usr_3", "usr_4"], 100))

    assert [one.amount_minor for one in found if one.incoming] == [3334, 3333, 3333]


def test_cash_for_oneself_comes_in_and_has_no_other_side() -> None:
    found = movements_of(cash("usr_1", 500))

    assert [(one.party_id, one.counterparty, one.incoming) for one in found] == [
        ("usr_1", "", True)
    ]
