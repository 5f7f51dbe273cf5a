"""All names of a list, ready to be asked which of them a name could be.

Every word of every listed name is filed under its skeleton, its known spellings and its compounds.
A name asks for the listed names that share enough of its words; for each the best score that it
could still reach is known from the words alone, so only few are compared in full. Immutable: a new
list makes a new index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import log2

from paymentus.compliance.domain.screening.compounds import ARTICLES
from paymentus.compliance.domain.screening.evidence import PARTIES_MIN, most_bits, most_on_list
from paymentus.compliance.domain.screening.given_names import MEANINGS
from paymentus.compliance.domain.screening.listed import ListedName, ListedParty, PartyType
from paymentus.compliance.domain.screening.parsing import ParsedName, parse
from paymentus.compliance.domain.screening.particulars import DOCUMENT_CHARACTERS_MIN, bare
from paymentus.compliance.domain.screening.skeletons import consonants_of, skeleton_of
from paymentus.compliance.domain.screening.spelling_index import SpellingIndex
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import (
    PARTICLES,
    SAME_WORD,
    TITLES,
    Kind,
)

_RETRIEVED_BY = frozenset({Kind.NAME, Kind.TRADE, Kind.PLACE, Kind.NUMBER})
_COMBINED_MAX = 8
_SPLIT_FROM = 5
# Words whose listed names are kept, for names that come again; about 20 MB when full.
_KEPT_MAX = 2_048
_NONE: frozenset[int] = frozenset()


class ListIndex:
    """Names of parties, numbered in the order of the list."""

    def __init__(
        self, parties: Iterable[ListedParty], *, commonness: ListIndex | None = None
    ) -> None:
        """``commonness``: the whole list, where ``parties`` are only what is new on it.

        How common a word is is asked there, so that a name scores as on the whole list.
        """
        self._commonness = commonness
        self.parties: list[ListedParty] = []
        self.owner: list[int] = []
        self.names: list[ListedName] = []
        self.parsed: list[ParsedName] = []
        self._by_key: dict[str, set[int]] = {}
        self._by_letters: dict[str, list[int]] = {}
        self._single: set[int] = set()
        self.weights: list[float] = []
        for party in parties:
            self._add(party)
        self._words = [word for word in self._by_key if word[0] not in "=~#"]
        self._by_number = [self._by_key[word] for word in self._words]
        self._spellings = SpellingIndex(self._words)
        self._bits: dict[Token, float] = {}
        self._kept: dict[Token, frozenset[int]] = {}
        self._most_bits = [self._bits_by_rank(parsed) for parsed in self.parsed]
        self._by_document = self._documents()
        self._by_wallet = {
            wallet.address: number
            for number, party in enumerate(self.parties)
            for wallet in party.wallets
        }

    def _add(self, party: ListedParty) -> None:
        number = len(self.parties)
        self.parties.append(party)
        company = party.type is not PartyType.INDIVIDUAL
        for name in party.names:
            parsed = parse(name.text, organization=company)
            if not parsed.tokens:
                continue
            place = len(self.names)
            self.owner.append(number)
            self.names.append(name)
            self.parsed.append(parsed)
            words = [token for token in parsed.significant if token.kind in _RETRIEVED_BY]
            words = words or list(parsed.significant)
            self.weights.append(sum(token.weight for token in words))
            for letters in _letters_of(parsed):
                self._by_letters.setdefault(letters, []).append(place)
            if len(words) == 1:
                self._single.add(place)
            for token in words:
                for key in _keys_of(token):
                    held = self._by_key.get(key)
                    if held is None:
                        self._by_key[key] = {place}
                    else:
                        held.add(place)

    def _bits_by_rank(self, parsed: ParsedName) -> tuple[float, ...]:
        """Bits that the best one, two, … words of the name have together."""
        ranked = sorted(map(self.bits, parsed.significant), reverse=True)
        return tuple(accumulate(ranked))

    def _documents(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, party in enumerate(self.parties):
            for held in party.identifiers:
                text = bare(held.value)
                if len(text) >= DOCUMENT_CHARACTERS_MIN and any(map(str.isdigit, text)):
                    numbers = found.setdefault(text, [])
                    if number not in numbers:
                        numbers.append(number)
        return found

    def parties_with_document(self, document: str) -> list[int]:
        """Numbers of the parties that have this document, as ``bare`` writes it."""
        return self._by_document.get(document, [])

    def party_with_wallet(self, address: str) -> ListedParty | None:
        """The party that a digital currency address belongs to."""
        number = self._by_wallet.get(address)
        return None if number is None else self.parties[number]

    def bits(self, token: Token) -> float:
        """How much a listed word says: the binary logarithm of one in how many parties has it."""
        if self._commonness is not None:
            return self._commonness.bits(token)
        known = self._bits.get(token)
        if known is None:
            held: set[int] = set()
            for key in (token.text, *_other_keys_of(token)):
                held |= self._by_key.get(key, _NONE)
            parties = len({self.owner[place] for place in held})
            known = min(
                log2(max(len(self.parties), PARTIES_MIN) / max(parties, 1)), most_bits(token)
            )
            self._bits[token] = known
        return known

    def forget(self) -> None:
        """Drop what was kept of the words asked for; answers stay the same."""
        self._kept.clear()

    def names_with(self, token: Token) -> frozenset[int]:
        """Listed names with a word that could be this one."""
        kept = self._kept.get(token)
        if kept is None:
            if len(self._kept) >= _KEPT_MAX:
                self._kept.clear()
            kept = self._kept[token] = self._names_with(token)
        return kept

    def _names_with(self, token: Token) -> frozenset[int]:
        found: set[int] = set()
        get = self._by_key.get
        text = token.text
        if token.vowelless:
            found |= get("~" + consonants_of(token.skeleton), _NONE)
        elif token.sign:
            # A character has a sound and no spelling that could be wrong.
            found |= get(text, _NONE)
        else:
            for number in self._spellings.alike(text):
                found |= self._by_number[number]
            if len(text) > 5 and text[:2] in ("al", "el"):
                for number in self._spellings.alike(text[2:]):
                    found |= self._by_number[number]
        for key in _other_keys_of(token):
            found |= get(key, _NONE)
        return frozenset(found)

    def candidates(
        self, name: ParsedName, limit: int, lowest: float = 0.0, more_bits: float = 0.0
    ) -> list[int]:
        """Numbers of the listed names that can score ``lowest``, the most promising first.

        ``more_bits`` are what particulars beside the name can add. Names of the very same letters
        come before all: what a word is, a title or a surname, one word or two, may depend on where
        it stands, and the same name in another order must not be missed for that.
        """
        same = {
            place for letters in _letters_of(name) for place in self._by_letters.get(letters, ())
        }
        asked = [token for token in name.significant if token.kind in _RETRIEVED_BY][:_COMBINED_MAX]
        asked = asked or list(name.significant)
        if not asked:
            return sorted(same)
        sets = [self.names_with(token) for token in asked]
        apart: set[int] = set()
        for place, token in enumerate(asked):
            if len(token.text) >= _SPLIT_FROM and token.text not in self._by_key:
                more = self._written_apart(token.text)
                apart |= more
                sets[place] |= more
        self._add_written_together(name.tokens, asked, sets)
        wanted = _Wanted(name, asked, sets, apart, lowest, more_bits)
        ranked = sorted(self._promising(wanted, self._with_enough(sets)))
        return sorted(same) + [place for _, _, place in ranked[:limit] if place not in same]

    def _with_enough(self, sets: list[frozenset[int]]) -> AbstractSet[int]:
        if len(sets) == 1:
            return sets[0]
        possible: set[int] = set()
        for found in sets:
            possible |= found & self._single
        for one, other in combinations(sets, 2):
            if one and other:
                possible |= one & other
        return possible

    def _add_written_together(
        self, tokens: tuple[Token, ...], asked: list[Token], sets: list[frozenset[int]]
    ) -> None:
        """``good will`` also asks for ``goodwill``, for each of the two."""
        get = self._by_key.get
        for left, right in pairwise(tokens):
            joined = left.text + right.text
            if len(joined) > 4:
                together = get(joined) or get("#" + skeleton_of(joined))
                if together:
                    for place, token in enumerate(asked):
                        if token is left or token is right:
                            sets[place] |= together

    def _written_apart(self, text: str) -> set[int]:
        """``ramimakhlouf`` also asks for names with both ``rami`` and ``makhlouf``."""
        get = self._by_key.get
        found: set[int] = set()
        for cut in range(2, len(text) - 1):
            rest = get(text[cut:]) or self._after_particle(text[cut:])
            if not rest:
                continue
            beginning = text[:cut]
            if beginning in PARTICLES or beginning in TITLES:
                found |= rest
            else:
                first = get(beginning)
                if first:
                    found |= first & rest
        return found

    def _after_particle(self, text: str) -> AbstractSet[int]:
        """``tehriketaliban`` is three words; the one in the middle retrieves nothing."""
        for length in (1, 2):
            if text[:length] in ARTICLES or text[:length] in ("e", "i"):
                found = self._by_key.get(text[length:])
                if found:
                    return found
        return _NONE

    def _promising(
        self, wanted: _Wanted, possible: AbstractSet[int]
    ) -> Iterator[tuple[float, float, int]]:
        """Of the possible names those that can score enough: (-most, -agreeing weight, number)."""
        name, sets = wanted.name, wanted.sets
        total = sum(token.weight for token in wanted.asked)
        initials = wanted.initials()
        weighted = [(token.weight, found) for token, found in zip(wanted.asked, sets, strict=True)]
        for place in possible:
            matched, words = 0.0, 0
            for weight, found in weighted:
                if place in found:
                    matched += weight
                    words += 1
            agreed = matched
            listed_total, ranks = self.weights[place], self._most_bits[place]
            if place in wanted.apart:
                matched, words = total, len(ranks)
            elif initials:
                matched += initials
                words += initials
            matched = min(matched, listed_total, total)
            company = name.organization and self.parsed[place].organization
            bits = ranks[min(words, len(ranks)) - 1] + wanted.more_bits
            most = most_on_list(name, matched, total, listed_total, bits, company=company)
            if most >= wanted.lowest:
                yield -most, -agreed, place


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: the words that retrieve, and for each the listed names that have it."""

    name: ParsedName
    asked: list[Token]
    sets: list[frozenset[int]]
    apart: set[int]
    lowest: float
    more_bits: float

    def initials(self) -> int:
        """Words of the name that may stand for listed words which do not retrieve them."""
        single = sum(len(token.text) == 1 for token in self.name.tokens)
        return single + sum(
            len(token.text) < 4 and not found
            for token, found in zip(self.asked, self.sets, strict=True)
        )


