"""What a likeness of names is worth on a list of thousands.

Two common names agree by chance all the time, two rare ones hardly ever. The words that agree are
counted in bits: a word that one party in 1,000 has gives about ten. Few bits make each defect of
the match (a letter, a missing word) count for more; an exact match stays exact. Twenty-two bits and
more are taken as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from paymentus.compliance.domain.screening.given_names import FREQUENT_SURNAMES, MEANINGS
from paymentus.compliance.domain.screening.parsing import ParsedName
from paymentus.compliance.domain.screening.scorer import Comparison
from paymentus.compliance.domain.screening.similarity import Likeness
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import Kind

# A short list does not show how common a word is: it counts as one of this many parties.
PARTIES_MIN = 8_192

# Bits that a word gives at most, however rare it is on the list itself.
GIVEN_NAME_MAX = 7.0
# Below this many, names agree by chance often enough that people should be told.
COMMON_BELOW = 14.0

SURNAME_MAX = 8.0
INITIAL_MAX = 4.0
SYLLABLE_MAX = 4.0
SHORT_MAX = (0.0, 4.0, 6.0, 8.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A number that moves from ``few`` to ``many`` between two counts of bits."""

    start: float
    end: float
    few: float
    many: float

    def at(self, bits: float) -> float:
        """The number at so many bits."""
        if bits <= self.start:
            return self.few
        if bits >= self.end:
            return self.many
        share = (bits - self.start) / (self.end - self.start)
        return self.few + (self.many - self.few) * share


@dataclass(frozen=True, slots=True)
class ListTuning:
    """The numbers of the rule; found on one half of names mangled from a list."""

    conflict: float = 0.47
    defect: Span = Span(12.0, 20.5, 2.9, 1.0)
    only_ours: Span = Span(4.0, 24.0, 0.14, 0.07)
    only_theirs: Span = Span(4.0, 24.0, 0.6, 0.17)
    no_chief: Span = Span(4.0, 24.0, 0.16, 0.07)
    company_extra: float = 0.2


LIST_TUNING = ListTuning()


def most_bits(token: Token) -> float:
    """What the word can give at most: short words and given names are common everywhere."""
    limit = SHORT_MAX[len(token.text)] if len(token.text) < len(SHORT_MAX) else 99.0
    if token.text in MEANINGS:
        return min(limit, GIVEN_NAME_MAX)
    return min(limit, SURNAME_MAX) if token.text in FREQUENT_SURNAMES else limit


def bits_of(comparison: Comparison, bits: Callable[[Token], float]) -> float:
    """Bits of all that agrees, each by how well it agrees."""
    total = 0.0
    for pair in comparison.alignment.pairs:
        similarity = pair.similarity
        if similarity.value < 0.5:
            continue
        given = sum(bits(token) for token in pair.second if token.significant)
        if similarity.how is Likeness.INITIAL:
            given = min(given, INITIAL_MAX)
        elif pair.first[0].sign:
            given = min(given, SYLLABLE_MAX)
        total += given * similarity.value**2
    return total


def most_on_list(
    asked: ParsedName,
    matched: float,
    total: float,
    listed_total: float,
    bits: float,
    *,
    company: bool,
    tuning: ListTuning = LIST_TUNING,
) -> float:
    """The highest score that a listed name can have of which so much weight and bits agree."""
    ours, theirs = max(total - matched, 0.0), max(listed_total - matched, 0.0)
    conflict = min(ours, theirs)
    if company:
        price = tuning.company_extra
    else:
        price = (tuning.only_ours if ours > theirs else tuning.only_theirs).at(bits)
    extra = abs(ours - theirs) * price
    value = matched / (matched + conflict * tuning.conflict + extra)
    if company or _words(asked) == 1:
        return value
    return 1 - (1 - value) * tuning.defect.at(bits)


def value_on_list(
    comparison: Comparison,
    asked: ParsedName,
    listed: ParsedName,
    bits: float,
    tuning: ListTuning = LIST_TUNING,
) -> float:
    """The score of a name against a listed name, from 0 to 1."""
    if comparison.company:
        return comparison.priced(tuning.conflict, tuning.company_extra)
    if comparison.ours > comparison.theirs:
        extra, longer, alone = tuning.only_ours.at(bits), asked, comparison.alignment.only_first
    else:
        extra, longer, alone = tuning.only_theirs.at(bits), listed, comparison.alignment.only_second
    if any(token in alone for token in longer.chief):
        extra += tuning.no_chief.at(bits)
    value = comparison.priced(tuning.conflict, extra)
    if len(listed.significant) == 1 and _words(asked) == 1:
        return value
    return max(1 - (1 - value) * tuning.defect.at(bits), 0.0)


def _words(name: ParsedName) -> int:
    return sum(token.kind is not Kind.FORM for token in name.tokens)
