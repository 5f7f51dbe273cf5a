"""Which word of one name stands for which of the other.

Order does not count ("Putin, Vladimir"). Two neighbors may stand for one word ("Good Will" and
"Goodwill"), initials for a run of words ("J.C." and "Jean-Claude"). The best pairs are taken
first; each word is used once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from paymentus.compliance.domain.screening.similarity import (
    SAME,
    Likeness,
    Similarity,
    changes_max,
    compare,
)
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import Kind

_JOINED_MIN = 0.75
_INITIALS = Similarity(0.75, Likeness.INITIAL)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the two names that stand for each other; either side may be several."""

    first: tuple[Token, ...]
    second: tuple[Token, ...]
    similarity: Similarity
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pairs, and the words that stand alone on each side."""

    pairs: tuple[Pair, ...]
    only_first: tuple[Token, ...]
    only_second: tuple[Token, ...]


def align(first: Sequence[Token], second: Sequence[Token]) -> Alignment:
    """Pair the tokens of two names; the order of the arguments decides only the sides."""
    pairs: list[Pair] = []
    left, right = list(range(len(first))), list(range(len(second)))
    _take_equal(first, second, left, right, pairs)
    if left and right:
        _take_alike(first, second, left, right, pairs)
    return Alignment(tuple(pairs), tuple(first[i] for i in left), tuple(second[j] for j in right))


def _take_equal(
    first: Sequence[Token],
    second: Sequence[Token],
    left: list[int],
    right: list[int],
    pairs: list[Pair],
) -> None:
    for i in tuple(left):
        token = first[i]
        for j in right:
            other = second[j]
            if other.text == token.text and other.sign == token.sign:
                pairs.append(Pair((token,), (other,), SAME, _weight((token,), (other,))))
                left.remove(i)
                right.remove(j)
                break


_Found = tuple[float, int, int, tuple[int, ...], tuple[int, ...], Similarity]


def _take_alike(
    first: Sequence[Token],
    second: Sequence[Token],
    left: list[int],
    right: list[int],
    pairs: list[Pair],
) -> None:
    found: list[_Found] = []
    for i in left:
        for j in right:
            similarity = compare(first[i], second[j])
            if similarity.value > 0 and _comparable(first[i], second[j]):
                found.append((similarity.value, i, j, (i,), (j,), similarity))
    if len(left) > 1:
        found += _joined(first, second, left, right)
    if len(right) > 1:
        found += [
            (value, i, j, ours, theirs, similarity)
            for value, j, i, theirs, ours, similarity in _joined(second, first, right, left)
        ]
    found.sort(key=lambda entry: _rank(first, second, entry))
    free_left, free_right = set(left), set(right)
    for _, _, _, ours, theirs, similarity in found:
        if free_left.issuperset(ours) and free_right.issuperset(theirs):
            free_left.difference_update(ours)
            free_right.difference_update(theirs)
            one = tuple(first[i] for i in ours)
            other = tuple(second[j] for j in theirs)
            pairs.append(Pair(one, other, similarity, _weight(one, other)))
    left[:] = [i for i in left if i in free_left]
    right[:] = [j for j in right if j in free_right]


def _rank(
    first: Sequence[Token], second: Sequence[Token], entry: _Found
) -> tuple[float, float, list[str], int]:
    """The most alike first, then the weightiest; the same whichever name is the first."""
    ours, theirs = [first[i] for i in entry[3]], [second[j] for j in entry[4]]
    size = sum(token.weight for token in (*ours, *theirs))
    texts = sorted((" ".join(t.text for t in ours), " ".join(t.text for t in theirs)))
    return -entry[0], -round(size, 6), texts, abs(entry[3][0] - entry[4][0])


def _comparable(one: Token, other: Token) -> bool:
    """A particle or a title that is almost a name is not that name; numbers are numbers."""
    if one.kind == other.kind:
        return True
    return one.significant and other.significant


def _joined(
    many: Sequence[Token], few: Sequence[Token], free: list[int], free_few: list[int]
) -> list[_Found]:
    """Neighbors of ``many`` that are together one word of ``few``.

    Where they are, the first letters are the same, which is asked first. The entries name the
    places of ``many`` before those of ``few``.
    """
    found: list[_Found] = []
    available = set(free)
    for i in free_few:
        whole = few[i].text
        length = len(whole)
        if length < 2 or few[i].number >= 0:
            continue
        for start in free:
            text = many[start].text
            if text[0] != whole[0] or start + 1 not in available:
                continue
            if length <= 3:
                run = tuple(k for k in range(start, start + length) if k in available)
                if len(run) == length and _are_initials(whole, [many[k] for k in run]):
                    found.append((_INITIALS.value, start, i, run, (i,), _INITIALS))
            used = start
            while used + 1 in available and len(text) < length + 2:
                used += 1
                text += many[used].text
                similarity = _same_when_joined(text, whole)
                if similarity is not None:
                    places = tuple(range(start, used + 1))
                    found.append((similarity.value, start, i, places, (i,), similarity))
    return found


def _are_initials(text: str, tokens: list[Token]) -> bool:
    if any(not token.significant for token in tokens):
        return False
    return all(token.text[0] == letter for token, letter in zip(tokens, text, strict=True)) and (
        any(len(token.text) > 1 for token in tokens) or len(text) == len(tokens)
    )


def _same_when_joined(text: str, whole: str) -> Similarity | None:
    if text == whole:
        return Similarity(0.98, Likeness.JOINED)
    longer = max(len(text), len(whole))
    allowed = min(changes_max(longer), 2)
    if longer < 5 or abs(len(text) - len(whole)) > allowed:
        return None
    changes = OSA.distance(text, whole, score_cutoff=allowed)
    value = 0.98 - changes / longer
    return (
        Similarity(value, Likeness.JOINED) if changes <= allowed and value >= _JOINED_MIN else None
    )


def _weight(first: tuple[Token, ...], second: tuple[Token, ...]) -> float:
    one = sum(token.weight for token in first)
    other = sum(token.weight for token in second)
    return (one + other) / 2


def is_number(token: Token) -> bool:
    """Whether the token is a number; the scorer treats a wrong one as a conflict."""
    return token.kind == Kind.NUMBER
