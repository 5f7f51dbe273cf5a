"""Seeded random events in any order against the payment rules, judged by a model after each.

One world is a few bills of three billers, a ledger, and payments that start, hear from the
processor (early, late, twice, out of order), run out of their hold, are refunded, disputed and
settled. At its end everything is paid out and settled, and every clearing account must be zero.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from payments.building import NOW, a_free_bill, a_payment
from paymentus.billers.domain import Biller, Method
from paymentus.bills.domain import Bill, reserve
from paymentus.commit.domain import UnitOfWork
from paymentus.foundation.errors import DomainError
from paymentus.integrations.payment_processor import Outcome, OutcomeState
from paymentus.ledger.domain import Book, EntryDraft, EntryKind, credit, debit
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.payment import Moment, Payment
from paymentus.payments.domain.quote import price
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.domain.transitions import Step, apply_outcome
from properties.payment_model import HEIGHT, Known, PaymentModel
from properties.premises import BILLERS, changed
from properties.violations import Violation, require

SECOND = timedelta(seconds=1)
SALT = bytes(32)
WORDS = tuple(OutcomeState)
Hear = Callable[..., Step | None]


class PaymentWorld:
    """``rules`` makes the book, ``hear`` is the rule of news: a test may bring broken ones."""

    def __init__(
        self, seed: str, rules: Callable[[], Book] = Book, hear: Hear = apply_outcome
    ) -> None:
        self._random = random.Random(seed)
        self._book = rules()
        self._hear = hear
        self._now = NOW
        self.entries = 0
        self._ids: set[str] = set()
        self._billers = {biller.id: biller for biller in BILLERS}
        self._bills: dict[str, Bill] = {}
        self._model = PaymentModel(self._bills)
        self.known = self._model.known
        self._payments: dict[str, Payment] = {}
        self._number = 0
        self._acts = (
            *[self._start] * 3, *[self._news] * 12, *[self._run_out] * 1, self._fee_alone,
            self._refund, self._dispute, self._pay_out, self._settle,
        )  # fmt: skip
        for _ in range(6):
            self._issue_bill()

    def step(self) -> None:
        """One event and every invariant after it; raises ``Violation``."""
        self._now += SECOND
        self._acts[int(self._random.random() * len(self._acts))]()
        self._check()

    def finish(self) -> None:
        """Every payment hears its last word; no clearing account has anything left."""
        for id, known in self.known.items():
            if HEIGHT[known.state] < 5:
                self._tell(id, self._outcome(self._pick((WORDS[0], WORDS[1], WORDS[4]))))
                self._check()
        for currency in ("USD", "EUR"):
            self._pay_out(currency)
        for biller in BILLERS:
            self._settle(biller)
        self._check()
        for id, account in self._book.accounts.items():
            held = account.debits_pending, account.credits_pending
            require(held == (0, 0), "nothing is held at the end", id, held)
            if id.startswith(("processor_receivable/", "biller_payable/")):
                require(account.posted == 0, "a clearing account returns to zero", id, account)
        for bill in self._bills.values():
            require(bill.live_payment_id is None, "no bill is held at the end", bill.id)

    # -- acts

    def _issue_bill(self) -> None:
        self._number += 1
        biller = self._pick(BILLERS)
        due = 500 + int(self._random.random() * 20_000)
        id = f"bil_{self._number}"
        self._bills[id] = a_free_bill(
            id=id,
            version=1,
            biller_id=biller.id,
            rules=biller.payment_rules,
            currency=biller.currency,
            amount_due_minor=due,
        )
        self._model.paid[id] = 0

    def _start(self) -> None:
        """Quote one or two bills, reserve them and record the attempt; or be refused whole."""
        rng = self._random.random
        if rng() < 0.3:
            self._issue_bill()
        ids = list(self._bills)[-6:]
        first = self._pick(ids)
        second = self._pick(ids)
        chosen = [first] if rng() < 0.7 or first == second else [first, second]
        wanted = [
            (id, None if rng() < 0.6 else 1 + int(rng() * 1.3 * self._bills[id].amount_due_minor))
            for id in chosen
        ]
        expected = self._model.may_start(wanted)
        self._number += 1
        payment_id = f"pay_{self._number}"
        try:
            payment, unit = self._first_commit(payment_id, wanted)
        except DomainError as refusal:
            if expected:
                raise Violation(f"{payment_id} of {wanted} was refused: {refusal!r}") from refusal
            return
        require(expected, "started although the rules say no", wanted)
        self._payments[payment_id] = payment
        parts = {item.bill_id: item.amount_minor for item in payment.items}
        self.known[payment_id] = Known(
            parts,
            {item.bill_id: item.biller_id for item in payment.items},
            sum(self._model.fee(bill_id, amount) for bill_id, amount in parts.items()),
            payment.currency,
        )
        self._write(unit)

    def _first_commit(
        self, payment_id: str, wanted: list[tuple[str, int | None]]
    ) -> tuple[Payment, UnitOfWork]:
        chosen = [
            (self._bills[id], self._billers[self._bills[id].biller_id], amount)
            for id, amount in wanted
        ]
        quote = price(
            chosen,
            quote_id="quo_1",
            principal_id="usr_1",
            method=Method.CARD,
            at=self._now,
            lifetime=timedelta(minutes=15),
        )
        payment = a_payment(
            id=payment_id,
            currency=quote.currency,
            items=quote.items,
            created_at=self._now,
            history=(Moment(PaymentState.SUBMITTING, self._now),),
        )
        attempt = funds_flow.attempt_recorded(
            payment_id,
            shares=payment.shares,
            fee_minor=payment.fee_minor,
            currency=payment.currency,
            at=self._now,
            expires_at=self._now + timedelta(days=7),
        )
        unit = UnitOfWork(entries=(attempt,))
        for item in quote.items:
            unit += reserve(
                self._bills[item.bill_id],
                payment_id=payment_id,
                amount_minor=item.amount_minor,
                at=self._now,
            )
        return payment, unit

    def _news(self) -> None:
        """The processor's word about a payment of late: first, again, or long after the end."""
        recent = list(self.known)[-8:]
        if recent:
            self._tell(self._pick(recent), self._outcome(self._pick(WORDS)))

    def _fee_alone(self) -> None:
        paid = [id for id, known in self.known.items() if known.state == "succeeded"][-4:]
        if paid:
            fee = int(self._random.random() * 400)
            self._tell(self._pick(paid), replace(self._outcome(WORDS[0]), fee_minor=fee))

    def _outcome(self, state: OutcomeState) -> Outcome:
        with_fee = state is OutcomeState.SUCCEEDED and self._random.random() < 0.7
        fee = int(self._random.random() * 400) if with_fee else None
        return Outcome(state, object_id="pi_1", intent_id="pi_1", fee_minor=fee)

    def _tell(self, id: str, outcome: Outcome) -> None:
        payment, known = self._payments[id], self.known[id]
        given_up_as = PaymentState.CANCELED if self._random.random() < 0.3 else PaymentState.EXPIRED
        step = self._hear(
            payment,
            outcome,
            bills=self._bills,
            hold_is_open=known.hold == "open",
            receipt={"payment_id": id} if outcome.state is OutcomeState.SUCCEEDED else None,
            salt=SALT,
            at=self._now,
            given_up_as=given_up_as,
        )
        wanted = outcome.state.value
        if wanted == "expired":
            wanted = given_up_as.value
        before = known.state
        if HEIGHT[wanted] > HEIGHT[before]:
            known.state = wanted
            self._model.end(id, known)
        if known.state == "succeeded" and known.processor_fee is None:
            self._model.report_fee(known, outcome.fee_minor)
        if step is None:
            require(known.state == before, "news was not taken", id, before, wanted)
            return
        self._payments[id] = replace(step.payment, version=payment.version + 1)
        require(step.payment.state == known.state, "the state", step.payment.state, known.state)
        for name in ("items", "currency", "request", "id", "created_at"):
            same = getattr(step.payment, name) == getattr(payment, name)
            require(same, "what was agreed stays", name)
        mails = sum(message.topic == "receipt_mail" for message in step.unit.outbox)
        first = known.state == "succeeded" != before
        require(mails == (1 if first else 0), "one receipt mail a success", id, mails)
        self._write(step.unit)

    def _run_out(self) -> None:
        """The hold of a payment that is still live ends in the ledger alone."""
        open_holds = [id for id, known in self.known.items() if known.hold == "open"]
        live = [id for id in open_holds if HEIGHT[self.known[id].state] < 5]
        if not live:
            return
        id = self._pick(live)
        self.known[id].hold = "voided"
        entry = EntryDraft(
            id=f"ent_{id}_ran_out",
            kind=EntryKind.VOID_PENDING,
            event="hold.expired",
            subject=id,
            description="The hold ran out",
            effective_at=self._now,
            pending_id=funds_flow.hold_id(id),
        )
        self._write(UnitOfWork(entries=(entry,)))

    def _refund(self) -> None:
        """From what the biller is owed or, once settled, owes."""
        paid = [id for id, known in self.known.items() if known.refundable > 0][-6:]
        if not paid:
            return
        id = self._pick(paid)
        known = self.known[id]
        (biller,) = known.biller_of.values()
        payable = f"biller_payable/{biller}/{known.currency}"
        receivable = f"processor_receivable/stripe/{known.currency}"
        amount = 1 + int(self._random.random() * known.refundable)
        settled = self._model.expected.of(payable) < amount
        if self._model.expected.of(receivable) < amount:
            return
        known.refundable -= amount
        self._model.expected.add(receivable, -amount)
        if settled:
            self._model.expected.add(f"biller_receivable/{biller}/{known.currency}", amount)
        else:
            self._model.expected.add(payable, -amount)
        self._number += 1
        entry = funds_flow.refunded(
            f"re_{self._number}",
            payment_id=id,
            biller_id=biller,
            amount_minor=amount,
            settled_already=settled,
            currency=known.currency,
            at=self._now,
        )
        self._write(UnitOfWork(entries=(entry,)))

    def _dispute(self) -> None:
        currency = self._pick(("USD", "EUR"))
        receivable = f"processor_receivable/stripe/{currency}"
        amount = 1 + int(self._random.random() * 5_000)
        if self._model.expected.of(receivable) < amount + 1_500:
            return
        self._model.expected.add(receivable, -amount - 1_500)
        self._model.expected.add(f"disputes_held/stripe/{currency}", amount)
        self._model.expected.add(f"dispute_fees/stripe/{currency}", 1_500)
        self._number += 1
        entry = funds_flow.dispute_opened(
            f"dp_{self._number}",
            payment_id="pay_0",
            amount_minor=amount,
            fee_minor=1_500,
            currency=currency,
            at=self._now,
        )
        self._write(UnitOfWork(entries=(entry,)))

    def _pay_out(self, currency: str | None = None) -> None:
        """The processor sends what it has, or draws what fees after the last payout left owing."""
        currency = currency or self._pick(("USD", "EUR"))
        receivable = f"processor_receivable/stripe/{currency}"
        amount = self._model.expected.of(receivable)
        if amount == 0:
            return
        self._model.expected.add(receivable, -amount)
        self._model.expected.add(f"bank/operating/{currency}", amount)
        self._number += 1
        id = f"po_{self._number}"
        if amount > 0:
            entry = funds_flow.processor_paid_out(
                id, amount_minor=amount, currency=currency, at=self._now
            )
        else:
            entry = EntryDraft(
                id=f"ent_{id}_drawn",
                kind=EntryKind.POSTED,
                event="processor.drew",
                subject=id,
                description="The processor drew what it was owed",
                effective_at=self._now,
                postings=(
                    debit(receivable, -amount),
                    credit(f"bank/operating/{currency}", -amount),
                ),
            )
        self._write(UnitOfWork(entries=(entry,)))

    def _settle(self, biller: Biller | None = None) -> None:
        biller = biller or self._pick(BILLERS)
        payable = f"biller_payable/{biller.id}/{biller.currency}"
        amount = self._model.expected.of(payable)
        if amount <= 0:
            return
        self._model.expected.add(payable, -amount)
        self._model.expected.add(f"bank/operating/{biller.currency}", -amount)
        self._number += 1
        entry = funds_flow.settled_to_biller(
            f"st_{self._number}",
            biller_id=biller.id,
            amount_minor=amount,
            currency=biller.currency,
            at=self._now,
        )
        self._write(UnitOfWork(entries=(entry,)))

    # -- writing as commit does

    def _write(self, unit: UnitOfWork) -> None:
        """Whole or not at all; a refusal is a violation, since the model foresaw none."""
        for entry in unit.entries:
            require(entry.id not in self._ids, "an entry is made once", entry.id)
            self._ids.add(entry.id)
        self._book.begin()
        for entry in unit.entries:
            try:
                made = self._book.apply(entry, recorded_at=self._now)
            except DomainError as refusal:
                raise Violation(f"the ledger refuses {entry.event}: {refusal!r}") from refusal
            sides = {"debit": 0, "credit": 0}
            for posting in made.postings:
                sides[posting.side.value] += posting.amount_minor
            require(sides["debit"] == sides["credit"] > 0, "an entry balances", made)
            self.entries += 1
        self._book.keep()
        for update in unit.updates:
            bill = self._bills[update.id]
            require(update.expected_version == bill.version, "a bill's version", update)
            self._bills[update.id] = changed(bill, update.set)

    def _pick(self, sequence: Any) -> Any:
        return sequence[int(self._random.random() * len(sequence))]

    # -- invariants

    def _check(self) -> None:
        expected = self._model.expected.sums
        for id, account in self._book.accounts.items():
            if account.posted != expected.get(id, 0):
                raise Violation(f"{id} is {account.posted}, events say {expected.get(id, 0)}")
            if account.available < 0 and account.has_floor:
                raise Violation(f"{id} is below zero: {account.available}")
        for id in list(self._bills)[-6:]:
            self._check_bill(self._bills[id])

    def _check_bill(self, bill: Bill) -> None:
        if bill.amount_paid_minor != self._model.paid[bill.id]:
            raise Violation(
                f"{bill.id}: {bill.amount_paid_minor} paid, not {self._model.paid[bill.id]}"
            )
        limit = bill.rules.limit_minor(bill.amount_due_minor)
        if bill.amount_paid_minor + bill.amount_reserved_minor > limit:
            raise Violation(f"{bill.id} takes more than {limit}: {bill}")
        live = self.known.get(bill.live_payment_id or "")
        if bill.live_payment_id is not None and (live is None or HEIGHT[live.state] >= 5):
            raise Violation(f"{bill.id} is held by a payment that ended")
        if live is not None and bill.amount_reserved_minor != live.parts[bill.id]:
            raise Violation(f"{bill.id} holds another amount than its payment")
