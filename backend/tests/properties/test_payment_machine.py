"""The short form of ``make properties`` for payments, and what shows that it would see a bug."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from paymentus.commit.domain import UnitOfWork
from paymentus.integrations.payment_processor import Outcome, OutcomeState
from paymentus.ledger.domain import Posting, credit
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import Step, apply_outcome
from properties.machines import Tally, run_world, run_worlds, seeds_of
from properties.payment_machine import PaymentWorld

from support.figures import Figures

SEED = 20261123
WORLDS = 80


def trusts_the_hold(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    """Believes that the hold is there, also after it was let go."""
    return apply_outcome(payment, outcome, **{**facts, "hold_is_open": True})


def never_trusts_the_hold(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    """Posts anew although the hold is still there: pending money stays for ever."""
    return apply_outcome(payment, outcome, **{**facts, "hold_is_open": False})


def takes_success_twice(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    if payment.state is PaymentState.SUCCEEDED and outcome.state is OutcomeState.SUCCEEDED:
        payment = replace(payment, state=PaymentState.PROCESSING)
    return apply_outcome(payment, outcome, **facts)


def lets_failure_undo_success(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    if payment.state is PaymentState.SUCCEEDED and outcome.state is OutcomeState.FAILED:
        return Step(replace(payment, state=PaymentState.FAILED), UnitOfWork())
    return apply_outcome(payment, outcome, **facts)


def takes_unknown_for_failure(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    if outcome.state is OutcomeState.PROCESSING:
        outcome = replace(outcome, state=OutcomeState.FAILED)
    return apply_outcome(payment, outcome, **facts)


def gives_up_without_letting_go(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    """The bill stays held by a payment that has ended."""
    step = apply_outcome(payment, outcome, **facts)
    if step and step.payment.state in (PaymentState.FAILED, PaymentState.EXPIRED):
        return replace(step, unit=replace(step.unit, updates=()))
    return step


def forgets_the_late_fee(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    """A fee that is reported after the success is not booked."""
    step = apply_outcome(payment, outcome, **facts)
    return None if payment.state is PaymentState.SUCCEEDED else step


def gives_excess_to_the_biller(payment: Payment, outcome: Outcome, **facts: Any) -> Step | None:
    """What a bill can no longer take goes to its biller and not back to the payer."""
    step = apply_outcome(payment, outcome, **facts)
    if step is None:
        return None
    biller = f"biller_payable/{payment.items[0].biller_id}/{payment.currency}"

    def to_biller(posting: Posting) -> Posting:
        is_excess = posting.account_id.startswith("customer_credit/")
        return credit(biller, posting.amount_minor) if is_excess else posting

    entries = tuple(
        replace(entry, postings=tuple(to_biller(posting) for posting in entry.postings))
        for entry in step.unit.entries
    )
    return replace(step, unit=replace(step.unit, entries=entries))


BROKEN = (
    trusts_the_hold, never_trusts_the_hold, takes_success_twice, lets_failure_undo_success,
    takes_unknown_for_failure, gives_up_without_letting_go, forgets_the_late_fee,
    gives_excess_to_the_biller,
)  # fmt: skip


class TestThePaymentsRules:
    def test_hold_after_every_event(self, figures: Figures) -> None:
        tally = Tally()

        broken = run_worlds("payments", seeds_of(SEED, 0, WORLDS), tally)

        figures.add(
            f"{tally.steps:,} seeded events against the payments' rules, {tally.entries:,} entries",
            steps=tally.steps,
            violations=len(broken),
            seed=SEED,
        )
        assert broken == []
        assert tally.entries > tally.steps // 5


class TestTheMachine:
    @pytest.mark.parametrize("hear", BROKEN, ids=lambda hear: hear.__name__)
    def test_sees_a_broken_rule_and_says_how_to_see_it_again(self, hear: Any) -> None:
        def make(seed: str) -> PaymentWorld:
            return PaymentWorld(seed, hear=hear)

        broken = run_worlds("payments", seeds_of(SEED, 0, 12), Tally(), make=make)

        assert broken
        assert run_world("payments", broken[0].seed, Tally(), make=make) == broken[0]
        assert f"--replay payments {broken[0].seed}" in str(broken[0])

    def test_meets_every_end_and_every_way_there(self) -> None:
        ends = set()
        holds = set()
        for seed in seeds_of(SEED, 0, 6):
            world = PaymentWorld(seed)
            for _ in range(250):
                world.step()
            world.finish()
            ends |= {known.state for known in world.known.values()}
            holds |= {(known.state, known.hold) for known in world.known.values()}

        assert ends == {"succeeded", "failed", "expired", "canceled"}
        # Money that came in time, and money that came after the hold was let go.
        assert {("succeeded", "posted"), ("succeeded", "voided")} <= holds
