from __future__ import annotations

import io
import json

import pytest

from stress.tally import Answer, Kind, Phase, Tally, percentile, shown

PAYMENT = {"id": "pay_1", "confirmation_number": "C1", "state": "succeeded"}


def told(tally: Tally, answer: Answer) -> None:
    tally.note(answer, user=3, request="POST /payments", key="k", latency_ms=12.34)


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            (Answer(201, {}), Kind.GOOD),
            (Answer(204, {}), Kind.GOOD),
            (Answer(429, {}, 5.0), Kind.SHED),
            (Answer(503, {}, 30.0), Kind.SHED),
            (Answer(503, {}), Kind.WRONG),
            (Answer(429, {}), Kind.WRONG),
            (Answer(409, {"code": "request_in_progress"}, 1.0), Kind.IN_PROGRESS),
            (Answer(409, {"code": "bill_already_paid"}), Kind.WRONG),
            (Answer(401, {}), Kind.SIGNED_OUT),
            (Answer(500, {}, 5.0), Kind.WRONG),
            (Answer(302, {}), Kind.WRONG),
            (Answer(0, {}), Kind.INTERRUPTED),
        ],
    )
    def test_is_shed_only_when_it_says_for_how_long(self, answer: Answer, kind: Kind) -> None:
        assert answer.kind is kind


class TestTheTally:
    def test_counts_and_times_the_load_alone(self) -> None:
        tally = Tally(None)
        for tally.phase in Phase:
            told(tally, Answer(201, PAYMENT))
            told(tally, Answer(503, {}, 5.0))

        assert (tally.requests, tally.answers[Kind.SHED], tally.shed_percent) == (2, 1, 50.0)
        assert tally.latencies["POST /payments"] == [12.34]

    def test_keeps_what_is_wrong_also_in_the_reconciliation(self) -> None:
        tally = Tally(None)
        for tally.phase in Phase:
            told(tally, Answer(500, {"code": "unexpected"}))

        assert tally.errors == ["person 3: POST /payments: 500 unexpected"] * 2

    def test_writes_a_line_for_each_answer(self) -> None:
        lines = io.StringIO()
        tally = Tally(lines)
        tally.phase = Phase.LOAD

        told(tally, Answer(201, PAYMENT))
        told(tally, Answer(0, {"title": "ReadTimeout"}))

        paid, lost = map(json.loads, lines.getvalue().splitlines())
        assert paid.pop("time") > 1_700_000_000
        assert paid == {
            "user": 3, "request": "POST /payments", "key": "k", "status": 201, "latency_ms": 12.3,
            "payment_id": "pay_1", "state": "succeeded", "counted": True,
        }  # fmt: skip
        assert (lost["status"], lost["payment_id"]) == (0, None)


class TestPercentiles:
    @pytest.mark.parametrize(
        ("share", "value"), [(0.5, 50.0), (0.99, 99.0), (0.991, 100.0), (1.0, 100.0)]
    )
    def test_are_values_that_occurred(self, share: float, value: float) -> None:
        assert percentile([float(n) for n in range(100, 0, -1)], share) == value

    def test_of_one_and_of_none_are_there(self) -> None:
        assert (percentile([7.0], 0.5), percentile([7.0], 0.99), percentile([], 0.5)) == (7, 7, 0)


class TestProblems:
    def test_are_shown_up_to_a_screen(self) -> None:
        lines = shown([f"problem {n}" for n in range(30)]).splitlines()

        assert (len(lines), lines[0], lines[-1]) == (21, "  problem 0", "  and 10 more")
