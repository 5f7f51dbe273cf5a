"""The risk score."""

from __future__ import annotations

from paymentus.compliance.domain.monitoring.activity import DAY, Activity, Signal
from paymentus.compliance.domain.monitoring.risk import Contribution, contributions, risk_score
from paymentus.compliance.domain.transfer import Finding, Verdict

NOW = 1_772_000_000


def finding(code: str, score: int) -> Finding:
    return Finding(code, Verdict.ALLOW, score, "words")


def test_two_typologies_weigh_more_than_one_and_less_than_their_sum() -> None:
    parts = [Contribution("fan_in", 60, NOW), Contribution("structuring", 50, NOW)]

    assert risk_score([]) == 0
    assert risk_score(parts[:1]) == 60
    assert risk_score(parts) == 80


def test_what_was_said_before_counts_half_after_its_half_life() -> None:
    activity = Activity("usr_1", signals={"fan_in": Signal(NOW - 45 * DAY, 60, "t")})

    assert contributions([], activity, NOW) == (Contribution("fan_in", 30, NOW - 45 * DAY),)


def test_what_was_said_long_ago_counts_nothing() -> None:
    activity = Activity("usr_1", signals={"fan_in": Signal(NOW - 200 * DAY, 60, "t")})

    assert contributions([], activity, NOW) == ()


def test_one_typology_counts_once() -> None:
    activity = Activity("usr_1", signals={"fan_in": Signal(NOW - DAY, 60, "t")})

    parts = contributions([finding("fan_in", 60), finding("fan_in", 60)], activity, NOW)

    assert parts == (Contribution("fan_in", 60, NOW),)
