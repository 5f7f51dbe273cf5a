"""The recipes in docs/recipes are the funds flow: their tables are read and compared with it.

A recipe has one section ``Entry`` or several, each followed by ``Balances after it``. ``Comes
after`` names the recipes whose first entries were applied before.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from paymentus.foundation.money import from_decimal
from paymentus.ledger.domain import Account, Book, EntryDraft, Posting, Side
from paymentus.ledger.domain.entries import reversal
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.funds_flow import Share

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
PAYMENT, BILLER, PAYER, USD = "pay_01EXAMPLE", "blr_riverton", "usr_maria", "USD"
COMMITMENT = "0" * 64
Build = Callable[[], EntryDraft]


def _attempt() -> EntryDraft:
    return funds_flow.attempt_recorded(
        PAYMENT,
        shares=[Share(BILLER, 10_000)],
        fee_minor=200,
        currency=USD,
        at=AT,
        expires_at=AT,
    )


def _late(*, taken_minor: int, excess_minor: int) -> EntryDraft:
    return funds_flow.succeeded_late(
        PAYMENT,
        shares=[Share(BILLER, taken_minor)],
        excess_minor=excess_minor,
        credit_owner=PAYER,
        fee_minor=200,
        currency=USD,
        at=AT,
        commitment=COMMITMENT,
    )


def _fee() -> EntryDraft:
    return funds_flow.processor_fee(PAYMENT, fee_minor=326, currency=USD, at=AT)


def _refund(*, settled_already: bool) -> EntryDraft:
    return funds_flow.refunded(
        "ref_01EXAMPLE",
        payment_id=PAYMENT,
        biller_id=BILLER,
        amount_minor=4_000,
        settled_already=settled_already,
        currency=USD,
        at=AT,
    )


def _correction() -> EntryDraft:
    fee = _fee()
    return reversal(
        fee.recorded(at=AT, postings=fee.postings),
        id="ent_01CORRECTION",
        effective_at=AT,
        description="The fee was not ours to pay",
    )


# Recipe -> (name of the builder, the entries it shows).
BUILT: dict[str, tuple[str, tuple[Build, ...]]] = {
    "attempt-recorded.md": ("attempt_recorded", (_attempt,)),
    "succeeded.md": (
        "succeeded",
        (lambda: funds_flow.succeeded(PAYMENT, at=AT, commitment=COMMITMENT),),
    ),
    "ended-without-money.md": (
        "ended_without_money",
        (lambda: funds_flow.ended_without_money(PAYMENT, event="payment.failed", at=AT),),
    ),
    "processor-fee.md": ("processor_fee", (_fee,)),
    "processor-payout.md": (
        "processor_paid_out",
        (
            lambda: funds_flow.processor_paid_out(
                "po_01EXAMPLE", amount_minor=9_874, currency=USD, at=AT
            ),
        ),
    ),
    "settled-to-biller.md": (
        "settled_to_biller",
        (
            lambda: funds_flow.settled_to_biller(
                "stl_01EXAMPLE", biller_id=BILLER, amount_minor=10_000, currency=USD, at=AT
            ),
        ),
    ),
    "refund.md": (
        "refunded",
        (lambda: _refund(settled_already=False), lambda: _refund(settled_already=True)),
    ),
    "dispute-opened.md": (
        "dispute_opened",
        (
            lambda: funds_flow.dispute_opened(
                "dp_01EXAMPLE",
                payment_id=PAYMENT,
                amount_minor=10_200,
                fee_minor=1_500,
                currency=USD,
                at=AT,
            ),
        ),
    ),
    "over-payment.md": (
        "over_paid",
        (
            lambda: funds_flow.over_paid(
                PAYMENT, payer_id=PAYER, amount_minor=500, currency=USD, at=AT
            ),
        ),
    ),
    "late-success.md": (
        "succeeded_late",
        (
            lambda: _late(taken_minor=10_000, excess_minor=0),
            lambda: _late(taken_minor=3_000, excess_minor=7_000),
        ),
    ),
    "cash-taken.md": (
        "cash_taken",
        (
            lambda: funds_flow.cash_taken(
                PAYMENT,
                location=f"{BILLER}.main-office",
                shares=[Share(BILLER, 10_000)],
                currency=USD,
                at=AT,
                commitment=COMMITMENT,
            ),
        ),
    ),
    "correction.md": ("reversal", (_correction,)),
}
CASES = [(name, place) for name, (_, builds) in BUILT.items() for place in range(len(builds))]


@dataclass(frozen=True)
class Shown:
    """One entry as a recipe shows it; amounts in minor units."""

    facts: dict[str, str]
    comes_after: list[str]
    postings: list[tuple[str, str, int]]
    balances: list[tuple[str, int, int, int, int]]


def _minor(cell: str) -> int:
    return from_decimal(Decimal(cell.replace(",", "")), USD).amount_minor


def _tables(text: str) -> list[list[list[str]]]:
    """Rows of cells of every table, headings and rulers left out."""
    found = []
    for block in re.findall(r"(?:^\|.*\|\n?)+", text, re.MULTILINE):
        rows = [
            [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
            for line in block.strip().splitlines()
        ]
        found.append(rows[2:])
    return found


def _read(name: str) -> list[Shown]:
    text = (RECIPES / name).read_text(encoding="utf-8")
    shown = []
    for section in re.split(r"^## Entry", text, flags=re.MULTILINE)[1:]:
        facts, postings, balances = _tables(section)[:3]
        after = re.search(r"^Comes after: (.*?)\n\n", section, re.MULTILINE | re.DOTALL)
        assert after, f"{name}: say what the entry comes after"
        shown.append(
            Shown(
                facts={row[0]: row[1] for row in facts},
                comes_after=re.findall(r"\(([a-z-]+\.md)\)", after[1]),
                postings=[
                    (account, "debit" if debit else "credit", _minor(debit or credit))
                    for account, debit, credit in postings
                ],
                balances=[(row[0], *map(_minor, row[1:5])) for row in balances],  # type: ignore[misc]
            )
        )
    return shown


def _postings(draft: EntryDraft, book: Book) -> tuple[Posting, ...]:
    """The entry's own postings, or those of the hold that it resolves."""
    return book.holds[draft.pending_id].postings if draft.pending_id else draft.postings


