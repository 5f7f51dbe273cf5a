"""Why a hit is a hit, in words, and the two names word beside word."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.screening.listed import ListedName, NameQuality
from paymentus.compliance.domain.screening.scorer import Comparison
from paymentus.compliance.domain.screening.similarity import Likeness
from paymentus.compliance.domain.screening.tokens import Token
from paymentus.compliance.domain.screening.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of the two names side by side; one side is empty where a word stands alone."""

    asked: str
    listed: str
    how: str
    likeness: float


def side_by_side(comparison: Comparison) -> tuple[Beside, ...]:
    """All words of both names, pairs first."""
    alignment = comparison.alignment
    rows = [
        Beside(_text(pair.first), _text(pair.second), pair.similarity.how.value,
               round(pair.similarity.value, 2))
        for pair in alignment.pairs
    ]  # fmt: skip
    rows += [Beside(token.text, "", _alone(token), 0.0) for token in alignment.only_first]
    rows += [Beside("", token.text, _alone(token), 0.0) for token in alignment.only_second]
    return tuple(rows)


def sentences(comparison: Comparison, name: ListedName, *, common: bool) -> list[str]:
    """The reasons from the names, the most telling first.

    ``common`` says that the words that agree are frequent ones.
    """
    said = []
    pairs = comparison.alignment.pairs
    same = [p for p in pairs if p.similarity.how is Likeness.SAME and p.first[0].significant]
    if same:
        said.append(f"same words: {', '.join(_text(pair.second) for pair in same)}")
    for pair in pairs:
        how = pair.similarity.how
        if how is Likeness.SAME or not pair.first[0].significant:
            continue
        said.append(f"“{_text(pair.first)}” for “{_text(pair.second)}”: {how.value}")
    ours = [t.text for t in comparison.alignment.only_first if t.significant]
    theirs = [t.text for t in comparison.alignment.only_second if t.significant]
    if ours:
        said.append(f"not on the list: {', '.join(ours)}")
    if theirs:
        said.append(f"only on the list: {', '.join(theirs)}")
    if common:
        said.append("the names that agree are common")
    if name.quality is not NameQuality.PRIMARY:
        said.append(f"the listed name is {_article(name.quality)}")
    return said


def _article(quality: NameQuality) -> str:
    return f"{'an' if quality.value[0] in 'aeiou' else 'a'} {quality.value}"


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.sign or token.text for token in tokens)


def _alone(token: Token) -> str:
    words = {
        Kind.PARTICLE: "particle", Kind.TITLE: "title", Kind.FORM: "legal form",
        Kind.TRADE: "trade word without a partner", Kind.INITIAL: "initial without a partner",
    }  # fmt: skip
    return words.get(token.kind, "without a partner")
