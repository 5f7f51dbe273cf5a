"""The face of a saved card, and when it has expired. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from paymentus.foundation.errors import Conflict, NotFound, Rejected

RETURN_PATH_LENGTH_MAX = 300


class PaymentMethodNotFound(NotFound):
    """You have no such saved card."""


class CardSetupNotFound(NotFound):
    """You have not started to add this card, or its page could not be opened. Start again."""


class CardHasExpired(Conflict):
    """This card has expired. Use another one."""


class ReturnPathNotOurs(Rejected):
    """A return path is a path on this site: it begins with one slash."""


@dataclass(frozen=True, slots=True)
class Card:
    """A saved card of one user; ``id`` is its handle at the processor. ``fingerprint`` is the same
    wherever the same card is kept, ``country`` that of its bank; None where nobody has said."""

    id: str
    user_id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    created_at: datetime
    version: int
    removed_at: datetime | None = None
    fingerprint: str | None = None
    country: str | None = None

    def has_expired(self, today: date) -> bool:
        """A card is good through the last day of its month."""
        return (self.exp_year, self.exp_month) < (today.year, today.month)


@dataclass(frozen=True, slots=True)
class Chargeable:
    """A saved card, and the customer at the processor whose it is: what charging it needs."""

    customer: str
    card: Card


def check_return_path(path: str) -> str:
    """Refuse anything a browser could read as another site (open redirect)."""
    on_our_site = path.startswith("/") and not path.startswith(("//", "/\\"))
    plain = path.isascii() and path.isprintable() and not set(path) & set(" \\#")
    if not on_our_site or not plain or len(path) > RETURN_PATH_LENGTH_MAX:
        raise ReturnPathNotOurs()
    return path


def with_setup_id(path: str, setup_id: str) -> str:
    """The path the payer comes back to, naming the setup to complete."""
    return f"{path}{'&' if '?' in path else '?'}setup={setup_id}"
