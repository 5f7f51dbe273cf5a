from __future__ import annotations

import pytest

from production.load import LoadFailed, result_in

from support.running_prometheus import hurried


class TestResult:
    def test_is_of_the_last_line_that_has_one(self) -> None:
        assert result_in('RESULT {"a": 1}\nwords\nRESULT {"a": 2}\n') == {"a": 2}

    def test_is_missed_where_there_is_none(self) -> None:
        with pytest.raises(LoadFailed, match="words"):
            result_in("words\n")


def test_hurried_rules_wait_shorter_and_ask_the_same() -> None:
    rules = "      - alert: A\n        expr: 'rate(x[5m]) > 1'\n        for: 1m\n"

    assert hurried(rules, 6) == rules.replace("for: 1m", "for: 10s")
    assert hurried(rules.replace("1m", "2s"), 6).endswith("for: 1s\n")
