"""Exact money: integer minor units and an ISO 4217 code.

Invariants: an amount is an ``int`` of minor units (cents for USD, yen for JPY,
satoshis for BTC); amounts of two currencies never meet; decimals exist only
where a person types or reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from paymentus.foundation.errors import Rejected

# ISO 4217 minor-unit exponents that differ from two.
_ZERO_DECIMAL = [
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
]
_THREE_DECIMAL = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
_EXPONENTS = {
    **dict.fromkeys(_ZERO_DECIMAL, 0),
    **dict.fromkeys(_THREE_DECIMAL, 3),
    "BTC": 8,
}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


class MixedCurrencies(Rejected):
    """Two currencies met in one sum or comparison."""


class NotRepresentable(Rejected):
    """A decimal amount has more digits than its currency has minor units."""


def exponent(currency: str) -> int:
    """Number of decimal places of ``currency`` (ISO 4217; 8 for BTC)."""
    return _EXPONENTS.get(currency, 2)


def is_whole(amount: object) -> bool:
    """Whether it is an integer, those of their own type that MongoDB hands out included."""
    return isinstance(amount, int) and not isinstance(amount, bool)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """``amount_minor`` units of ``currency``. May be negative; never a float."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if not is_whole(self.amount_minor):
            raise TypeError(f"amount_minor must be an int, not {type(self.amount_minor).__name__}")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"{self.currency!r} is not an ISO 4217 code")

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount_minor + other.amount_minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.amount_minor - other.amount_minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount_minor < other.amount_minor

    def __le__(self, other: Money) -> bool:
        self._same_currency(other)
        return self.amount_minor <= other.amount_minor

    def __str__(self) -> str:
        return format_money(self)

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency} cannot be combined.")


def to_decimal(money: Money) -> Decimal:
    """The amount in major units, exactly: 10200 USD minor units are Decimal('102.00')."""
    return Decimal(money.amount_minor).scaleb(-exponent(money.currency))


def from_decimal(amount: Decimal, currency: str) -> Money:
    """Minor units of a decimal amount; ``NotRepresentable`` where digits would be lost."""
    scaled = amount.scaleb(exponent(currency))
    if not amount.is_finite() or scaled != scaled.to_integral_value():
        raise NotRepresentable(f"{amount} has more decimal places than {currency} allows.")
    return Money(int(scaled), currency)


def format_money(money: Money) -> str:
    """For logs, mails and PDFs: ``$1,102.00``, ``1,102.00 CHF``. The web app uses Intl."""
    text = f"{abs(to_decimal(money)):,.{exponent(money.currency)}f}"
    sign = "-" if money.amount_minor < 0 else ""
    symbol = _SYMBOLS.get(money.currency)
    return f"{sign}{symbol}{text}" if symbol else f"{sign}{text} {money.currency}"


def share_out(total_minor: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split ``total_minor`` in proportion to ``weights``; the parts sum to it exactly.

    Largest remainder: everyone gets the rounded-down share, and the units left
    over go to the largest remainders, earlier ones first on a tie.
    """
    weight_sum = sum(weights)
    if weight_sum <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and not all zero")
    shares = [total_minor * weight // weight_sum for weight in weights]
    remainders = [total_minor * weight % weight_sum for weight in weights]
    left_over = total_minor - sum(shares)
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[:left_over]:
        shares[index] += 1
    return tuple(shares)
