"""The units of a name: words with a kind, a weight and a skeleton."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from paymentus.compliance.domain.screening import vocabulary as known
from paymentus.compliance.domain.screening.compounds import compound
from paymentus.compliance.domain.screening.legal_forms import is_almost_a_form, is_trade_word
from paymentus.compliance.domain.screening.normalization import Word
from paymentus.compliance.domain.screening.skeletons import skeleton_of
from paymentus.compliance.domain.screening.vocabulary import Kind

# How much a kind of word says about who is meant, beside a plain name word.
WEIGHT_OF_KIND = {
    Kind.NAME: 1.0,
    Kind.PARTICLE: 0.15,
    Kind.TITLE: 0.08,
    Kind.FORM: 0.06,
    Kind.TRADE: 0.6,
    Kind.NUMBER: 0.8,
    Kind.INITIAL: 0.35,
    Kind.PLACE: 0.9,
}
SIGNIFICANT = frozenset({Kind.NAME, Kind.TRADE, Kind.NUMBER, Kind.PLACE, Kind.INITIAL})


@dataclass(frozen=True, slots=True)
class Token:
    """One unit of a name. ``text`` is what is compared; ``weight`` is above 0.

    ``significant`` says that the kind is one of ``SIGNIFICANT``; ``number`` is the value of a
    number however it is written, else -1.
    """

    text: str
    kind: Kind
    weight: float
    skeleton: str
    significant: bool
    sign: str = ""
    vowelless: bool = False
    number: int = -1


_MIXED = re.compile(r"\d")


# Words come again and again; what one makes never changes. About 20 MB when full.
@lru_cache(maxsize=32_768)
def token_of(word: Word, organization: bool) -> Token:
    """The token that one word makes in a person's or an organization's name."""
    text = word.text
    if text.isdigit():
        value = int(text) if len(text) < 19 else -1
        return number_token(text.lstrip("0") or "0", value)
    kind = kind_of(text, organization=organization)
    if kind == Kind.NUMBER and text in known.ROMAN:
        return number_token(text, known.ROMAN[text])
    if kind == Kind.NAME and not word.sign:
        text = compound(text)
    return Token(
        text, kind, _weight(text, kind), skeleton_of(text), kind in SIGNIFICANT, word.sign,
        word.vowelless,
    )  # fmt: skip


def kind_of(text: str, *, organization: bool) -> Kind:
    """What a word is in a person's or an organization's name."""
    if organization:
        if text in known.ROMAN:
            return Kind.NUMBER
        if is_trade_word(text):
            return Kind.TRADE
        if text in known.PLACE_WORDS:
            return Kind.PLACE
        if _MIXED.search(text):
            return Kind.NUMBER
        if text not in known.TITLES and is_almost_a_form(text):
            return Kind.FORM
    if text in known.PARTICLES and (organization or len(text) > 1):
        return Kind.PARTICLE
    if text in known.TITLES:
        return Kind.TITLE
    if len(text) == 1:
        return Kind.INITIAL
    return Kind.NAME


def number_token(text: str, value: int) -> Token:
    """A number, written as ``text``."""
    weight = _weight(text, Kind.NUMBER)
    return Token(text, Kind.NUMBER, weight, skeleton_of(text), True, number=value)


def plain_token(text: str, kind: Kind) -> Token:
    """A word that is known to be of a kind."""
    return Token(text, kind, _weight(text, kind), skeleton_of(text), kind in SIGNIFICANT)


def _weight(text: str, kind: Kind) -> float:
    """Longer words say more: 3 letters 0.77, 5 letters 1, 8 and more 1.26 times the kind's."""
    return WEIGHT_OF_KIND[kind] * math.sqrt(min(max(len(text), 2), 8) / 5)
