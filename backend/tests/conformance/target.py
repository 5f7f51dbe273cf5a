"""What the suite needs of an API under test: subclass :class:`Target` and fill in what you have.

The first group of methods is needed by every case. The others are capabilities: one that is left
out raises ``NotSupported`` with a reason, and the cases that need it are reported as skipped.
Amounts are minor units. Nothing here knows of any one product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Any

Payer = Any
"""A handle that the target hands out and gets back: credentials, a client, a name."""

Order = dict[str, Any]
"""The JSON body of the request that pays."""


class NotSupported(Exception):
    """The target cannot do this; the message is the reason that the report shows."""


class Card(Enum):
    """How an order is to be paid."""

    GOOD = "a card that is charged at once"
    DECLINED = "a card that the bank declines"
    PAGE = "a new card, entered on the processor's page"
    NEW_AND_KEPT = "a new card on the processor's page, to be kept for later"


class State(Enum):
    """What became of a payment, in the four words that matter here."""

    WAITING = "waits for its payer"
    OPEN = "not known yet"
    SUCCEEDED = "succeeded"
    FAILED = "ended without money"


class Trouble(Enum):
    """What the card processor does to every request while it lasts."""

    LOSES_ANSWERS = "charges, and the answer never arrives"
    NEVER_HEARS = "the connection is closed before anything is done"
    KEEPS_500 = "charges, answers 500, and repeats that 500 for the same processor key"
    BUSY = "answers 429 (too many requests)"
    LOCKED = "answers 409 (another request holds the lock)"
    GARBLED = "charges, and answers what cannot be read"
    AWAY = "every request fails, those beside the charge too"
    SLOW = "takes about two seconds"


class Moment(Enum):
    """When the server dies."""

    BEFORE_CHARGE = "the processor has the request and has not charged"
    AFTER_CHARGE = "the processor has charged, its answer has not been taken"


@dataclass(frozen=True)
class Reply:
    """One answer. ``status`` 0 is none at all (a lost connection).

    ``running``: refused because the first request with this key still runs. ``replayed``: the
    answer says of itself that it is an earlier one. ``content`` is the body, to compare.
    """

    status: int
    content: Any = None
    payment: str | None = None
    state: State | None = None
    code: str = ""
    running: bool = False
    replayed: bool = False

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        """Told no, for good or for now, but not because the key is in use."""
        return 400 <= self.status < 500 and not self.running

    @property
    def unclear(self) -> bool:
        """No answer, or a fault of the server's: the client must ask again."""
        return self.status == 0 or self.status >= 500

    def __str__(self) -> str:
        what = self.code or (self.state.value if self.state else "")
        words = f"{self.status or 'no answer'} {what}".strip()
        return f"{words} (replayed)" if self.replayed else words


class Target:
    """One API under test. Each case has people, bills and keys of its own."""

    name = "an API"
    final_within_seconds = 60.0
    """How long a payment may stay open once the processor answers again."""

    async def payer(self, which: str = "first") -> Payer:
        """Somebody who may pay any bill of this case; the same word is the same person."""
        raise NotImplementedError

    async def bill(self, amount_minor: int) -> str:
        """A new bill of this amount, which takes part payments; returns its id."""
        raise NotImplementedError

    async def order(
        self, payer: Payer, bill: str, *, amount_minor: int | None = None, card: Card = Card.GOOD
    ) -> Order:
        """The body of a request that pays the bill, or a part of it."""
        raise NotImplementedError

    async def pay(
        self,
        payer: Payer,
        body: bytes,
        *,
        key: str | None,
        headers: Mapping[str, str] | None = None,
        server: int = 0,
    ) -> Reply:
        """Send the request once, the bytes as they are; ``key`` None sends no key at all."""
        raise NotImplementedError

    async def look(self, payer: Payer, payment: str) -> Reply:
        """The payment as it is now."""
        raise NotImplementedError

    async def charges(self, bill: str) -> Sequence[int]:
        """Amounts of the charges that the processor made for this bill, by its own books."""
        raise NotImplementedError

    async def paid(self, bill: str) -> int:
        """What the API says is paid on this bill."""
        raise NotImplementedError

    # Capabilities.

    servers = 1
    """How many servers share the work; ``pay`` takes their number."""

    async def guest(self, bill: str) -> Payer:
        """A new visitor without an account who may pay this bill."""
        raise NotSupported("it has no guests")

    async def guest_again(self, guest: Payer, bill: str) -> Payer:
        """The same visitor after coming back to the same bill in the same browser."""
        raise NotSupported("it has no guests")

    async def same_person(self, payer: Payer) -> Payer:
        """The same person with other credentials: a browser's session beside an API token."""
        raise NotSupported("there is one way to sign in")

    async def finish_page(self, reply: Reply, card: Card) -> None:
        """The payer enters a card on the processor's page that the reply leads to."""
        raise NotSupported("no payment waits for its payer")

    async def come_back(self, payer: Payer, payment: str) -> Reply:
        """The payer returns from the processor's page, which asks the processor at once."""
        raise NotSupported("no payment waits for its payer")

    async def other_act(self, payer: Payer, key: str) -> Reply:
        """Another act that takes a key, on another route."""
        raise NotSupported("only one route takes a key")

    async def mistaken(self, payer: Payer, order: Order) -> bytes:
        """The order with a mistake in it that is refused and can be corrected."""
        return b"{}"

    async def respelled(self, order: Order) -> Sequence[bytes]:
        """Bodies that the API documents to mean the same: defaults written out or left out."""
        raise NotSupported("a body has no defaults to leave out")

    def trouble(self, trouble: Trouble) -> AbstractAsyncContextManager[None]:
        """The processor misbehaves inside of this context and is well again after it."""
        raise NotSupported("its processor cannot be made to fail")

    async def crash(self, payer: Payer, body: bytes, *, key: str, moment: Moment) -> None:
        """Send the request, kill the server that works on it, and start it again."""
        raise NotSupported("its server cannot be killed from here")

    async def outlive_keys(self) -> None:
        """Let the time pass for which keys are kept."""
        raise NotSupported("its clock cannot be moved")

    one_offer_pays_once = False
    """Whether an order names an offer (a quote, a payment page) that can be paid once."""

    async def notify(self, payment: str, *, times: int, new_ids: bool) -> None:
        """The processor sends its notices of a payment again, as new events or as the same."""
        raise NotSupported("its processor sends no notices")

    async def notify_failed(self, payment: str) -> None:
        """A notice that an attempt of this payment failed arrives late."""
        raise NotSupported("its processor sends no notices")

    async def receipts(self, payment: str) -> int:
        """How many receipts went out for a payment."""
        raise NotSupported("it sends no receipts")
