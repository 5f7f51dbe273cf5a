from __future__ import annotations

import json
from pathlib import Path

import pytest

from production.records import Seen, has_begun, longest_stall, percentile, read, record_of


def seen(at: float, status: int = 201, payment_id: str | None = "pay_1") -> Seen:
    return Seen(at, "1", "POST /payments", "key", status, 5.0, payment_id, "succeeded")


def line(at: float, *, counted: bool = True) -> str:
    return json.dumps(
        {
            "time": at, "user": 7, "request": "POST /payments", "key": "key", "status": 201,
            "latency_ms": 12.5, "payment_id": "pay_1", "state": "succeeded",
            "counted": counted,
        }
    )  # fmt: skip


class TestRead:
    def test_is_in_order_of_time_and_leaves_out_a_line_cut_off(self, tmp_path: Path) -> None:
        file = tmp_path / "records.jsonl"
        file.write_text(f"{line(2.0)}\n{line(1.0)}\n{line(3.0)[:20]}")

        found = read(file)

        assert [one.at for one in found] == [1.0, 2.0]
        assert found[0].user == "7"

    def test_knows_when_people_pay_by_now(self, tmp_path: Path) -> None:
        file = tmp_path / "records.jsonl"

        begun = [has_begun(file)]
        for counted in (False, True):
            file.write_text(line(1.0, counted=counted))
            begun.append(has_begun(file))

        assert begun == [False, False, True]


class TestAnswers:
    @pytest.mark.parametrize(
        ("status", "error", "shed"),
        [(201, False, False), (503, False, True), (429, False, True), (409, False, False),
         (0, True, False), (500, True, False), (401, True, False), (404, True, False)],
    )  # fmt: skip
    def test_are_errors_unless_they_succeed_or_are_declared(
        self, status: int, error: bool, shed: bool
    ) -> None:
        assert (seen(0, status).is_error, seen(0, status).is_shed) == (error, shed)

    def test_are_told_to_the_judge_where_they_are_payments(self) -> None:
        record = record_of([seen(1.0), seen(2.0, 503, None)])

        assert [told.payment_id for told in record.told] == ["pay_1", None]
        assert [told.payment_id for told in record.payments()] == ["pay_1"]


class TestStall:
    def test_is_the_longest_time_without_news_of_a_payment(self) -> None:
        answers = [seen(1.0), seen(2.0), seen(5.0, 503, None), seen(8.0)]

        assert longest_stall(answers, 0.0, 10.0) == 6.0

    def test_is_all_of_it_where_there_was_no_news(self) -> None:
        assert longest_stall([seen(20.0)], 0.0, 10.0) == 10.0


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert percentile([], 0.5) == 0.0
    assert percentile(list(range(100)), 0.99) == 99
