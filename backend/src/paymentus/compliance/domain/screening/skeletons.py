"""How a word sounds, coarsely: romanizations of one name get one skeleton.

Hussein, Husayn and Hosain differ in letters and not in skeleton. The rules fold what romanizations
disagree on: doubled letters, vowel signs, digraphs for one sound. One letter more or less in the
word is at most one more or less in its skeleton, nearly always, which the index relies on.
"""

from __future__ import annotations

import re

_PIECES = re.compile(
    r"shch|tsch|dzh|sch|tch|[csz]h|[kgt]h|dh|ph|dj|ck|c[eiy]|c|qu|ts|tz|x|[eiy]+|[ou]+w?|a[yi]|(.)\1+"
)
_PIECE = {
    "shch": "s", "tsch": "c", "dzh": "j", "sch": "s", "tch": "c", "ch": "c", "sh": "s", "zh": "j",
    "kh": "k", "gh": "g", "th": "t", "dh": "d", "ph": "f", "dj": "j", "ck": "k", "qu": "k",
    "ce": "si", "ci": "si", "cy": "si", "c": "k", "ts": "z", "tz": "z", "x": "ks",
    "ay": "i", "ai": "i",
}  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "w": "v", "y": "i", "o": "u", "e": "i"})
_VOWELS_AND_GLIDES = re.compile("[aiuvh]+")


def skeleton_of(word: str) -> str:
    """The skeleton of a small Latin word; never empty for a word that is not."""
    if word.isdigit():
        return word
    if len(word) > 3:
        if word[-1] == "j":
            word = word[:-1] + "y"
        elif word[-1] == "h" and word[-2] in "aeiou":
            word = word[:-1]
    if word[0] == "x":
        word = "s" + word[1:]
    return _PIECES.sub(_fold, word).translate(_LETTERS)


def _fold(match: re.Match[str]) -> str:
    piece = match.group()
    known = _PIECE.get(piece)
    return known if known is not None else piece[0]


def consonants_of(skeleton: str) -> str:
    """What a script without short vowels would leave of it."""
    return skeleton[:1].translate(_FIRST) + _VOWELS_AND_GLIDES.sub("", skeleton[1:])


_FIRST = str.maketrans({"i": "a", "u": "a", "v": "a"})
