"""Amounts as a payer reads them."""

from __future__ import annotations

_ZERO = frozenset(
    [
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "ugx",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    ]
)
_THREE = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
_SIGNS = {"usd": "$", "eur": "€", "gbp": "£"}


def spoken(amount: int, currency: str) -> str:
    """``1234, "usd"`` gives ``$12.34``."""
    places = 0 if currency in _ZERO else 3 if currency in _THREE else 2
    whole, part = divmod(amount, 10**places)
    number = f"{whole:,}.{part:0{places}d}" if places else f"{whole:,}"
    sign = _SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{number} {currency.upper()}"
