"""Where the legal form stands in a name: "OOO", "Limited Liability Company", "S.A. de C.V."."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from paymentus.compliance.domain.screening import vocabulary as known
from paymentus.compliance.domain.screening.normalization import Word
from paymentus.compliance.domain.screening.skeletons import skeleton_of

_PARTS_BY_LETTER = {
    letter: tuple(part for part in known.FORM_PARTS if part[0] == letter)
    for letter in {part[0] for part in known.FORM_PARTS}
}


def is_plain_form(text: str) -> bool:
    """Whether the word begins a legal form and ends no person's name."""
    return text in known.FORM_BEGINNINGS and text not in known.AMBIGUOUS_FORMS


def begins_form(text: str) -> bool:
    """Whether a legal form may begin with the word."""
    return text in known.FORM_BEGINNINGS


def without_glued_forms(words: list[Word], texts: list[str]) -> tuple[list[Word], list[str]]:
    """``SERVICElimited`` is two words."""
    for place in range(len(texts) - 1, -1, -1):
        text = texts[place]
        if len(text) > 6 and text.endswith(known.FORM_ENDINGS):
            ending = next(form for form in known.FORM_ENDINGS if text.endswith(form))
            if len(text) - len(ending) > 2:
                rest = Word(text[: -len(ending)])
                words = [*words[:place], rest, Word(ending), *words[place + 1 :]]
                texts = [word.text for word in words]
    return words, texts


def is_trade_word(text: str) -> bool:
    """Whether the word says what an organization does, in any spelling that is known."""
    return known.SAME_WORD.get(text, text) in known.TRADE_WORDS


def forms_in(texts: list[str], organization: bool | None) -> dict[int, tuple[str, int]]:
    """Where legal forms stand: place → (form, words). None for a person."""
    found: dict[int, tuple[str, int]] = {}
    place = 0
    last = len(texts)
    company = organization or any(is_trade_word(text) for text in texts)
    while place < last:
        if texts[place] in known.FORM_BEGINNINGS:
            for length in range(min(known.FORM_WORDS_MAX, last - place), 0, -1):
                form = known.FORMS.get(tuple(texts[place : place + length]))
                if form is None:
                    continue
                if length > 1 or found or _stands_for_a_form(texts[place], place, last, company):
                    found[place] = (form, length)
                    place += length - 1
                    break
        place += 1
    covered = {place + i for place, (_, length) in found.items() for i in range(length)}
    if last > 1 and last - 1 not in covered and is_almost_a_form(texts[-1]):
        found[last - 1] = texts[-1], 1
        covered.add(last - 1)
    return found if len(covered) < last else {}


def is_almost_a_form(text: str) -> bool:
    """A part of a legal form, or one with a letter wrong."""
    if len(text) < 5:
        return False
    if text in known.FORM_PARTS:
        return True
    skeleton = ""
    for part in _PARTS_BY_LETTER.get(text[0], ()):
        if abs(len(part) - len(text)) < 2:
            if OSA.distance(part, text, score_cutoff=1) <= 1:
                return True
            skeleton = skeleton or skeleton_of(text)
            if skeleton == skeleton_of(part):
                return True
    return False


def _stands_for_a_form(text: str, place: int, words: int, company: bool) -> bool:
    if text not in known.AMBIGUOUS_FORMS:
        return True
    if company:
        return place in (0, words - 1) or text not in known.NEVER_ALONE
    return place == words - 1 and words > 1 and text not in known.NEVER_ALONE