def _as_row(account: Account) -> tuple[str, int, int, int, int]:
    pending = account.debits_pending - account.credits_pending
    if account.account_class.normal_side is Side.CREDIT:
        pending = -pending
    return (
        account.id,
        account.debits_posted,
        account.credits_posted,
        account.posted,
        pending,
    )


def _book_after(names: list[str]) -> Book:
    book = Book()
    for name in names:
        book.apply(BUILT[name][1][0](), recorded_at=AT)
    return book


class TestRecipes:
    @pytest.mark.parametrize(("name", "place"), CASES)
    def test_show_the_postings_that_the_funds_flow_builds(self, name: str, place: int) -> None:
        shown = _read(name)[place]
        draft = BUILT[name][1][place]()

        built = _postings(draft, _book_after(shown.comes_after))

        assert shown.postings == [(p.account_id, p.side.value, p.amount_minor) for p in built]

    @pytest.mark.parametrize(("name", "place"), CASES)
    def test_name_the_builder_the_kind_the_event_and_the_id(self, name: str, place: int) -> None:
        facts = _read(name)[place].facts
        draft = BUILT[name][1][place]()

        assert facts["Built by"] == BUILT[name][0]
        assert facts["Kind"] == draft.kind.value
        assert facts["Event"] == draft.event
        assert facts["Id"] == draft.id

    @pytest.mark.parametrize(("name", "place"), CASES)
    def test_show_the_balances_that_the_posting_rules_give(self, name: str, place: int) -> None:
        shown = _read(name)[place]
        book = _book_after(shown.comes_after)

        book.apply(BUILT[name][1][place](), recorded_at=AT)

        assert sorted(shown.balances) == sorted(map(_as_row, book.accounts.values()))

    def test_show_every_entry_they_are_compared_with(self) -> None:
        with_entries = {
            path.name for path in RECIPES.glob("*.md") if "\n## Entry" in path.read_text("utf-8")
        }

        assert with_entries == set(BUILT)
        assert {name: len(_read(name)) for name in BUILT} == {
            name: len(builds) for name, (_, builds) in BUILT.items()
        }

    def test_cover_every_entry_that_the_funds_flow_can_build(self) -> None:
        builders = {
            name
            for name, function in inspect.getmembers(funds_flow, inspect.isfunction)
            if function.__annotations__.get("return") == "EntryDraft" and not name.startswith("_")
        }

        assert builders == {name for name, _ in BUILT.values()} - {"reversal"}
