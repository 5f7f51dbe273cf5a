"""Rules as dated data."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from paymentus.compliance.domain.monitoring.rule_book import (
    RULES,
    Profile,
    RulesWrong,
    read_rules,
    shipped_rules,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def rules() -> dict[str, Any]:
    return copy.deepcopy(dict(shipped_rules().rules_of(Profile.MSB, TODAY)))


@pytest.mark.parametrize("profile", Profile)
def test_every_rule_is_shipped_for_every_profile(profile: Profile) -> None:
    found = shipped_rules().on(profile, TODAY)

    assert found.rules.keys() == RULES.keys()
    assert found.ctr_thresholds == {"USD": 1_000_000}


def test_lists_of_countries_hold_from_their_day_on() -> None:
    book = shipped_rules()

    assert "ZA" in book.on(Profile.MSB, date(2025, 10, 23)).watched
    assert "ZA" not in book.on(Profile.MSB, date(2025, 10, 24)).watched
    assert "MM" not in book.on(Profile.MSB, date(2022, 10, 20)).acted_against


def test_a_change_holds_from_its_day_on_and_not_before(rules: dict[str, Any]) -> None:
    rules["velocity"]["score"] = 77

    book = shipped_rules().with_entry(Profile.MSB, TODAY, rules)

    assert book.on(Profile.MSB, date(2026, 3, 1)).rules["velocity"][0].score == 35
    assert book.on(Profile.MSB, TODAY).rules["velocity"][0].score == 77
    assert book.on(Profile.BANK, TODAY).rules["velocity"][0].score == 35
    assert book.rules_of(Profile.MSB, TODAY) == rules


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("velocity",), None, "rules.velocity: This rule is missing"),
        (("velocity", "on"), "yes", "rules.velocity.on: Say true or false"),
        (("velocity", "verdict"), "block", "rules.velocity.verdict"),
        (("velocity", "score"), 101, "rules.velocity.score: Give a whole number from 0 to 100"),
        (("velocity", "params", "hours"), 0.5, "rules.velocity.params.hours"),
        (("velocity", "params", "hours"), 100, "from 0 to 72"),
        (("velocity", "params", "speed"), 5, "no such parameter"),
        (("round_amounts", "params", "unit_minor"), 0, "cannot be 0"),
        (("luck",), {}, "There is no such rule"),
        (("ctr_aggregation", "on"), False, "leave it on"),
    ],
)
def test_what_is_wrong_is_named(
    rules: dict[str, Any], place: tuple[str, ...], value: Any, words: str
) -> None:
    inner = rules
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value

    with pytest.raises(RulesWrong, match=words) as refused:
        read_rules(rules)

    assert refused.value.fields
