"""What a change of the rules changes, in words for whoever approves it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules
from paymentus.compliance.domain.monitoring.rule_differences import differences


def rules() -> dict[str, Any]:
    return copy.deepcopy(dict(shipped_rules().rules_of(Profile.MSB, date(2026, 3, 2))))


def test_equal_rules_differ_in_nothing() -> None:
    assert differences(rules(), rules()) == ()


def test_each_changed_field_is_named_with_both_values() -> None:
    changed = rules()
    changed["velocity"] |= {"score": 12, "on": False}
    changed["structuring"]["params"]["near_minor"] = 600_000
    changed["fan_in"]["verdict"] = "hold"

    found = differences(rules(), changed)

    assert list(map(str, found)) == [
        "structuring: near_minor 700,000 to 600,000",
        "velocity: on yes to no",
        "velocity: score 35 to 12",
        "fan_in: verdict allow to hold",
    ]
    assert found[0].field == "params.near_minor"
