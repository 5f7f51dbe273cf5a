from __future__ import annotations

from typing import Any

import pytest

from production.figures import Drill, FaultSeen

LOAD = {
    "users": 1000, "errors": 0, "shed_percent": 1.0, "p50_ms": 80.0, "p99_ms": 900.0,
    "payments_per_s": 9.0,
}  # fmt: skip
JUDGED = {
    "payments": 500, "succeeded": 500, "lost": 0, "doubled": 0, "stuck": 0, "wrong": 0,
    "trial_balance": 0,
}  # fmt: skip


def fault(**changes: Any) -> FaultSeen:
    given: dict[str, Any] = {
        "name": "redis_node_killed", "seconds": 90.0, "errors": 0, "shed": 3,
        "longest_stall_s": 4.04, "alert": "RedisDown", "alert_fired": True, "alert_cleared": True,
    }  # fmt: skip
    return FaultSeen(**{**given, **changes})


def drill(**changes: Any) -> Drill:
    given: dict[str, Any] = {
        "load": LOAD, "judged": JUDGED, "reconciled": True, "faults": [fault()],
    }  # fmt: skip
    return Drill(**{**given, **changes})


class TestDrill:
    def test_says_what_was_asked_for(self) -> None:
        result = drill().result()

        assert {
            "users", "payments", "lost", "doubled", "errors", "shed_percent", "p50_ms", "p99_ms",
            "payments_per_s", "trial_balance", "reconciled",
        } <= result.keys()  # fmt: skip
        assert {"name", "longest_stall_s", "alert_fired", "alert_cleared", "errors"} <= result[
            "faults"
        ][0].keys()
        assert result["faults"][0]["longest_stall_s"] == 4.0

    def test_is_as_promised_when_nothing_went_wrong(self) -> None:
        assert drill().shortfalls() == []

    @pytest.mark.parametrize(
        "changes",
        [
            {"judged": {**JUDGED, "lost": 1}},
            {"judged": {**JUDGED, "doubled": 1}},
            {"judged": {**JUDGED, "stuck": 1}},
            {"judged": {**JUDGED, "wrong": 1}},
            {"judged": {**JUDGED, "trial_balance": -5}},
            {"judged": {**JUDGED, "payments": 0}},
            {"load": {**LOAD, "errors": 1}},
            {"load": {**LOAD, "shed_percent": 20.1}},
            {"reconciled": False},
            {"faults": [fault(alert_fired=False, alert_cleared=False)]},
            {"faults": [fault(alert_cleared=False)]},
            {"faults": [fault(failed="nginx still serves the old certificate")]},
            {"faults": [fault(alert=None, others=("ApiServerDown",))]},
        ],
    )
    def test_falls_short_of_each_thing_that_was_promised(self, changes: dict[str, Any]) -> None:
        assert len(drill(**changes).shortfalls()) == 1

    def test_may_have_other_alerts_beside_the_one_of_a_fault(self) -> None:
        assert drill(faults=[fault(others=("ErrorBudgetFastBurn",))]).shortfalls() == []
