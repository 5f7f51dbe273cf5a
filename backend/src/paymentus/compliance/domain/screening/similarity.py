"""How alike two words of names are, from 0 to 1, and why.

The measure is the number of single-letter changes (insert, drop, replace, swap of neighbors) for
the word's length. Known spellings, pet names, initials and equal skeletons lift it; digits and
syllable characters that differ are different things and lower it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from paymentus.compliance.domain.screening.given_names import (
    MEANINGS,
    PET_NAME,
    SPELLING,
    same_name,
)
from paymentus.compliance.domain.screening.skeletons import consonants_of
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import SAME_WORD, Kind


class Likeness(Enum):
    """Why two words count as alike; the value is what people read."""

    SAME = "same"
    SPELLING = "known spelling of one name"
    OTHER_LANGUAGE = "one name in two languages"
    PET_NAME = "short form of one name"
    SIGN = "a character that is read so"
    SOUND = "written differently, sounds alike"
    TYPO = "letters differ"
    INITIAL = "initial"
    COMPOUND = "part of a compound"
    JOINED = "written together or apart"
    VOWELS = "same consonants, script without vowels"
    NUMBER = "same number"
    OTHER_NUMBER = "number differs"
    NONE = "different"


@dataclass(frozen=True, slots=True)
class Similarity:
    """``value`` from 0 (different) to 1 (same)."""

    value: float
    how: Likeness


SAME = Similarity(1.0, Likeness.SAME)
DIFFERENT = Similarity(0.0, Likeness.NONE)
_KNOWN_SPELLING = Similarity(0.97, Likeness.SPELLING)
_OTHER_LANGUAGE = Similarity(0.87, Likeness.OTHER_LANGUAGE)
_SAME_SOUND_AS_SIGN = Similarity(0.92, Likeness.SIGN)
_PET_NAME = Similarity(0.85, Likeness.PET_NAME)
_INITIAL = Similarity(0.8, Likeness.INITIAL)
_SAME_NUMBER = Similarity(1.0, Likeness.NUMBER)
_COMPOUND = Similarity(0.75, Likeness.COMPOUND)

# Index: letters of the longer word. Value: changes that still leave it the same word.
CHANGES_MAX = (0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4)
# The share of the word that a change costs, by how many there are.
_COST_OF_ONE = 0.8
_COST_OF_MORE = 1.0
# Slips are rare at the first letter; and two names that both exist are rather two names.
_OTHER_BEGINNING = 0.06
_TWO_NAMES = 0.1


def changes_max(length: int) -> int:
    """How many letters may differ in a word of this length."""
    return CHANGES_MAX[min(length, len(CHANGES_MAX) - 1)]


def compare(one: Token, other: Token) -> Similarity:
    """How alike two tokens are; the order of the two does not matter."""
    first, second = one.text, other.text
    if one.sign and other.sign:
        return SAME if one.sign == other.sign else DIFFERENT
    if first == second:
        return _SAME_SOUND_AS_SIGN if one.sign or other.sign else SAME
    if one.number >= 0 and other.number >= 0:
        return _compare_numbers(one, other)
    if first.isdigit() or second.isdigit():
        return _compare_digits(one, other)
    if len(first) == 1 or len(second) == 1:
        return _INITIAL if first[0] == second[0] else DIFFERENT
    known = same_name(first, second)
    if known == SPELLING:
        near = OSA.distance(first, second, score_cutoff=2) <= 2 and first[0] == second[0]
        if near or one.skeleton == other.skeleton or _same_consonants(one, other):
            return _KNOWN_SPELLING
        return _OTHER_LANGUAGE
    if known == PET_NAME:
        return _PET_NAME
    if one.kind is Kind.TRADE and other.kind is Kind.TRADE:
        meaning = SAME_WORD.get(first, first)
        if meaning == SAME_WORD.get(second, second):
            return _KNOWN_SPELLING
    if one.vowelless or other.vowelless:
        return _compare_consonants(one, other)
    if one.sign or other.sign:
        return _SAME_SOUND_AS_SIGN if one.skeleton == other.skeleton else DIFFERENT
    return _compare_letters(one, other)


def _compare_letters(one: Token, other: Token) -> Similarity:
    first, second = one.text, other.text
    longer = max(len(first), len(second))
    allowed = CHANGES_MAX[longer] if longer < len(CHANGES_MAX) else CHANGES_MAX[-1]
    changes = OSA.distance(first, second, score_cutoff=allowed)
    best = DIFFERENT
    if changes <= allowed:
        cost = _COST_OF_ONE if changes == 1 else _COST_OF_MORE * changes
        value = 1 - cost / longer
        if first[0] != second[0]:
            value -= _OTHER_BEGINNING
        if _are_two_names(first, second):
            value -= _TWO_NAMES
        best = Similarity(max(value, 0.0), Likeness.TYPO)
    if one.skeleton == other.skeleton and len(one.skeleton) > 1:
        value = (0.85, 0.9, 0.9, 0.95)[min(len(one.skeleton), 5) - 2]
        if value > best.value:
            return Similarity(value, Likeness.SOUND)
    if best is DIFFERENT and _is_compound(first, second):
        return _COMPOUND
    return best


def _are_two_names(first: str, second: str) -> bool:
    """Both exist: Andrea and Andrew, Antonio and Antonia, Rashid and his descendant Rashidi."""
    if first in MEANINGS and second in MEANINGS:
        return True
    if first[:-1] == second[:-1]:
        return {first[-1], second[-1]} == {"a", "o"}
    shorter, longer = (first, second) if len(first) < len(second) else (second, first)
    return longer == shorter + "i" and shorter in MEANINGS


def _same_consonants(one: Token, other: Token) -> bool:
    return consonants_of(one.skeleton) == consonants_of(other.skeleton)


def _is_compound(first: str, second: str) -> bool:
    """``abdulghani`` and ``ghani``; ``hamidullah`` and ``hamid``; ``saifudin`` and ``saif``."""
    shorter, longer = (first, second) if len(first) < len(second) else (second, first)
    if len(shorter) < 3 or (
        longer[:5] != "abdul" and longer[-5:] != "ullah" and longer[-4:] != "udin"
    ):
        return False
    return longer in (f"abdul{shorter}", f"{shorter}ullah", f"{shorter}udin")


def _compare_numbers(one: Token, other: Token) -> Similarity:
    if one.number == other.number:
        return _SAME_NUMBER
    return _compare_digits(one, other)


def _compare_digits(one: Token, other: Token) -> Similarity:
    """Another number is another ship or fund; one digit may be a slip in a long one."""
    if one.kind is not Kind.NUMBER or other.kind is not Kind.NUMBER:
        return DIFFERENT
    if OSA.distance(one.text, other.text, score_cutoff=1) > 1:
        return DIFFERENT
    longer = max(len(one.text), len(other.text))
    return Similarity(0.35 if longer < 4 else 0.6, Likeness.OTHER_NUMBER)


def _compare_consonants(one: Token, other: Token) -> Similarity:
    first, second = consonants_of(one.skeleton), consonants_of(other.skeleton)
    longer = max(len(first), len(second))
    if first == second:
        if one.vowelless and other.vowelless:
            return Similarity(0.9, Likeness.VOWELS)
        return Similarity((0.7, 0.78, 0.88)[min(max(longer, 2), 4) - 2], Likeness.VOWELS)
    if longer > 3 and OSA.distance(first, second, score_cutoff=1) <= 1:
        return Similarity(0.65, Likeness.VOWELS)
    return DIFFERENT
