"""A payment in the neutral words of compliance: who gives, who gets, how much, by what way."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from paymentus.bills.domain import Bill
from paymentus.compliance.domain.transfer import Channel, Party, PartyKind, Transfer
from paymentus.compliance.service.kyc.knowing import PartyFacts
from paymentus.foundation.authorization import Principal, Role
from paymentus.identity.service import IdentityService
from paymentus.payments.domain.quote import Quote

KeySource = Callable[[], Awaitable[bytes]]
# What a customer has told of themselves, by their id; None for who has told nothing.
KnownFacts = Callable[[str], Awaitable[PartyFacts | None]]


class PaymentTransfers:
    """``guest_key`` gives the key of the ids under which guests are known; ``known_facts`` what
    people have told of themselves: their name by law, date of birth, countries, documents."""

    def __init__(
        self,
        *,
        identity: IdentityService,
        guest_key: KeySource,
        known_facts: KnownFacts,
    ) -> None:
        self._identity = identity
        self._guest_key = guest_key
        self._known_facts = known_facts

    async def of(
        self,
        principal: Principal,
        quote: Quote,
        bills: Iterable[Bill],
        *,
        payment_id: str,
        card_id: str | None,
        at: datetime,
    ) -> Transfer:
        """The transfer that this payment would be. ``amount_minor`` is all that the payer gives."""
        billers = {item.biller_id: item.biller_name for item in quote.items}
        receivers = tuple(
            Party(id=biller_id, name=name, kind=PartyKind.ORGANIZATION, is_biller=True)
            for biller_id, name in sorted(billers.items())
        )
        return Transfer(
            id=payment_id,
            at=at,
            sender=await self._sender(principal, list(bills)),
            receivers=receivers,
            amount_minor=quote.total_minor,
            currency=quote.currency,
            channel=Channel.CARD,
            instrument=card_id,
        )

    async def _sender(self, principal: Principal, bills: list[Bill]) -> Party:
        if principal.role is Role.GUEST:
            return party_of_account(await self._guest_key(), bills)
        user = await self._identity.recent_person(principal.id)
        facts = await self._known_facts(principal.id)
        party = Party(
            id=principal.id,
            name=user.full_name if user else "",
            since=user.created_at if user else None,
        )
        if facts is None:
            return party
        return replace(
            party,
            name=facts.name or party.name,
            birth_date=facts.birth_date,
            countries=facts.countries,
            documents=facts.documents,
        )


def party_of_account(key: bytes, bills: Sequence[Bill]) -> Party:
    """Whoever pays as a guest or at a counter, unasked, is taken for the customer of the bill, and
    known by the account: the id is keyed, so that it says nothing of the account's number."""
    account = f"{bills[0].biller_id}\x1f{bills[0].account_key}"
    digest = hmac.digest(key, account.encode(), "sha256")
    name = next((bill.account_name for bill in bills if bill.account_name), "")
    return Party(id="pty_" + base64.b32encode(digest[:20])[:26].decode(), name=name)
