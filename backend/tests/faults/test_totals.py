from __future__ import annotations

from typing import Any

from faults.totals import AT_LEAST, CONTROLS, FAULTS_AT_LEAST, is_whole, shortfalls

from support.figures import result_of

ENOUGH: dict[str, Any] = {
    **AT_LEAST,
    "faults": {str(kind): least for kind, least in FAULTS_AT_LEAST.items()},
    "controls": {name: {"caught": True, "in_place": 0} for name in CONTROLS},
    "lost": 0,
    "violations": 0,
}


class TestShortfalls:
    def test_are_none_when_all_was_shown(self) -> None:
        assert shortfalls(ENOUGH) == []

    def test_are_everything_when_nothing_was(self) -> None:
        assert len(shortfalls({})) == len(AT_LEAST) + len(FAULTS_AT_LEAST) + len(CONTROLS)

    def test_name_a_fault_that_struck_too_rarely(self) -> None:
        faults = {**ENOUGH["faults"], "api_kills": 19}

        assert shortfalls({**ENOUGH, "faults": faults}) == ["api_kills: 19, not 20"]

    def test_name_what_should_not_have_happened(self) -> None:
        assert shortfalls({**ENOUGH, "lost": 1}) == ["lost: 1"]

    def test_name_a_control_that_saw_nothing_or_always_something(self) -> None:
        blind = {**ENOUGH["controls"], "fence": {"caught": False, "in_place": 0}}
        jumpy = {**ENOUGH["controls"], "fence": {"caught": True, "in_place": 2}}

        assert len(shortfalls({**ENOUGH, "controls": blind})) == 1
        assert len(shortfalls({**ENOUGH, "controls": jumpy})) == 1


class TestResult:
    def test_adds_up_what_all_tests_showed(self) -> None:
        load = {"headline": True, "lost": 0, "longest_stall_s": 5.0, "seed": 7}
        result = result_of(
            [
                {**load, "payments": 700, "faults": {"api_kills": 7}},
                {**load, "payments": 701, "faults": {"api_kills": 8}, "longest_stall_s": 6.0},
                {"test": "saved card", "points": 60, "payments": 61, "lost": 0},
                {"test": "hosted page", "points": 70, "payments": 71, "lost": 1},
                {"control": "fence", "caught": True, "lost": 5},
                {"held": "fence", "lost": 0},
            ]
        )

        assert (result["payments"], result["faults"]) == (1_401, {"api_kills": 15})
        assert (result["crash_points"], result["longest_stall_s"]) == (130, 6.0)
        assert (result["lost"], result["violations"]) == (1, 1)
        assert result["controls"] == {"fence": {"caught": True, "in_place": 0}}


class TestIsWhole:
    def test_only_with_a_test_of_every_file(self) -> None:
        assert not is_whole({"tests/faults/test_load.py::TestLoadWithFaults::test_every"})
