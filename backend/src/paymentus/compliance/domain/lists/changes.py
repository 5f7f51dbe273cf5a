"""What is other between two lists: parties that came, changed or went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from paymentus.compliance.domain.screening.listed import ListedParty
from paymentus.foundation.canonical_json import sha256_hex

PartyKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ListChange:
    """``new`` are the parties to screen again: those that came and those whose entry changed."""

    added: int
    changed: int
    removed: int
    new: tuple[ListedParty, ...]


def change_between(before: Iterable[ListedParty], after: Iterable[ListedParty]) -> ListChange:
    """Parties are the same where list and number agree; any other word of the entry is a change."""
    known = {(party.list_name, party.uid): party for party in before}
    added = changed = 0
    new = []
    for party in after:
        old = known.pop((party.list_name, party.uid), None)
        if old == party:
            continue
        new.append(party)
        added += old is None
        changed += old is not None
    return ListChange(added, changed, len(known), tuple(new))


@lru_cache(maxsize=4096)
def entry_digest(party: ListedParty) -> str:
    """64 hexadecimal digits of all that the list says of a party: the same until its entry changes.

    What was decided about an entry lapses with it (31 CFR 501 asks to look again).
    """
    return sha256_hex(
        [
            party.list_name,
            party.uid,
            party.type.value,
            sorted([name.text, name.quality.value] for name in party.names),
            sorted(party.programs),
            sorted([b.first.isoformat(), b.last.isoformat(), b.circa] for b in party.births),
            sorted(party.countries),
            sorted([held.kind, held.value, held.country] for held in party.identifiers),
            sorted([wallet.currency, wallet.address] for wallet in party.wallets),
            party.remarks,
        ]
    )
