"""How much a payer may pay before we know who they are; asked before any money moves."""

from __future__ import annotations

from paymentus.compliance.domain.kyc.limits import WINDOW, is_never_refused
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.payments.domain.quote import Quote
from paymentus.payments.repository import PaymentsRepository


class PayerLimits:
    """``is_on`` is False only outside production, where the settings switch compliance off."""

    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        knowledge: CustomerKnowledge,
        clock: Clock,
        is_on: bool,
    ) -> None:
        self._repository = repository
        self._knowledge = knowledge
        self._clock = clock
        self._is_on = is_on

    async def require(self, principal: Principal, quote: Quote) -> None:
        """Raise ``VerificationNeeded``. An ordinary bill takes no look-up at all.

        Asked after a payment was judged and before its commit, no two payments at once pass it:
        each moves the activity that was read to judge, so one of them is judged and asked anew.
        (Where monitoring could not be asked, nothing is moved; such a payment is held.)
        """
        now = self._clock()
        small = is_never_refused(quote.total_minor, quote.currency, on=now.date())
        if small or not self._is_on:
            return
        user_id = principal.id if principal.role is Role.PAYER else None
        paid = 0
        if user_id is not None:
            paid = await self._repository.paid_since(user_id, now - WINDOW, currency=quote.currency)
        await self._knowledge.require_within_limit(
            user_id, amount_minor=quote.total_minor, paid_minor=paid, currency=quote.currency
        )
