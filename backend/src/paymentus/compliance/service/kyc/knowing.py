"""What others ask about a customer: how far we know them, and the facts to screen by."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from paymentus.compliance.domain.kyc.limits import (
    Limit,
    VerificationLevel,
    level_of,
    limit_on,
    require_within,
)
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.repository.kyc_documents import KycDocumentsRepository
from paymentus.compliance.repository.kyc_profiles import KycProfilesRepository
from paymentus.compliance.service.kyc.own_verification import party_of
from paymentus.foundation.clock import Clock

BELIEVED_SECONDS = 5.0
_KEPT_MAX = 10_000


class CustomerKnowledge:
    def __init__(
        self,
        *,
        profiles: KycProfilesRepository,
        documents: KycDocumentsRepository,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._profiles = profiles
        self._documents = documents
        self._clock = clock
        self._monotonic = monotonic
        self._kept: OrderedDict[str, tuple[float, Party | None]] = OrderedDict()

    async def party(self, user_id: str, account_name: str, since: datetime | None = None) -> Party:
        """A customer as screening and monitoring are to know them: by all that they told of
        themselves at most five seconds ago, under their name by law and that of their account."""
        kept = self._kept.get(user_id)
        # Taken before the read: what is read is at least as new as this.
        now = self._monotonic()
        if kept is None or now - kept[0] >= BELIEVED_SECONDS:
            kept = (now, (await self._told([user_id])).get(user_id))
            self._kept[user_id] = kept
            self._kept.move_to_end(user_id)
            if len(self._kept) > _KEPT_MAX:
                self._kept.popitem(last=False)
        return replace(_named(user_id, account_name, kept[1]), since=since)

    async def parties(self, account_names: Mapping[str, str]) -> list[Party]:
        """As :meth:`party`, of many by their ids, in their order and read anew."""
        told = await self._told(account_names)
        return [_named(user_id, name, told.get(user_id)) for user_id, name in account_names.items()]

    async def _told(self, user_ids: Collection[str]) -> dict[str, Party]:
        """Those who told us something, and have not left and been forgotten."""
        profiles = await self._profiles.of_many(user_ids)
        facts = {one.user_id: one.facts for one in profiles.values() if one.facts is not None}
        documents = await self._documents.identities_of(facts) if facts else {}
        return {
            user_id: replace(
                party_of(user_id, theirs, documents.get(user_id, ())),
                profile_changed_at=profiles[user_id].changed_at,
            )
            for user_id, theirs in facts.items()
        }

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


def _named(user_id: str, account_name: str, told: Party | None) -> Party:
    if told is None:
        return Party(user_id, account_name)
    different = " ".join(account_name.split()).casefold() != told.name.casefold()
    if not told.name.strip():
        return replace(told, name=account_name)
    return replace(told, other_names=(account_name,) if account_name and different else ())