def _letters_of(name: ParsedName) -> set[str]:
    """Its letters in the order of the alphabet, with titles and without."""
    found = {"".join(sorted("".join(token.text for token in name.tokens)))}
    plain = [token.text for token in name.tokens if token.kind is not Kind.TITLE]
    if len(plain) < len(name.tokens):
        found.add("".join(sorted("".join(plain))))
    return found - {""}


def _keys_of(token: Token) -> Iterator[str]:
    yield token.text
    if token.kind is Kind.NAME:
        yield "~" + consonants_of(token.skeleton)
    yield from _other_keys_of(token)


def _other_keys_of(token: Token) -> Iterator[str]:
    """Its sound, the names it may stand for, and the parts of a compound."""
    text = token.text
    yield "#" + token.skeleton
    if token.kind is Kind.TRADE:
        yield "=" + SAME_WORD.get(text, text)
    elif token.number >= 0:
        yield f"={token.number}"
    else:
        for name in MEANINGS.get(text, ()):
            yield "=" + name
    if len(text) > 6:
        yield from _parts_of(text)


def _parts_of(text: str) -> Iterator[str]:
    if text.startswith("abdul") and len(text) > 7:
        yield text[5:]
    if text.endswith("ullah") and len(text) > 7:
        yield text[:-5]
    elif text.endswith("udin") and len(text) > 6:
        yield text[:-4]
