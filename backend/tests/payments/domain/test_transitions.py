"""News in every order: one end, legal entries, and bills that count what came and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.building import (
    NOW,
    PAYMENT_ID,
    RECEIPT,
    SALT,
    a_bill,
    a_line,
    a_payment,
    an_outcome,
)
from paymentus.audit.domain.receipt import receipt_commitment
from paymentus.bills.domain import Bill, BillStatus
from paymentus.foundation.errors import InvariantViolated
from paymentus.integrations.payment_processor import Outcome, OutcomeState
from paymentus.ledger.domain import Book
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import FINAL, LIVE, PaymentState
from paymentus.payments.domain.transitions import Step, apply_outcome, next_check

O = OutcomeState  # noqa: E741 - as short as the table below needs
S = PaymentState


@dataclass
class World:
    """One payment with its bill and its ledger, changed by units as the database would be."""

    payment: Payment = field(default_factory=a_payment)
    bill: Bill = field(default_factory=a_bill)
    book: Book = field(default_factory=Book)
    now: datetime = NOW
    events: list[str] = field(default_factory=list)
    mails: int = 0

    def __post_init__(self) -> None:
        self.book.apply(
            funds_flow.attempt_recorded(
                PAYMENT_ID,
                shares=self.payment.shares,
                fee_minor=self.payment.fee_minor,
                currency="USD",
                at=NOW,
                expires_at=NOW + timedelta(days=7),
            ),
            recorded_at=NOW,
        )

    def hear(self, outcome: Outcome, *, given_up_as: PaymentState = S.EXPIRED) -> Step | None:
        self.now += timedelta(seconds=1)
        step = apply_outcome(
            self.payment,
            outcome,
            bills={self.bill.id: self.bill},
            hold_is_open=self.payment.state in LIVE,
            receipt=RECEIPT if outcome.state is O.SUCCEEDED else None,
            salt=SALT,
            at=self.now,
            given_up_as=given_up_as,
        )
        if step is not None:
            self._write(step)
        return step

    def _write(self, step: Step) -> None:
        self.payment = replace(step.payment, version=self.payment.version + 1)
        for entry in step.unit.entries:
            self.book.apply(entry, recorded_at=self.now)
            self.events.append(entry.event)
        for update in step.unit.updates:
            assert (update.collection, update.id) == ("bills", self.bill.id)
            assert update.expected_version == self.bill.version
            self.bill = _changed(self.bill, dict(update.set))
        self.mails += sum(message.topic == "receipt_mail" for message in step.unit.outbox)

    def posted(self, kind: str, owner: str) -> int:
        account = self.book.accounts.get(f"{kind}/{owner}/USD")
        return account.posted if account else 0


def _changed(bill: Bill, fields: dict[str, Any]) -> Bill:
    names = {"amount_paid": "amount_paid_minor", "amount_reserved": "amount_reserved_minor"}
    values = {names.get(name, name): value for name, value in fields.items()}
    if "status" in values:
        values["status"] = BillStatus(values["status"])
    return replace(bill, version=bill.version + 1, **values)


def assert_sound(world: World) -> None:
    """Whatever was heard: books that balance, and a bill that agrees with them."""
    paid = world.payment.state is S.SUCCEEDED
    assert world.posted("biller_payable", "blr_1") == (10_000 if paid else 0)
    assert world.posted("fee_income", "platform") == (200 if paid else 0)
    assert world.bill.amount_paid_minor == (10_000 if paid else 0)
    assert world.mails == (1 if paid else 0)
    if world.payment.is_final:
        assert world.bill.live_payment_id is None
        assert world.bill.amount_reserved_minor == 0
        assert world.payment.next_check_at is None
        assert world.payment.redirect_url is None
        assert all(
            (account.debits_pending, account.credits_pending) == (0, 0)
            for account in world.book.accounts.values()
        )
    else:
        assert world.bill.live_payment_id == PAYMENT_ID
        assert world.payment.next_check_at is not None
    states = [step.state for step in world.payment.history]
    assert len(states) == len(set(states))


def heard(world: World, outcomes: tuple[OutcomeState, ...]) -> PaymentState:
    for outcome in outcomes:
        world.hear(an_outcome(outcome))
        assert_sound(world)
    return world.payment.state


MULTISETS = [
    (O.REQUIRES_ACTION, O.PROCESSING, O.SUCCEEDED, O.SUCCEEDED, O.FAILED),
    (O.SUCCEEDED, O.EXPIRED, O.FAILED, O.REQUIRES_ACTION, O.PROCESSING),
    (O.SUCCEEDED, O.SUCCEEDED, O.EXPIRED, O.EXPIRED),
    (O.PROCESSING, O.PROCESSING, O.SUCCEEDED),
]


class TestEveryOrder:
    @pytest.mark.parametrize("outcomes", MULTISETS)
    def test_of_news_with_a_success_ends_paid_once(
        self, outcomes: tuple[OutcomeState, ...]
    ) -> None:
        for order in set(permutations(outcomes)):
            world = World()

            assert heard(world, order) is S.SUCCEEDED, order
            assert world.events.count("payment.succeeded") == 1
            assert world.posted("processor_fees", "stripe") == 326
            assert world.posted("processor_receivable", "stripe") == 10_200 - 326

    @pytest.mark.parametrize("end", [O.FAILED, O.EXPIRED])
    def test_of_news_with_one_kind_of_end_ends_so(self, end: OutcomeState) -> None:
        for order in set(permutations((O.REQUIRES_ACTION, O.PROCESSING, end, end))):
            world = World()

            assert heard(world, order) is S(end.value), order
            assert len(world.events) == 1

    def test_of_all_news_up_to_four_long_keeps_the_books_right(self) -> None:
        for length in range(1, 5):
            for order in product(O, repeat=length):
                heard(World(), order)

    @settings(max_examples=60)
    @given(st.lists(st.sampled_from(O), min_size=5, max_size=9).map(tuple))
    def test_of_longer_news_keeps_the_books_right(self, order: tuple[OutcomeState, ...]) -> None:
        heard(World(), order)

    @pytest.mark.parametrize("start", [S.HELD, S.UNKNOWN])
    def test_of_news_is_the_same_from_every_beginning(self, start: PaymentState) -> None:
        for order in set(permutations(MULTISETS[1])):
            assert heard(World(payment=a_payment(start)), order) is S.SUCCEEDED


class TestNews:
    @pytest.mark.parametrize("outcome", O)
    def test_that_comes_twice_writes_nothing_the_second_time(self, outcome: OutcomeState) -> None:
        world = World()

        first = world.hear(an_outcome(outcome))
        second = world.hear(an_outcome(outcome))

        assert first is not None
        assert second is None

    def test_of_success_commits_to_the_receipt_and_ends_the_asking(self) -> None:
        world = World()

        step = world.hear(an_outcome(O.SUCCEEDED))

        assert step is not None
        entry = next(e for e in step.unit.entries if e.event == "payment.succeeded")
        assert entry.commitment == receipt_commitment(RECEIPT, SALT)
        assert (world.payment.receipt, world.payment.salt) == (RECEIPT, SALT.hex())
        assert (world.payment.brand, world.payment.last4) == ("visa", "4242")
        assert world.payment.succeeded_at == world.now

    def test_of_success_without_a_receipt_is_a_bug(self) -> None:
        with pytest.raises(InvariantViolated):
            apply_outcome(
                a_payment(),
                an_outcome(O.SUCCEEDED),
                bills={"bil_1": a_bill()},
                hold_is_open=True,
                receipt=None,
                salt=SALT,
                at=NOW,
            )

    def test_of_a_decline_says_why_and_that_nothing_was_charged(self) -> None:
        world = World()
        decline = an_outcome(
            O.FAILED, failure_code="insufficient_funds", failure_message="Not enough money."
        )

        world.hear(decline)

        assert world.payment.reason is not None
        assert world.payment.reason.code == "insufficient_funds"
        assert world.payment.reason.message == "Not enough money."

    def test_of_a_decline_on_the_card_page_is_kept_until_the_next_try(self) -> None:
        world = World()
        declined = an_outcome(
            O.REQUIRES_ACTION, failure_code="insufficient_funds", failure_message="Not enough."
        )
        world.hear(an_outcome(O.REQUIRES_ACTION))

        told, again = world.hear(declined), world.hear(declined)
        after_decline = world.payment
        world.hear(an_outcome(O.REQUIRES_ACTION))
        after_next_try = world.payment

        assert told is not None
        assert [message.topic for message in told.unit.outbox] == ["payment_changed"]
        assert again is None
        assert after_decline.state is S.REQUIRES_ACTION
        assert after_decline.reason is not None
        assert after_decline.reason.code == "insufficient_funds"
        assert after_next_try.reason is None
        assert_sound(world)

    def test_of_a_late_decline_says_nothing_of_what_is_final(self) -> None:
        world = World()
        world.hear(an_outcome(O.SUCCEEDED))

        assert world.hear(an_outcome(O.REQUIRES_ACTION, failure_code="card_declined")) is None
        assert world.payment.reason is None

    @pytest.mark.parametrize("outcome", [O.FAILED, O.EXPIRED])
    def test_of_an_end_without_words_gets_ours(self, outcome: OutcomeState) -> None:
        world = World()

        world.hear(an_outcome(outcome))

        assert world.payment.reason is not None
        assert "Nothing was charged" in world.payment.reason.message

    def test_of_expiry_is_named_as_we_gave_it_up(self) -> None:
        world = World()

        world.hear(an_outcome(O.EXPIRED), given_up_as=S.CANCELED)

        assert world.payment.state is S.CANCELED
        assert world.events == ["payment.canceled"]

    def test_of_a_fee_that_is_booked_later_is_posted_once(self) -> None:
        world = World()
        world.hear(an_outcome(O.SUCCEEDED, fee_minor=None))
        assert world.posted("processor_fees", "stripe") == 0

        world.hear(an_outcome(O.SUCCEEDED, fee_minor=326))
        again = world.hear(an_outcome(O.SUCCEEDED, fee_minor=326))

        assert again is None
        assert world.posted("processor_fees", "stripe") == 326
        assert world.payment.processor_fee_minor == 326

    def test_of_a_fee_of_nothing_posts_nothing(self) -> None:
        world = World()
        world.hear(an_outcome(O.SUCCEEDED, fee_minor=0))

        assert world.events == ["payment.succeeded"]
        assert world.hear(an_outcome(O.SUCCEEDED, fee_minor=0)) is None

    def test_is_told_to_who_watches_by_ids_and_state_alone(self) -> None:
        world = World()

        step = world.hear(an_outcome(O.PROCESSING))

        assert step is not None
        assert [message.payload for message in step.unit.outbox] == [
            {"payment_id": PAYMENT_ID, "state": "processing", "biller_ids": ["blr_1"]}
        ]

    def test_of_success_sends_no_mail_to_nobody(self) -> None:
        world = World(payment=a_payment(email=None))

        world.hear(an_outcome(O.SUCCEEDED))

        assert world.mails == 0


class TestHoldThatRanOut:
    """A payment may outlive its hold; the job that releases holds has then voided it."""

    @pytest.mark.parametrize("outcome", [O.FAILED, O.EXPIRED])
    def test_is_not_voided_again_by_an_end_without_money(self, outcome: OutcomeState) -> None:
        step = apply_outcome(
            a_payment(S.PROCESSING),
            an_outcome(outcome),
            bills={"bil_1": a_bill()},
            hold_is_open=False,
            receipt=None,
            salt=SALT,
            at=NOW,
        )

        assert step is not None
        assert step.unit.entries == ()
        assert [update.set["live_payment_id"] for update in step.unit.updates] == [None]

    def test_is_posted_anew_by_a_success(self) -> None:
        step = apply_outcome(
            a_payment(S.PROCESSING),
            an_outcome(O.SUCCEEDED),
            bills={"bil_1": a_bill()},
            hold_is_open=False,
            receipt=RECEIPT,
            salt=SALT,
            at=NOW,
        )

        assert step is not None
        entry = step.unit.entries[0]
        assert entry.pending_id is None
        assert {p.account_id: p.amount_minor for p in entry.postings} == {
            "processor_receivable/stripe/USD": 10_200,
            "biller_payable/blr_1/USD": 10_000,
            "fee_income/platform/USD": 200,
        }
        assert "transfer_made" in {message.topic for message in step.unit.outbox}


class TestLateSuccess:
    @pytest.mark.parametrize(
        ("paid", "reserved", "counted"),
        [(0, 0, 10_000), (10_000, 0, 0), (7_000, 0, 3_000), (0, 4_000, 6_000), (7_000, 3_000, 0)],
    )
    def test_counts_what_the_bill_can_take_and_owes_the_rest_back(
        self, paid: int, reserved: int, counted: int
    ) -> None:
        bill = a_bill(
            amount_paid_minor=paid,
            amount_reserved_minor=reserved,
            live_payment_id="pay_2" if reserved else None,
            last_payment_id="pay_0" if paid else None,
        )

        step = apply_outcome(
            a_payment(S.CANCELED),
            an_outcome(O.SUCCEEDED, fee_minor=None),
            bills={"bil_1": bill},
            hold_is_open=False,
            receipt=RECEIPT,
            salt=SALT,
            at=NOW,
        )

        assert step is not None
        amounts = {p.account_id: p.amount_minor for p in step.unit.entries[0].postings}
        assert amounts["processor_receivable/stripe/USD"] == 10_200
        assert amounts.get("biller_payable/blr_1/USD", 0) == counted
        assert amounts.get("customer_credit/usr_1/USD", 0) == 10_000 - counted
        settled = [update.set["amount_paid"] for update in step.unit.updates]
        assert settled == ([paid + counted] if counted else [])

    def test_of_a_guest_is_owed_to_the_payment_itself(self) -> None:
        step = apply_outcome(
            a_payment(S.EXPIRED, user_id=None),
            an_outcome(O.SUCCEEDED),
            bills={"bil_1": a_bill(amount_paid_minor=10_000, live_payment_id=None)},
            hold_is_open=False,
            receipt=RECEIPT,
            salt=SALT,
            at=NOW,
        )

        assert step is not None
        owners = {p.account_id for p in step.unit.entries[0].postings}
        assert f"customer_credit/{PAYMENT_ID}/USD" in owners


class TestSeveralBills:
    def test_are_all_settled_or_all_let_go(self) -> None:
        lines = tuple(a_line(bill_id=f"bil_{n}", amount_minor=1_000, fee_minor=10) for n in (1, 2))
        bills = {
            f"bil_{n}": a_bill(id=f"bil_{n}", amount_due_minor=1_000, amount_reserved_minor=1_000)
            for n in (1, 2)
        }

        def step(outcome: OutcomeState) -> Step:
            made = apply_outcome(
                a_payment(items=lines),
                an_outcome(outcome),
                bills=bills,
                hold_is_open=True,
                receipt=RECEIPT,
                salt=SALT,
                at=NOW,
            )
            assert made is not None
            return made

        paid, failed = step(O.SUCCEEDED), step(O.FAILED)

        assert [u.set["status"] for u in paid.unit.updates] == ["paid", "paid"]
        assert [u.set["live_payment_id"] for u in failed.unit.updates] == [None, None]


class TestNextCheck:
    @pytest.mark.parametrize(
        ("state", "seconds"),
        [
            (S.SUBMITTING, [2, 4, 8, 16, 30, 30]),
            (S.UNKNOWN, [2, 4, 8, 16, 30, 30]),
            (S.REQUIRES_ACTION, [15, 30, 60, 120, 120, 120]),
            (S.PROCESSING, [5, 10, 20, 40, 80, 160]),
        ],
    )
    def test_comes_later_each_time(self, state: PaymentState, seconds: list[int]) -> None:
        waits = [next_check(a_payment(state, checks=checks), state, NOW) for checks in range(6)]

        assert [(wait - NOW).total_seconds() for wait in waits if wait] == seconds

    @pytest.mark.parametrize("state", [S.SUBMITTING, S.UNKNOWN])
    @pytest.mark.parametrize("checks", [10, 1_100, 1_000_000])
    def test_of_what_is_unknown_is_never_more_than_half_a_minute_away(
        self, state: PaymentState, checks: int
    ) -> None:
        """However long it was away, the outcome is known within a minute of its return."""
        wait = next_check(a_payment(state, checks=checks), state, NOW)

        assert wait == NOW + timedelta(seconds=30)

    @pytest.mark.parametrize("state", sorted(FINAL))
    def test_is_never_of_what_is_final(self, state: PaymentState) -> None:
        assert next_check(a_payment(state), state, NOW) is None
