"""Who a party may be on a list: asked of our own index, or of a remote screening service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from paymentus.compliance.domain.screening.listed import BirthDate, PartyType
from paymentus.compliance.domain.screening.particulars import Subject, bare
from paymentus.compliance.domain.screening.sanction_findings import (
    Match,
    match_of,
    match_of_wallet,
)
from paymentus.compliance.domain.transfer import Party, PartyKind
from paymentus.compliance.service.screening.list_in_force import ListInForce, LoadedList
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.integrations.sanctions_list.screening_service import (
    RemoteHit,
    RemoteSubject,
    ScreeningServiceClient,
)


@dataclass(frozen=True, slots=True)
class Matched:
    """The matches of each party that was asked about, in their order; ``against`` which list."""

    against: str
    matches: tuple[tuple[Match, ...], ...]


class Matching(Protocol):
    """Our own index, or the remote service."""

    @property
    def is_remote(self) -> bool:
        """Whether somebody else's lists decide."""

    async def match(self, parties: Sequence[Party]) -> Matched:
        """Raises ``Unavailable`` where nobody can be screened."""

    async def check(self) -> None:
        """For health; raises what is wrong."""


class ListMatching:
    """By the list in force in this process: no line to anybody, a millisecond a name."""

    is_remote = False

    def __init__(self, in_force: ListInForce) -> None:
        self._in_force = in_force

    async def match(self, parties: Sequence[Party]) -> Matched:
        loaded = await self._in_force.ensured()
        return Matched(loaded.version.id, tuple(matches_of(loaded, party) for party in parties))

    async def check(self) -> None:
        await self._in_force.check()


class RemoteMatching:
    """By a service that is paid for; what it says counts as its own list."""

    is_remote = True

    def __init__(self, client: ScreeningServiceClient) -> None:
        self._client = client

    async def match(self, parties: Sequence[Party]) -> Matched:
        asked = [(party, name) for party in parties for name in (party.name, *party.other_names)]
        found = iter(await self._client.screen([_remote_subject(*one) for one in asked]))
        return Matched(
            "remote",
            tuple(
                _best_of_each(
                    _of_remote(hit) for _ in (party.name, *party.other_names) for hit in next(found)
                )
                for party in parties
            ),
        )

    async def check(self) -> None:
        await self._client.list_version()


def matches_of(loaded: LoadedList, party: Party) -> tuple[Match, ...]:
    """By every name, particulars and documents, and by every wallet of theirs."""
    names = [name for name in (party.name, *party.other_names) if name]
    if party.documents and not names:
        names = [""]  # a document is looked for whatever the name
    found = list(
        _best_of_each(
            match_of(hit) for name in names for hit in loaded.screen(subject_of(party, name))
        )
    )
    for address in party.wallets:
        owner = loaded.owner_of_wallet(address)
        if owner is not None:
            same = (owner.list_name, owner.uid)
            found = [one for one in found if (one.list_name, one.uid) != same]
            found.insert(0, match_of_wallet(owner, address))
    return tuple(found)


def _best_of_each(matches: Iterable[Match]) -> tuple[Match, ...]:
    """One match for each listed party, the highest score first."""
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        held = best.get((match.list_name, match.uid))
        if held is None or match.score > held.score:
            best[match.list_name, match.uid] = match
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.list_name, one.uid)))


def subject_of(party: Party, name: str) -> Subject:
    """A party as screening asks about them, under one of their names."""
    birth = party.birth_date
    return Subject(
        name=name,
        birth=BirthDate(birth, birth) if birth else None,
        countries=party.countries,
        documents=frozenset(map(bare, party.documents)) - {""},
        type=PartyType.ENTITY if party.kind is PartyKind.ORGANIZATION else PartyType.INDIVIDUAL,
    )


def _remote_subject(party: Party, name: str) -> RemoteSubject:
    return RemoteSubject(
        name=name,
        kind="entity" if party.kind is PartyKind.ORGANIZATION else "individual",
        birth_date=party.birth_date.isoformat() if party.birth_date else None,
        countries=tuple(sorted(party.countries)),
        documents=party.documents,
        wallets=party.wallets,
    )


def _of_remote(hit: RemoteHit) -> Match:
    entry = sha256_hex([hit.list_name, hit.uid, hit.listed_name, hit.type, sorted(hit.programs)])
    return Match(
        list_name=hit.list_name,
        uid=hit.uid,
        entry=entry,
        listed_name=hit.listed_name,
        listed_name_is="as the service names it",
        primary_name=hit.listed_name,
        type=hit.type,
        programs=hit.programs,
        score=hit.score,
        reasons=hit.reasons,
    )
