"""A payment in the neutral words of compliance: who gives, who gets, how much, by what way."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from paymentus.bills.domain import Bill
from paymentus.compliance.domain.transfer import Channel, Party, PartyKind, Transfer
from paymentus.foundation.authorization import Principal, Role
from paymentus.identity.service import IdentityService
from paymentus.payment_methods.domain import Card
from paymentus.payments.domain.payment import Payment
from paymentus.payments.domain.quote import Quote

KeySource = Callable[[], Awaitable[bytes]]
# A customer with all that they told of themselves, by id, name of the account and since when.
KnownParty = Callable[[str, str, datetime | None], Awaitable[Party]]


@dataclass(frozen=True, slots=True)
class Instrument:
    """``mark`` is a keyed fingerprint: the same for one card, whoever keeps it. ``country`` is
    that of its bank."""

    mark: str | None = None
    country: str | None = None


class PaymentTransfers:
    """``guest_key`` gives the key of the ids under which guests and cards are known; ``party``
    people with what they told of themselves: their name by law, date of birth, countries,
    documents."""

    def __init__(
        self,
        *,
        identity: IdentityService,
        guest_key: KeySource,
        party: KnownParty,
    ) -> None:
        self._identity = identity
        self._guest_key = guest_key
        self._party = party

    async def payer(self, principal: Principal) -> Party | None:
        """Who pays, read once for a payment; None for a guest, whom the bills name."""
        return None if principal.role is Role.GUEST else await self._person(principal.id)

    async def payer_of(self, payment: Payment) -> Party | None:
        """As :meth:`payer`, of a payment that is recorded. Without a name where the payer's data
        was erased meanwhile."""
        signed_in = payment.principal_id.startswith("usr_")
        return await self._person(payment.principal_id) if signed_in else None

    async def _person(self, user_id: str) -> Party:
        user = await self._identity.recent_person(user_id)
        if user is None:
            return await self._party(user_id, "", None)
        party = await self._party(user.id, user.full_name, user.created_at)
        changes = [at for at in (user.changed_at, party.profile_changed_at) if at is not None]
        return replace(party, profile_changed_at=max(changes, default=None))

    async def instrument(self, card: Card | None) -> Instrument:
        """What a payment is made with; nothing is known of the hosted page."""
        if card is None:
            return Instrument()
        mark = card.fingerprint and _marked(await self._guest_key(), f"card\x1f{card.fingerprint}")
        return Instrument(mark, card.country)

    async def of(
        self,
        payer: Party | None,
        order: Quote | Payment,
        bills: Iterable[Bill],
        *,
        payment_id: str,
        instrument: Instrument,
        at: datetime,
    ) -> Transfer:
        """The transfer that this payment would be, ``payer`` as from :meth:`payer`.
        ``amount_minor`` is all that the payer gives."""
        billers = {item.biller_id: item.biller_name for item in order.items}
        receivers = tuple(
            Party(id=biller_id, name=name, kind=PartyKind.ORGANIZATION, is_biller=True)
            for biller_id, name in sorted(billers.items())
        )
        return Transfer(
            id=payment_id,
            at=at,
            sender=payer or party_of_account(await self._guest_key(), list(bills)),
            receivers=receivers,
            amount_minor=order.total_minor,
            currency=order.currency,
            channel=Channel.CARD,
            country=instrument.country,
            instrument=instrument.mark,
        )


def party_of_account(key: bytes, bills: Sequence[Bill]) -> Party:
    """Whoever pays as a guest or at a counter, unasked, is taken for the customer of the bill, and
    known by the account: the id is keyed, so that it says nothing of the account's number."""
    account = f"{bills[0].biller_id}\x1f{bills[0].account_key}"
    name = next((bill.account_name for bill in bills if bill.account_name), "")
    return Party(id="pty_" + _marked(key, account), name=name)


def _marked(key: bytes, text: str) -> str:
    digest = hmac.digest(key, text.encode(), "sha256")
    return base64.b32encode(digest[:20])[:26].decode()
