"""From hits on a list to a finding: what may happen to the money, and why, in words.

A name that agrees strongly with a listed one blocks; a weaker one, or a common name that agrees and
nothing else does, holds until a person has looked: an exact "same name, nothing to disagree" of two
frequent words is no identification. A listed document or wallet always blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from paymentus.compliance.domain.lists.changes import entry_digest
from paymentus.compliance.domain.screening.listed import ListedParty
from paymentus.compliance.domain.screening.screener import Hit
from paymentus.compliance.domain.screening.verdict import Strength, strength_of
from paymentus.compliance.domain.transfer import Finding, Party, Verdict, strictest

SANCTIONS = "sanctions"


@dataclass(frozen=True, slots=True)
class Match:
    """A listed party that somebody may be, whoever found it: our index or a screening service.

    ``entry`` is the digest of the listed entry; ``is_common`` says that the name alone agrees and
    that many have it.
    """

    list_name: str
    uid: str
    entry: str
    listed_name: str
    listed_name_is: str
    primary_name: str
    type: str
    programs: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    is_common: bool = False
    side_by_side: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def verdict(self) -> Verdict:
        strength = strength_of(self.score)
        if strength is Strength.CONFIRMED:
            return Verdict.BLOCK
        strong = strength is Strength.STRONG and not self.is_common
        return Verdict.BLOCK if strong else Verdict.HOLD

    def evidence(self) -> dict[str, Any]:
        return {
            "list": self.list_name,
            "list_id": self.uid,
            "entry": self.entry,
            "listed_name": self.listed_name,
            "listed_name_is": self.listed_name_is,
            "primary_name": self.primary_name,
            "type": self.type,
            "programs": list(self.programs),
            "score": round(self.score, 4),
            "strength": strength_of(self.score).value,
            "reasons": list(self.reasons),
            "side_by_side": [dict(one) for one in self.side_by_side],
        }


def match_of(hit: Hit) -> Match:
    party = hit.party
    return Match(
        list_name=party.list_name,
        uid=party.uid,
        entry=entry_digest(party),
        listed_name=hit.name.text,
        listed_name_is=hit.name.quality.value,
        primary_name=party.names[0].text,
        type=party.type.value,
        programs=party.programs,
        score=hit.score,
        reasons=hit.reasons,
        is_common=hit.is_common,
        side_by_side=tuple(asdict(beside) for beside in hit.beside),
    )


def match_of_wallet(party: ListedParty, address: str) -> Match:
    """The listed party that a digital currency address belongs to, by the list's own word."""
    return Match(
        list_name=party.list_name,
        uid=party.uid,
        entry=entry_digest(party),
        listed_name=party.names[0].text,
        listed_name_is=party.names[0].quality.value,
        primary_name=party.names[0].text,
        type=party.type.value,
        programs=party.programs,
        score=1.0,
        reasons=(f"the list names the digital currency address {address}",),
    )


def finding_of(
    party: Party, role: str, matches: Sequence[Match], *, screened_against: str
) -> Finding:
    """One finding for one party; ``matches`` has one or more, the best first.

    ``role`` is sender, conductor, receiver or customer.
    """
    best = matches[0]
    verdict = strictest([match.verdict for match in matches])
    more = f" and {len(matches) - 1} more" if len(matches) > 1 else ""
    return Finding(
        code=SANCTIONS,
        verdict=verdict,
        score=round(100 * best.score),
        words=f"{party.name} ({role}) may be {best.primary_name} on the {best.list_name} list, "
        f"number {best.uid}{more}.",
        evidence={
            "party_id": party.id,
            "party_name": party.name,
            "role": role,
            "list_version": screened_against,
            "hits": [match.evidence() for match in matches],
        },
    )
