"""Words that are written almost alike, found without comparing with all.

A deletion index: two words within one change have a common text once at most one letter of each
is left out. Words of seven letters and more are filed by their first seven with up to two letters
left out; eight letters and more allow two changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

_PREFIX = 7
_TWO_CHANGES_FROM = 8
_ONE_CHANGE_FROM = 3

_Shelf = dict[str, int | list[int]]


class SpellingIndex:
    """An immutable set of words, numbered from 0 in their order, searched by likeness."""

    __slots__ = ("_beginnings", "_numbers", "_shortened", "_words")

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._numbers = {word: number for number, word in enumerate(words)}
        self._shortened: _Shelf = {}
        self._beginnings: _Shelf = {}
        for number, word in enumerate(words):
            length = len(word)
            if _ONE_CHANGE_FROM <= length <= _PREFIX:
                _file(self._shortened, _one_left_out(word), number)
            if length >= _PREFIX:
                _file(self._beginnings, _two_left_out(word[:_PREFIX]), number)

    def alike(self, word: str) -> list[int]:
        """Numbers of the words within the changes allowed; the word itself among them."""
        length = len(word)
        if length < _ONE_CHANGE_FROM:
            exact = self._numbers.get(word)
            return [] if exact is None else [exact]
        possible: set[int] = set()
        if length < _TWO_CHANGES_FROM:
            keys = _one_left_out(word)
            _collect(self._shortened, keys, possible)
            if length == _PREFIX:
                _collect(self._beginnings, keys, possible)
        else:
            _collect(self._beginnings, _two_left_out(word[:_PREFIX]), possible)
        words = self._words
        distance = OSA.distance
        allowed = 2 if length >= _TWO_CHANGES_FROM else 1
        return [n for n in possible if distance(word, words[n], score_cutoff=allowed) <= allowed]


def _file(shelf: _Shelf, keys: list[str], number: int) -> None:
    for key in keys:
        held = shelf.get(key)
        if held is None:
            shelf[key] = number
        elif isinstance(held, int):
            if held != number:
                shelf[key] = [held, number]
        elif held[-1] != number:
            held.append(number)


def _collect(shelf: _Shelf, keys: list[str], possible: set[int]) -> None:
    get = shelf.get
    for key in keys:
        held = get(key)
        if held is not None:
            if isinstance(held, int):
                possible.add(held)
            else:
                possible.update(held)


def _one_left_out(word: str) -> list[str]:
    keys = [word[:i] + word[i + 1 :] for i in range(len(word))]
    keys.append(word)
    return keys


def _two_left_out(prefix: str) -> list[str]:
    keys = [prefix]
    for i in range(len(prefix)):
        once = prefix[:i] + prefix[i + 1 :]
        keys.append(once)
        keys += [once[:j] + once[j + 1 :] for j in range(i, len(once))]
    return keys
