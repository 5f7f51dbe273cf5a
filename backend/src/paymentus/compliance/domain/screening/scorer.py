"""The score of two names, from 0 to 1, out of their alignment.

    score = sum(weight x likeness of pairs) / (weight of pairs + conflict + extras)

What both names have and neither finds in the other is a *conflict* and counts in full: Bashar and
Hafez al-Assad. What only one name has is an *extra* and counts a little: a patronymic, a middle
name, "Europe". The measure is symmetric, and 1 for the same name in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.screening.alignment import Alignment, align
from paymentus.compliance.domain.screening.parsing import ParsedName, readings
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers of the rule; found on one half of the development pairs."""

    conflict: float = 1.6
    extra: float = 0.18
    extra_company: float = 0.35
    floor: float = 0.5
    one_word: float = 0.85


TUNING = Tuning()

# What a word without a partner says against a match, beside its weight.
_ALONE = {Kind.INITIAL: 0.5, Kind.TRADE: 0.7}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names share and what not, as weights.

    ``ours`` and ``theirs`` are what stands alone in the first and the second name; ``words`` counts
    the pairs that say something.
    """

    alignment: Alignment
    company: bool
    agreed: float
    paired: float
    conflict: float
    ours: float
    theirs: float
    words: int

    @property
    def extra(self) -> float:
        """What only one of the names has."""
        return abs(self.ours - self.theirs)

    def value(self, tuning: Tuning = TUNING) -> float:
        """The score when nothing is known of how common the names are."""
        price = tuning.extra_company if self.company else tuning.extra
        return self.priced(tuning.conflict, price, tuning)

    def priced(self, conflict: float, extra: float, tuning: Tuning = TUNING) -> float:
        """The score at these prices of conflicts and extras."""
        if not self.agreed or not self.words:
            return 0.0
        value = self.agreed / (self.paired + self.conflict * conflict + self.extra * extra)
        if self.words == 1 and self.extra > 0.7 and not self.company:
            value *= tuning.one_word
        return min(value, 1.0)


def compare_names(first: ParsedName, second: ParsedName, tuning: Tuning = TUNING) -> Comparison:
    """Compare two parsed names; nothing agrees where one has no word."""
    company = first.organization and second.organization
    alignment = align(first.tokens, second.tokens)
    agreed = paired = refuted = 0.0
    words = 0
    for pair in alignment.pairs:
        value, weight = pair.similarity.value, pair.weight
        agreed += weight * value
        if value < tuning.floor:
            refuted += weight * (1 - value)
            paired += weight * value
            continue
        paired += weight
        if any(token.significant for token in (*pair.first, *pair.second)):
            words += 1
    ours, theirs = _weight(alignment.only_first), _weight(alignment.only_second)
    return Comparison(
        alignment, company, agreed, paired, min(ours, theirs) + refuted, ours, theirs, words
    )


def score_names(first: ParsedName, second: ParsedName, tuning: Tuning = TUNING) -> float:
    """How alike two names are when nothing is known of how common they are."""
    return compare_names(first, second, tuning).value(tuning)


def compare_pair(first: str, second: str, *, organization: bool | None = None) -> Comparison:
    """Compare two names as written; of several readings the one that agrees best counts."""
    return max(
        (
            compare_names(one, other)
            for one in readings(first, organization=organization)
            for other in readings(second, organization=organization)
        ),
        key=lambda comparison: comparison.value(),
    )


def _weight(tokens: tuple[Token, ...]) -> float:
    """Of words without a partner; initials say nothing against a name."""
    return sum(
        token.weight * _ALONE.get(token.kind, 1.0)
        for token in tokens
        if token.significant or len(tokens) == 1
    )
