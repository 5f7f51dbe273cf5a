"""What a password must be. Length counts, composition rules do not (NIST SP 800-63B-4, 3.1.1.2).

A password is compared with lists of those that people choose and thieves have, in the spellings
people think are clever, and with words that everybody would try here: the person's own and ours.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

PASSWORD_LENGTH_MIN = 12
"""NIST asks for 15 where the password is all there is and for 8 beside a second factor. Payers are
offered a second factor and staff must have one, so this is between the two."""

PASSWORD_LENGTH_MAX = 256
"""An upper bound only so that nobody makes us hash megabytes."""

LIST_ENTRY_BYTES = 6
"""Of each SHA-1 on a list: enough that among a billion entries one in 280,000 passwords is refused
by accident."""

_DIGITS = "0123456789"
_AROUND = _DIGITS + " !\"#$%&'()*+,-./:;<=>?@[]^_{|}~"
_OUR_NAME = "paymentus"
_OWN_WORD_MIN = 3
_REST_MIN = 6
_STEM_MIN = 3
_LOOK_ALIKES = tuple(
    str.maketrans("@430$57+!1", f"aaeosstt{one}{one}") for one in ("i", "l")
)  # fmt: skip

IsKnown = Callable[[str], bool]


def as_typed(password: str) -> str:
    """One spelling for one password: NFKC, so that two keyboards give the same bytes."""
    return unicodedata.normalize("NFKC", password)


def list_entry(text: str) -> bytes:
    """What a list holds of a password: lists of stolen ones come as SHA-1 (Have I Been Pwned)."""
    digest = hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return digest[:LIST_ENTRY_BYTES]


def password_problem(*, password: str, email: str, full_name: str, is_known: IsKnown) -> str | None:
    """A sentence saying why the password is refused, or None. ``is_known`` asks the lists."""
    text = as_typed(password)
    if len(text) < PASSWORD_LENGTH_MIN:
        return f"Use at least {PASSWORD_LENGTH_MIN} characters. A short sentence works well."
    if len(text) > PASSWORD_LENGTH_MAX:
        return f"Use at most {PASSWORD_LENGTH_MAX} characters."
    if len(set(text)) < 4 or _is_a_run(text.casefold()):
        return "This repeats or counts through a few characters. Choose another."
    if _is_number(_bare(text)):
        return "Dates and numbers are guessed quickly. Add some words."
    if _is_made_of_own_words(text, email=email, full_name=full_name):
        return "Do not build your password from your name, your email address or our name."
    if any(map(is_known, _spellings(text))):
        return "This password is among those that thieves try first. Choose another."
    return None


def _spellings(text: str) -> set[str]:
    """The password, and those it may be a disguise of: "P@ssw0rd-2026!" is "password"."""
    folded = text.casefold()
    found = {text, folded}
    for core in (_bare(folded), _bare(folded.strip(_AROUND))):
        found |= {core, core.strip(_DIGITS), _unit(core), _unit(core).strip(_DIGITS)}
    for table in _LOOK_ALIKES:
        # What stands around goes first: in "sunshine1234" the digits are no letters.
        plain = _bare(folded.strip(_AROUND).translate(table))
        found |= {plain, _unit(plain), _bare(folded.translate(table)).strip(_DIGITS)}
    return {one for one in found if len(one) >= _STEM_MIN}


def _is_made_of_own_words(text: str, *, email: str, full_name: str) -> bool:
    """Whether little is left without the words that everybody would try for this person here."""
    words = {_OUR_NAME, *re.split(r"\W+|_", f"{email} {full_name}")}
    own = sorted({_bare(word) for word in words}, key=len, reverse=True)
    for plain in (text.casefold(), *(text.casefold().translate(table) for table in _LOOK_ALIKES)):
        rest = bare = _bare(plain)
        for word in own:
            if len(word) >= _OWN_WORD_MIN:
                rest = rest.replace(word, "")
        if rest != bare and len(rest.strip(_DIGITS)) < _REST_MIN:
            return True
    return False


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _unit(text: str) -> str:
    """What the text is a repetition of; itself when it is none."""
    place = (text + text).find(text, 1)
    return text[:place] if text else text


def _is_a_run(text: str) -> bool:
    """Each character follows the one before by the same step: abcdefghij, 9876543210."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1


def _is_number(text: str) -> bool:
    """Dates, phone and account numbers: there are too few of them."""
    return text.isdecimal() and len(text) < 16
