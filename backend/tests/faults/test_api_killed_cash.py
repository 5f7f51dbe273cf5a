"""The API server killed at every boundary of taking cash: at a counter, whose clerk asks again with
the same key, and by a partner's file, which is sent again whole.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest

from faults.crashes import Doomed
from faults.ground import AMOUNT_MINOR
from faults.people import person
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from paymentus.bills.service import BillsService
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import rfc3339, utc_now
from paymentus.payments.service.cash_files import COLUMNS

from support.figures import Figures
from support.payer import Told

pytestmark = pytest.mark.slow
RECORDED = frozenset({"mongo commitTransaction ended #1"})
ALL_ROWS_RECORDED = frozenset({"mongo commitTransaction ended #3"})
_TENDERED = AMOUNT_MINOR + 2_000
_ROWS = 3
_accounts = itertools.count(3_000_000_001)


@pytest.fixture
async def counter(stage: Stage) -> AsyncIterator[Stage]:
    """The stage's payer is the clerk."""
    async with person(stage, Role.BILLER_STAFF) as clerk:
        stage.payer = clerk
        yield stage


@pytest.fixture
async def loading(stage: Stage) -> AsyncIterator[Stage]:
    """The stage's payer is whoever loads partners' files."""
    async with person(stage, Role.ADMIN) as loader:
        stage.payer = loader
        yield stage


async def bill_of_its_own(stage: Stage) -> tuple[str, str]:
    """A bill on an account of its own, so that no law asks who pays; its id and its account."""
    account = str(next(_accounts))
    return (await stage.ground.bills(account, 1))[0], account


def order(attempt: Attempt) -> dict[str, Any]:
    items = [{"bill_id": attempt.bill_id}]
    return {"items": items, "tendered_minor": _TENDERED, "location": "main-office"}


class TestAtTheCounter:
    async def test_cash_is_taken_once(self, counter: Stage, figures: Figures, seed: int) -> None:
        stage = counter
        proof = Proof(stage, figures, seed, "cash", "Cash at a counter", RECORDED)
        taken: set[str] = set()

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            attempt.bill_id, _ = await bill_of_its_own(stage)
            await stage.once(attempt, "POST", "/cash-payments", order(attempt), key=attempt.key)

        async def comes_back(attempt: Attempt) -> None:
            told = await stage.payer.ask("POST", "/cash-payments", order(attempt), key=attempt.key)
            assert told.status == 201, (attempt, told)
            assert told.body["change"]["amount_minor"] == _TENDERED - AMOUNT_MINOR
            taken.add(str(told.payment_id))

        attempts = await proof.api_killed(flow, comes_back)

        assert len(taken) == len(attempts)
        await assert_drawer(stage, f"{stage.ground.biller.id}.main-office", len(attempts))

    @only_long
    async def test_cash_for_a_bill_whose_page_lies_open(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        """The page is closed at the processor first: nobody pays twice for one bill."""
        payer = stage.payer
        closed = frozenset({"http POST /v1/checkout/sessions/…/expire ended #1", *RECORDED})
        proof = Proof(stage, figures, seed, "cash_page", "Cash while a page is open", closed)
        pages: list[str] = []

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            payer.use(stage.api_url)
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            opened = await payer.pay(quote, None, key=f"{attempt.key}-page")
            pages.append(str(opened.body["next_action"]["url"]))
            await clerk.stay_signed_in()
            clerk.use(doomed.url)
            told = await clerk.try_once("POST", "/cash-payments", order(attempt), attempt.key)
            assert told.status in (0, 201), (attempt, told)

        async def comes_back(attempt: Attempt) -> None:
            clerk.use(stage.api_url)
            told = await clerk.ask("POST", "/cash-payments", order(attempt), key=attempt.key)
            assert told.status == 201, (attempt, told)

        async with person(stage, Role.BILLER_STAFF) as clerk:
            await proof.api_killed(flow, comes_back)
        answers = [await stage.outside.pay(page) for page in pages]
        assert {answer["outcome"] for answer in answers} == {"refused"}


class TestPartnersFile:
    async def test_each_row_is_taken_once(
        self, loading: Stage, figures: Figures, seed: int
    ) -> None:
        stage = loading
        partner = f"quickmart-{stage.account}"
        proof = Proof(stage, figures, seed, "cash_file", "A file of cash", ALL_ROWS_RECORDED)
        files: dict[int, str] = {}
        taken: set[str] = set()

        async def send(attempt: Attempt) -> Told:
            file = {"file": ("cash.csv", files[attempt.number].encode(), "text/csv")}
            data = {"partner": partner}
            return await stage.payer.try_once("POST", "/cash-files", data=data, files=file)

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            files[attempt.number] = await a_file(stage, attempt)
            told = await send(attempt)
            assert told.status in (0, 200), (attempt, told)

        async def comes_back(attempt: Attempt) -> None:
            await stage.payer.stay_signed_in()
            told = await send(attempt)
            assert told.status == 200, (attempt, told)
            outcomes = {row["outcome"] for row in told.body["rows"]}
            assert outcomes <= {"loaded", "loaded_before"}, (attempt, told)
            taken.update(row["payment_id"] for row in told.body["rows"])

        attempts = await proof.api_killed(flow, comes_back)

        assert len(taken) == _ROWS * len(attempts)
        await assert_drawer(stage, partner, _ROWS * len(attempts))


async def a_file(stage: Stage, attempt: Attempt) -> str:
    """Rows of one moment, each about a bill of its own."""
    bills: BillsService = stage.platform.get(BillsService)
    lines, taken_at = [",".join(COLUMNS)], rfc3339(utc_now())
    for number in range(_ROWS):
        bill_id, account = await bill_of_its_own(stage)
        attempt.bill_id = bill_id
        (bill,) = await bills.get_many([bill_id])
        reference = f"q-{attempt.number}-{number}"
        slug, amount = stage.ground.biller.slug, f"{AMOUNT_MINOR / 100:.2f}"
        row = (reference, taken_at, slug, account, bill.bill_number, amount, "till-7")
        lines.append(",".join(row))
    return "\n".join(lines)


async def assert_drawer(stage: Stage, place: str, payments: int) -> None:
    accounts = stage.platform.database["ledger_accounts"]
    drawer = await accounts.find_one({"_id": f"cash_at_counters/{place}/USD"})
    assert drawer is not None
    assert drawer["debits_posted"] == payments * AMOUNT_MINOR
