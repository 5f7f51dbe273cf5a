"""What others ask about a customer: how far we know them, and the facts to screen by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paymentus.compliance.domain.kyc.limits import (
    Limit,
    VerificationLevel,
    level_of,
    limit_on,
    require_within,
)
from paymentus.compliance.domain.kyc.rating import Rating
from paymentus.compliance.repository.kyc_documents import KycDocumentsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.service.kyc.own_verification import party_of
from paymentus.foundation.clock import Clock


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What a customer said of themselves, to judge a hit by. ``rating`` is the one in force."""

    name: str
    birth_date: date | None
    countries: frozenset[str]
    documents: tuple[str, ...]
    rating: Rating | None


class CustomerKnowledge:
    def __init__(
        self,
        *,
        profiles: KycProfilesRepository,
        documents: KycDocumentsRepository,
        clock: Clock,
    ) -> None:
        self._profiles = profiles
        self._documents = documents
        self._clock = clock

    async def party_facts(self, user_id: str) -> PartyFacts | None:
        """None for who has told us nothing, or has left and been forgotten."""
        profile = await self._profiles.find(user_id)
        if profile is None or profile.facts is None:
            return None
        party = party_of(user_id, profile.facts, await self._documents.of_user(user_id))
        return PartyFacts(
            name=party.name,
            birth_date=party.birth_date,
            countries=party.countries,
            documents=party.documents,
            rating=profile.rating.in_force if profile.rating else None,
        )

    async def level(self, user_id: str | None) -> VerificationLevel:
        """How far we know a payer; a guest is nobody's account."""
        if user_id is None:
            return VerificationLevel.UNVERIFIED
        return level_of(await self._profiles.state_of(user_id))

    async def limit(self, user_id: str | None) -> Limit:
        return limit_on(self._clock().date(), await self.level(user_id))

    async def require_within_limit(
        self, user_id: str | None, *, amount_minor: int, paid_minor: int, currency: str
    ) -> None:
        """Raise ``VerificationNeeded`` before any money moves.

        ``paid_minor`` is what the payer has paid or has under way within
        ``compliance.domain.kyc.limits.WINDOW``.
        """
        require_within(
            await self.level(user_id),
            amount_minor=amount_minor,
            paid_minor=paid_minor,
            currency=currency,
            on=self._clock().date(),
        )
