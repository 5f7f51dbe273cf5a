from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bills.building import NOW
from paymentus.bills.domain.plan import (
    ChunkPlan,
    ImportContext,
    plan_rows,
    plan_withdrawal,
)
from paymentus.bills.domain.reasons import Reason, RowProblem
from paymentus.bills.domain.records import Record
from paymentus.bills.domain.rows import BillRow, WrongRow

CONTEXT = ImportContext("bfl_1", "blr_1", NOW)
Store = dict[str, dict[str, Any]]


def a_row(n: int, line: int = 2, **fields: Any) -> BillRow:
    known = {
        "bill_number": f"B-{n}",
        "currency": "USD",
        "amount_due": 10_000,
        "due_on": "2026-11-30",
    }
    return BillRow(line, f"bil_{n}", known | fields, Record(line, ["cells"], 0, 0))


def a_wrong_row(bill_id: str | None, line: int = 2) -> WrongRow:
    problem = RowProblem("amount_due", Reason.AMOUNT_NOT_UNDERSTOOD, "No amount.")
    return WrongRow(line, "", bill_id, (problem,), ["cells"])


def planned(rows, store: Mapping | None = None, seen: Mapping | None = None) -> ChunkPlan:
    return plan_rows(rows, existing=store or {}, seen_before=seen or {}, context=CONTEXT)


def applied(store: Store, plan: ChunkPlan) -> Store:
    """The store once the plan is committed; expected versions must match."""
    after = {key: dict(value) for key, value in store.items()}
    for insert in plan.inserts:
        assert insert.document["_id"] not in after
        after[insert.document["_id"]] = {**insert.document, "version": 1}
    for update in plan.updates:
        assert after[update.id]["version"] == update.expected_version
        after[update.id] |= {**update.set, "version": update.expected_version + 1}
    return after


def paid(store: Store, bill_id: str, amount: int, live: str | None = None) -> Store:
    return store | {bill_id: store[bill_id] | {"amount_paid": amount, "live_payment_id": live}}


class TestPlanRows:
    def test_names_what_it_saw_for_the_anti_join(self):
        rows = [a_row(1, 2), a_wrong_row("bil_2", 3), a_wrong_row(None, 4), a_wrong_row("bil_1", 5)]

        plan = planned(rows)

        assert plan.seen == {"bil_1": 2}
        assert plan.named == ["bil_2"]
        assert plan.counts == {"created": 1, "rejected": 3, "unmatched": 1}

    def test_lets_the_first_of_two_rows_for_one_bill_count(self):
        plan = planned([a_row(1, 2), a_row(1, 3), a_row(2, 4)], seen={"bil_2": 1})

        assert [(row.line, row.problems[0].message) for row in plan.wrong] == [
            (3, "Bill number is already on line 2, for the same account."),
            (4, "Bill number is already on line 1, for the same account."),
        ]

    def test_touches_only_fields_that_differ(self):
        store = applied({}, planned([a_row(1)]))

        (update,) = planned([a_row(1, due_on="2026-12-01")], store).updates

        assert update.set == {
            "due_on": "2026-12-01",
            "status": "open",
            "file_id": "bfl_1",
            "updated_at": NOW,
        }

    def test_does_not_judge_an_over_paid_bill_whose_amount_stands(self):
        store = paid(applied({}, planned([a_row(1)])), "bil_1", 12_000)

        plan = planned([a_row(1, due_on="2026-12-01")], store)

        assert plan.counts == {"updated": 1}
        assert plan.updates[0].set["status"] == "paid"

    @given(
        st.lists(
            st.tuples(st.integers(1, 5), st.integers(0, 3), st.sampled_from(["11", "12"])),
            max_size=12,
        ),
        st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.booleans()), max_size=4),
    )
    def test_is_settled_after_one_time(self, wanted, payments):
        """Committing a plan and planning the same rows again changes nothing more."""
        rows = [
            a_row(n, line, amount_due=100 * amount, due_on=f"2026-{month}-01")
            for line, (n, amount, month) in enumerate(wanted, start=2)
        ]
        store: Store = applied({}, planned([a_row(n, amount_due=100 * n) for n in (1, 2, 3)]))
        for n, amount, live in payments:
            if f"bil_{n}" in store:
                store = paid(store, f"bil_{n}", 100 * amount, "pay_1" if live else None)

        first = planned(rows, store)
        after = applied(store, first)
        second = planned(rows, after)

        assert (second.inserts, second.updates) == ([], [])
        assert sum(first.counts[name] for name in _EVERY_ROW) == len(rows)
        for key, bill in store.items():
            if bill["live_payment_id"]:
                assert after[key] == bill
            assert after[key]["amount_paid"] == bill["amount_paid"]


_EVERY_ROW = ("created", "updated", "unchanged", "protected", "rejected")


class TestPlanWithdrawal:
    def bills(self) -> list[dict[str, Any]]:
        states = [("open", None), ("part_paid", None), ("paid", None), ("withdrawn", None),
                  ("open", "pay_1"), ("open", "pay_2")]  # fmt: skip
        return [
            {"_id": f"bil_{n}", "version": 4, "status": status, "live_payment_id": live,
             "bill_number": f"B-{n}"}
            for n, (status, live) in enumerate(states)
        ]  # fmt: skip

    def test_takes_open_bills_only_and_none_under_a_live_payment(self):
        plan = plan_withdrawal(self.bills(), reported=frozenset(), context=CONTEXT)

        assert [update.id for update in plan.updates] == ["bil_0", "bil_1"]
        assert {update.expected_version for update in plan.updates} == {4}
        assert plan.counts == {"withdrawn": 2, "protected": 2}
        assert [(row.line, row.bill_number) for row in plan.wrong] == [(0, "B-4"), (0, "B-5")]

    def test_reports_a_protected_bill_once(self):
        plan = plan_withdrawal(self.bills(), reported=frozenset({"bil_4"}), context=CONTEXT)

        assert plan.counts == {"withdrawn": 2, "protected": 1}
