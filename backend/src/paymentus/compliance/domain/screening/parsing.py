"""A name as tokens.

Compounds that are written apart or together become one token, legal forms one token whatever their
length, numbers one token however written ("Forty-Four", "44", "XLIV" up to twenty).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from paymentus.compliance.domain.screening import vocabulary as known
from paymentus.compliance.domain.screening.compounds import ARTICLES, after_abd, ending_of, is_abd
from paymentus.compliance.domain.screening.legal_forms import (
    begins_form,
    forms_in,
    is_plain_form,
    is_trade_word,
    without_glued_forms,
)
from paymentus.compliance.domain.screening.normalization import Word, words_of
from paymentus.compliance.domain.screening.tokens import Token, number_token, plain_token, token_of
from paymentus.compliance.domain.screening.vocabulary import Kind

TOKENS_MAX = 24


@dataclass(frozen=True)
class ParsedName:
    """The tokens of a name in their order, and whether it looks like an organization's.

    ``surname`` is the first word of the part before a comma, where a person's name has one.
    """

    tokens: tuple[Token, ...]
    organization: bool
    surname: Token | None = None

    @cached_property
    def significant(self) -> tuple[Token, ...]:
        """Without particles, titles and forms; all tokens where nothing else is left."""
        chosen = tuple(token for token in self.tokens if token.significant)
        return chosen or self.tokens

    @cached_property
    def chief(self) -> tuple[Token, ...]:
        """The words a person is called by: the first one, and the first of the surname."""
        if self.organization:
            return ()
        first = next((token for token in self.tokens if token.kind is Kind.NAME), None)
        return tuple(token for token in (first, self.surname) if token is not None)

    @cached_property
    def joined(self) -> str:
        return "".join(token.text for token in self.significant)


def parse(name: str, *, organization: bool | None = None) -> ParsedName:
    """Tokens of a name in any script. ``organization`` None: judged by its words."""
    words, surname = _words_in_order(name, organization)
    texts = [word.text for word in words]
    if organization is not False:
        words, texts = without_glued_forms(words, texts)
    forms = {} if organization is False else forms_in(texts, organization)
    company = organization
    if company is None:
        company = bool(forms) or any(is_trade_word(text) for text in texts)
    tokens = tuple(_tokens(words, forms, company))
    if surname and not company:
        return ParsedName(tokens, company, _surname_among(tokens, surname))
    return ParsedName(tokens, company)


def readings(name: str, *, organization: bool | None = None) -> list[ParsedName]:
    """The ways to read a name of unknown type: "Pao" and "Sa" end names and are legal forms."""
    first = parse(name, organization=organization)
    if organization is not None or not first.tokens:
        return [first]
    if _last_word(name) in known.AMBIGUOUS_FORMS:
        return [first, parse(name, organization=not first.organization)]
    return [first]


def _last_word(name: str) -> str:
    """In small letters and without dots: ``S.A.`` and ``Sá`` both end with ``sa``."""
    end = name[-8:].rstrip()
    if end.isascii():
        return end.rpartition(" ")[2].rpartition(",")[2].replace(".", "").lower()
    words = words_of(end)
    return words[-1].text if words else ""


def _words_in_order(name: str, organization: bool | None) -> tuple[list[Word], int]:
    """Words as they are said, and how many at the end were before a comma.

    ``LAST, First Middle`` of a person becomes ``First Middle LAST``.
    """
    if organization is True or "," not in name:
        return words_of(name), 0
    last, _, first = name.partition(",")
    front, back = words_of(first), words_of(last)
    if organization is None and (
        all(begins_form(word.text) for word in front)
        or any(is_plain_form(word.text) for word in (*front, *back))
    ):
        return [*back, *front], 0
    return [*front, *back], len(back)


def _surname_among(tokens: tuple[Token, ...], words: int) -> Token | None:
    return next((token for token in tokens[-words:] if token.kind is Kind.NAME), None)


def _tokens(words: list[Word], forms: dict[int, tuple[str, int]], company: bool) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    while place < len(words) and len(tokens) < TOKENS_MAX:
        used = 1
        if place in forms:
            form, used = forms[place]
            tokens.append(plain_token(form, Kind.FORM))
        elif words[place].sign:
            tokens.append(token_of(words[place], False))
        else:
            used = _add_number(tokens, words, place) if company else 0
            used = used or _add_word(tokens, words, place, company)
        place += used
    _bring_back_abd(tokens)
    return tokens


def _bring_back_abd(tokens: list[Token]) -> None:
    """``Rashid Abdul``, the surname said first, is ``Abdul Rashid``."""
    if len(tokens) < 2 or not is_abd(tokens[-1].text):
        return
    place = next((i for i, token in enumerate(tokens) if token.kind is Kind.NAME), None)
    if place is not None and place < len(tokens) - 1:
        tokens.pop()
        tokens[place] = plain_token(after_abd(tokens[place].text), Kind.NAME)


def _add_number(tokens: list[Token], words: list[Word], place: int) -> int:
    """``Forty-Four`` and ``First`` as the numbers they are; 0 where there is none."""
    text = words[place].text
    tens = known.TENS.get(text)
    if tens is not None:
        unit = 0
        if place + 1 < len(words):
            following = words[place + 1].text
            unit = known.NUMBER_WORDS.get(following, 0)
            if not unit and following.isdigit() and len(following) == 1:
                unit = int(following)
            unit = unit if unit < 10 else 0
        tokens.append(number_token(text + (words[place + 1].text if unit else ""), tens + unit))
        return 2 if unit else 1
    number = known.NUMBER_WORDS.get(text, 0)
    if number:
        tokens.append(number_token(text, number))
    return 1 if number else 0


def _add_word(tokens: list[Token], words: list[Word], place: int, company: bool) -> int:
    """One token, compounds of Arabic names put together."""
    text = words[place].text
    last = len(words)
    if place + 1 < last and is_abd(text):
        following = place + 1
        if words[following].text in ARTICLES and following + 1 < last:
            following += 1
        after_article = text == "abd" and bool(tokens) and tokens[-1].text in ARTICLES
        if len(words[following].text) > 1 and not after_article:
            tokens.append(plain_token(after_abd(words[following].text), Kind.NAME))
            return following - place + 1
    ending = ending_of(text)
    if ending and _takes_ending(tokens, ending):
        tokens[-1] = plain_token(tokens[-1].text + ending, Kind.NAME)
        return 1
    token = token_of(words[place], company)
    if tokens and (
        (token.kind is Kind.TITLE and text in known.TITLES_IN_FRONT)
        or (place == last - 1 and not company and _is_surname_at_the_end(token))
    ):
        token = plain_token(text, Kind.NAME)
    tokens.append(token)
    return 1


def _takes_ending(tokens: list[Token], ending: str) -> bool:
    """Whether the last name takes it; an article between the two is taken away."""
    if not tokens:
        return False
    article = ending == "udin" and len(tokens) > 1 and tokens[-1].text in ARTICLES
    before = tokens[-2] if article else tokens[-1]
    if before.kind is not Kind.NAME or len(before.text) < 3:
        return False
    if article:
        tokens.pop()
    return True


def _is_surname_at_the_end(token: Token) -> bool:
    if token.kind is Kind.TITLE:
        return token.text not in known.TITLES_BEHIND
    return token.kind is Kind.PARTICLE
