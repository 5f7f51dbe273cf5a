"""A card processor in memory, for the API in memory. Keeps its own books."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from conformance.target import Card, Moment, Trouble


class Lost(Exception):
    """No answer that could be read."""


class Killed(Exception):
    """Our own server died at this moment."""


_DONE_AND_LOST = (Trouble.LOSES_ANSWERS, Trouble.KEEPS_500, Trouble.GARBLED)
_NOT_DONE = (Trouble.NEVER_HEARS, Trouble.BUSY, Trouble.LOCKED, Trouble.AWAY)


@dataclass
class Processor:
    """``charges`` are (payment, amount); ``outcomes`` are kept by the key of the request."""

    trouble: Trouble | None = None
    crash_at: Moment | None = None
    charges: list[tuple[str, int]] = field(default_factory=list)
    outcomes: dict[str, bool] = field(default_factory=dict)
    by_payment: dict[str, bool] = field(default_factory=dict)
    broken_keys: set[str] = field(default_factory=set)

    async def charge(self, *, key: str, payment: str, amount_minor: int, card: Card) -> bool:
        """True when it is charged, False when the bank declines. The same key, the same answer."""
        await asyncio.sleep(0.8 if self.trouble is Trouble.SLOW else 0.06)
        if self.trouble in _NOT_DONE:
            raise Lost
        if self.crash_at is Moment.BEFORE_CHARGE:
            raise Killed
        if key in self.broken_keys:
            raise Lost
        if key not in self.outcomes:
            self.outcomes[key] = self._done(payment, amount_minor, card)
        if self.crash_at is Moment.AFTER_CHARGE:
            raise Killed
        if self.trouble is Trouble.KEEPS_500:
            self.broken_keys.add(key)
        if self.trouble in _DONE_AND_LOST:
            raise Lost
        return self.outcomes[key]

    def pay_page(self, payment: str, amount_minor: int, card: Card) -> None:
        if not self.by_payment.get(payment):
            self._done(payment, amount_minor, card)

    async def find(self, payment: str) -> bool | None:
        """What became of a payment's charge; None when there never was one."""
        await asyncio.sleep(0.005)
        if self.trouble is not None:
            raise Lost
        return self.by_payment.get(payment)

    def _done(self, payment: str, amount_minor: int, card: Card) -> bool:
        good = card is not Card.DECLINED
        if good:
            self.charges.append((payment, amount_minor))
        self.by_payment[payment] = good
        return good
