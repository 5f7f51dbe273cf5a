"""From which score on."""

from __future__ import annotations

from paymentus.compliance.domain.screening.verdict import (
    PAIR_THRESHOLD,
    Strength,
    Verdict,
    strength_of,
    verdict_of,
)


class TestAVerdict:
    def test_is_a_match_from_the_threshold_on(self) -> None:
        assert verdict_of(PAIR_THRESHOLD) is Verdict.MATCH
        assert verdict_of(PAIR_THRESHOLD - 0.001) is Verdict.NO_MATCH
        assert verdict_of(0.5, 0.4) is Verdict.MATCH

    def test_has_three_strengths(self) -> None:
        assert [strength_of(s) for s in (0.8, 0.9, 0.98)] == [
            Strength.POSSIBLE, Strength.STRONG, Strength.CONFIRMED,
        ]  # fmt: skip
