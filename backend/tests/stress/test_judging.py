"""That the reconciliation sees what it is there to see: each kind of wrong, one at a time."""

from __future__ import annotations

from typing import Any

import pytest

from stress.judging import Findings, judge
from stress.paying import Purchase
from stress.preparing import Bill

Json = dict[str, Any]


def purchase(**more: Any) -> Purchase:
    as_it_should_be = {
        "quoted_minor": 10_150, "payment_ids": {"pay_1"}, "state": "succeeded", "has_receipt": True,
    }  # fmt: skip
    return Purchase(1, Bill("bil_1", 10_000), "key-1", **{**as_it_should_be, **more})


def payment(id: str = "pay_1", state: str = "succeeded", total: int = 10_150) -> Json:
    return {"id": id, "state": state, "total": {"amount_minor": total}}


def bill(paid: int = 10_000, due: int = 10_000) -> Json:
    return {"amount_due": {"amount_minor": due}, "amount_paid": {"amount_minor": paid}}


def judged(
    one: Purchase | None = None,
    *,
    payments: list[Json] | None = None,
    bill: Json | None = bill(),
    charges: dict[str, list[int]] | None = None,
) -> Findings:
    found = Findings()
    judge(
        one or purchase(),
        payments=[payment()] if payments is None else payments,
        bill=bill,
        charges={"pay_1": [10_150]} if charges is None else charges,
        found=found,
    )
    return found


def counts(found: Findings) -> tuple[int, int, int]:
    return len(found.lost), len(found.doubled), len(found.wrong)


class TestTheJudge:
    def test_finds_nothing_where_all_is_right(self) -> None:
        found = judged()

        assert counts(found) == (0, 0, 0)
        assert (found.payments, found.succeeded) == (1, 1)

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"payments": []}, "was told and is not there"),
            ({"bill": None}, "the bill is gone"),
            ({"one": purchase(payment_ids=set()), "payments": []}, "was never answered"),
            ({"payments": [payment(state="unknown")]}, "has no end"),
            ({"charges": {}}, "was never charged"),
            ({"bill": bill(paid=0)}, "the bill does not show it"),
            ({"one": purchase(has_receipt=False)}, "has no receipt"),
        ],
    )
    def test_sees_what_was_lost(self, told: Json, words: str) -> None:
        found = judged(**told)

        assert counts(found) == (1, 0, 0)
        assert words in found.lost[0]

    def test_sees_money_taken_for_nothing(self) -> None:
        found = judged(
            purchase(state="failed"), payments=[payment(state="failed")], bill=bill(paid=0)
        )

        assert "charged, but pay_1 is failed" in found.lost[0]

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"payments": [payment(), payment("pay_2", "failed")]}, "one key, payments"),
            ({"charges": {"pay_1": [10_150, 10_150]}}, "charged 2 times"),
            ({"bill": bill(paid=20_000)}, "20000 paid of 10000"),
        ],
    )
    def test_sees_what_was_doubled(self, told: Json, words: str) -> None:
        found = judged(**told)

        assert len(found.doubled) == 1
        assert words in found.doubled[0]

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"payments": [payment(total=10_151)], "charges": {"pay_1": [10_151]}}, "quoted 10150"),
            ({"charges": {"pay_1": [10_000]}}, "charged [10000]"),
            ({"one": purchase(state="failed")}, "told failed, it is succeeded"),
            (
                {"one": purchase(state=""), "payments": [payment(state="failed")], "charges": {}},
                "pay_1 is failed",
            ),
        ],
    )
    def test_sees_what_else_is_wrong(self, told: Json, words: str) -> None:
        found = judged(**told)

        assert counts(found) == (0, 0, 1)
        assert words in found.wrong[0]

    @pytest.mark.parametrize(("paid", "succeeded"), [(0, 0), (10_000, 1)])
    def test_goes_by_the_bill_where_the_session_has_ended(self, paid: int, succeeded: int) -> None:
        found = judged(purchase(signed_out=True), payments=[], bill=bill(paid=paid))

        assert counts(found) == (0, 0, 0)
        assert found.succeeded == succeeded
