"""Arabic names of two words that are written together or apart, as one word.

"Abd al-Aziz", "Abdel Aziz" and "Abdulaziz"; "Saif al-Din" and "Saifuddin"; "Hamid Ullah" and
"Hamidollah".
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from paymentus.compliance.domain.screening.word_tables import words_in

ARTICLES = words_in("al el ul ol ar er ur as es us ad ed ud ash ush esh an en az ez at")

_ABD = words_in("abd abdul abdel abdal abdol abdoul abdoel abdil abdur abdus")
_NOT_ABD = words_in("abul aboul abdu abdou abdo abde abel adel adul")
_ABD_BEGINNING = re.compile(
    r"^abd(?:[aueo]|ou)(?:(?:l|(?P<twin>[rszdn]))(?=(?P<next>.))|(?=ll))(?=.{3})"
)
_DIN = words_in("din deen dine ddin eddin eddine uddin aldin adin")
_DIN_ENDING = re.compile(r"(?<=.{2})(?:[aueio]d?|al)?d[ie]+ne?$")
_ULLAH = words_in("allah ullah ollah alla ulla")
_ULLAH_ENDING = re.compile(r"(?<=.{3})(?:u|o|a)l+ah?$")
_ABDULLAH = words_in("abdallah abdulla abdollah abdulah")


def is_abd(text: str) -> bool:
    """``Abd`` and its spellings, one letter wrong allowed; ``Abul`` is another word."""
    if text in _ABD:
        return True
    if text[0] != "a" or not 4 <= len(text) <= 6 or text in _NOT_ABD:
        return False
    return any(OSA.distance(text, word, score_cutoff=1) <= 1 for word in ("abdul", "abdel"))


def after_abd(word: str) -> str:
    """The compound of ``Abd`` and the word after it."""
    return "abdullah" if word in _ULLAH else "abdul" + word


def ending_of(word: str) -> str:
    """What a word adds to the name before it: ``udin``, ``ullah`` or nothing."""
    if word in _DIN:
        return "udin"
    return "ullah" if word in _ULLAH else ""


def compound(text: str) -> str:
    """The one spelling of a compound that is written together; other words as they are."""
    if len(text) > 6:
        if text.startswith("abd"):
            found = _ABD_BEGINNING.match(text)
            if found and (found["twin"] is None or found["twin"] == found["next"]):
                text = "abdul" + text[found.end() :]
        if text[-1] in "hla" and _ULLAH_ENDING.search(text):
            text = _ULLAH_ENDING.sub("ullah", text)
        elif text[-1] in "ne":
            text = _DIN_ENDING.sub("udin", text)
    return "abdullah" if text in _ABDULLAH else text
