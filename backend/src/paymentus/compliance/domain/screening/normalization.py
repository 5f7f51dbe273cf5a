"""Names in any script as small Latin words.

Cyrillic, Greek, Arabic, Indic, Thai and other scripts are romanized by anyascii. Two scripts need
more. Arabic writes no short vowels, so frequent names come from a table and the others are marked
as vowelless. A Han or Hangul character is a syllable of its own and many share a sound, so each
becomes a word that remembers its character: two names in characters agree only where these do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from paymentus.compliance.domain.screening.arabic_names import IN_LATIN

# Longer input is no name; what follows is cut so that one request cannot keep a processor busy.
CHARACTERS_MAX = 300

_DROPPED = "'`\"’‘ʼʻʿʾ´"
_TO_SPACE = {code: " " for code in range(128) if not chr(code).isalnum()}
_CLEANED = str.maketrans(
    {**{chr(code): " " for code in _TO_SPACE}, **dict.fromkeys(_DROPPED, ""), "&": " and "}
)
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W_]\.-?){2,}(?:[^\W_](?![^\W_]))?")
# SiemensAG: capitals right after a word in small letters.
_GLUED_CAPITALS = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{2,4}\b)")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d\u200e\u200f]")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی",
                                 "ك": "ک", "ة": "ه", "ؤ": "و", "ئ": "ی"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: small Latin letters and digits, never empty.

    ``sign`` is the Han or Hangul character behind the syllable. ``vowelless`` says that the script
    left the short vowels out.
    """

    text: str
    sign: str = ""
    vowelless: bool = False


def words_of(name: str) -> list[Word]:
    """The words of a name in their order; empty where nothing can be read."""
    name = name[:CHARACTERS_MAX]
    if name.isascii():
        return [Word(text) for text in _latin_words(name)]
    found: list[Word] = []
    for chunk in unicodedata.normalize("NFKC", name).split():
        found += _words_of_chunk(chunk)
    return found


def _latin_words(text: str) -> list[str]:
    if "." in text:
        text = _ABBREVIATION.sub(_without_dots, text)
    if not text.isupper():
        text = _GLUED_CAPITALS.sub(" ", text)
    return text.lower().translate(_CLEANED).split()


def _without_dots(match: re.Match[str]) -> str:
    """``S.A.R.L.`` and ``A.B.C.`` are one word; two initials of a person, ``J.-C.``, too."""
    return match.group().replace(".", "").replace("-", "") + " "


def _words_of_chunk(chunk: str) -> list[Word]:
    if any(_is_syllable(character) for character in chunk):
        return _words_of_syllables(chunk)
    if any("\u0590" <= character <= "\u08ff" for character in chunk):
        return _words_without_vowels(chunk)
    return [Word(text) for text in _latin_words(anyascii(chunk.translate(_CLEANED_QUOTES)))]


_CLEANED_QUOTES = str.maketrans(dict.fromkeys("’‘ʼʻʿʾ´", ""))


def _is_syllable(character: str) -> bool:
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7a3"
        or "\u3400" <= character <= "\u4dbf"
    )


def _words_of_syllables(chunk: str) -> list[Word]:
    found: list[Word] = []
    rest = ""
    for character in chunk:
        if not _is_syllable(character):
            rest += character
            continue
        if rest:
            found += [Word(text) for text in _latin_words(anyascii(rest))]
            rest = ""
        sound = _latin_words(anyascii(character))
        if sound:
            found.append(Word(sound[0], sign=character))
    if rest:
        found += [Word(text) for text in _latin_words(anyascii(rest))]
    return found


def _words_without_vowels(chunk: str) -> list[Word]:
    plain = _ARABIC_MARKS.sub("", chunk).translate(_ARABIC_LETTERS)
    known = IN_LATIN.get(plain)
    if known is None and plain.startswith("ال") and plain[2:] in IN_LATIN:
        known = "al " + IN_LATIN[plain[2:]]
    if known is not None:
        return [Word(text) for text in known.split()]
    if plain.startswith("ال") and len(plain) > 4:
        rest = _latin_words(anyascii(plain[2:]))
        return [Word("al"), *(Word(text, vowelless=True) for text in rest)]
    return [Word(text, vowelless=True) for text in _latin_words(anyascii(plain))]
