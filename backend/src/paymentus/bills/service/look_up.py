"""Finding bills without an account: by account number and something printed on the bill."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from paymentus.billers.domain import Biller, account_key, normalize_factor
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillNotFound, BillStatus
from paymentus.bills.domain.rows import factor_hash
from paymentus.bills.repository import BillRepository
from paymentus.bills.service.views import BillView, BillViews
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.rate_limits import Limit, RateLimiter

# A postal code is one of a few thousand: one place may not try long, all places together neither.
GUESSES_FROM_ONE_PLACE = Limit("look-up-guesses", 10, timedelta(minutes=15), guards_secrets=True)
GUESSES_IN_ALL = Limit("look-up-guesses-in-all", 40, timedelta(hours=1), guards_secrets=True)

_BILLS_SHOWN_MAX = 100
_NOT_FOUND = (
    "We could not find a bill with these details. "
    "Check the number and the other detail on your latest bill."
)


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """``account_number`` as the biller prints it; ``bills`` are the unpaid ones first."""

    biller: Biller
    account_number: str
    account_key: str
    account_name: str | None
    bills: list[BillView]


def masked(name: str | None) -> str | None:
    """First letters only, and no hint of lengths: ``M••• L•••``."""
    if not name:
        return None
    return " ".join(word[0] + "•••" for word in name.split()[:4])


class GuestLookUp:
    """``factor_key`` is the key that second factors were hashed with at import."""

    def __init__(
        self,
        *,
        repository: BillRepository,
        committer: Committer,
        billers: BillersService,
        views: BillViews,
        limiter: RateLimiter,
        factor_key: bytes,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._billers = billers
        self._views = views
        self._limiter = limiter
        self._factor_key = factor_key

    async def find(
        self, *, biller_id: str, account_number: str, second_factor: str, client: str
    ) -> FoundAccount:
        """The account and its bills, for who knows the factor on its latest bill.

        ``client`` is the network the request came from. Raises ``BillNotFound`` in the same words
        and time for an unknown account and a wrong factor, ``AccountNumberMalformed`` for what
        cannot be a number of this biller, ``BillerNotFound`` and ``TooManyRequests``.
        """
        biller = await self._billers.get(biller_id)
        key = account_key(biller.account_number, account_number)
        account = f"{biller.id} {key}"
        place = f"{account} {client}"
        await self._limiter.spend(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.spend(GUESSES_IN_ALL, account)
        knows = await self._knows(biller, key, second_factor)
        # One record either way, so that the time taken tells nothing.
        await self._record("bills.looked_up" if knows else "bills.look_up_refused", biller, key)
        if not knows:
            raise BillNotFound(_NOT_FOUND)
        # Only wrong guesses count, but each is counted before it is judged.
        await self._limiter.forgive(GUESSES_FROM_ONE_PLACE, place)
        await self._limiter.forgive(GUESSES_IN_ALL, account)
        documents = await self._repository.of_account(biller.id, key, limit=_BILLS_SHOWN_MAX)
        views = [
            view
            for view in await self._views.of(documents)
            if view.bill.status is not BillStatus.WITHDRAWN
        ]
        views.sort(key=lambda view: (view.bill.status is BillStatus.PAID, view.bill.due_on))
        latest = documents[0]
        return FoundAccount(biller, latest["account_number"], key, latest["account_name"], views)

    async def _record(self, event: str, biller: Biller, key: str) -> None:
        # Keyed: the log shows which look-ups were for one account, and not which account.
        account = factor_hash(
            self._factor_key, biller_id=biller.id, account_key=key, factor="\x1faudit"
        )
        record = AuditRecord(event, biller.id, "guest", {"account": account})
        await self._committer.commit(UnitOfWork(audit=(record,)))

    async def _knows(self, biller: Biller, key: str, given: str) -> bool:
        """Whether ``given`` is the factor of the account's latest bill that is not withdrawn.

        Always one read, one hash and one comparison, so that time tells nothing.
        """
        factor = normalize_factor(biller.second_factor.kind, given) or ""
        claimed = factor_hash(self._factor_key, biller_id=biller.id, account_key=key, factor=factor)
        stored = await self._repository.latest_factor(biller.id, key)
        right = hmac.compare_digest(claimed, stored or secrets.token_hex(32))
        return right and stored is not None and bool(factor)
