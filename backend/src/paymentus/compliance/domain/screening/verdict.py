"""From which score on two names, or a name and a list, count as a match.

Two names laid side by side are a question with even odds. A name against tens of thousands of
listed ones is not: there the score already counts how common the names are, and the limit is the
one at which at most one in a thousand people on no list is flagged.
"""

from __future__ import annotations

from enum import StrEnum

PAIR_THRESHOLD = 0.76
LIST_THRESHOLD = 0.77
# From here on one in ten thousand people on no list is hit, and 98 in 100 who are listed.
STRONG_FROM = 0.87


class Verdict(StrEnum):
    """What a score of two names says."""

    MATCH = "match"
    NO_MATCH = "no_match"


class Strength(StrEnum):
    """How urgent a hit is."""

    CONFIRMED = "confirmed"
    STRONG = "strong"
    POSSIBLE = "possible"


def verdict_of(score: float, threshold: float = PAIR_THRESHOLD) -> Verdict:
    """MATCH from the threshold on."""
    return Verdict.MATCH if score >= threshold else Verdict.NO_MATCH


def strength_of(score: float) -> Strength:
    """CONFIRMED needs more than a name: a document, or a date of birth with the same name."""
    if score >= 0.98:
        return Strength.CONFIRMED
    return Strength.STRONG if score >= STRONG_FROM else Strength.POSSIBLE
