"""Identifiers: a prefix that names the kind, then 26 characters ordered by time (ULID).

Whoever starts an act makes its id, so that a retry carries the same one.
"""

from __future__ import annotations

import secrets
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Letters and digits nobody confuses over the phone: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V.
_SPOKEN = "34679ACDEFGHJKMNPQRTWXY"


def new_id(prefix: str, *, at: datetime | None = None) -> str:
    """``pay_01JD...``: 48 bits of milliseconds and 80 random bits."""
    from paymentus.foundation.clock import utc_now

    milliseconds = int((at or utc_now()).timestamp() * 1000)
    value = (milliseconds << 80) | secrets.randbits(80)
    return f"{prefix}_{_base32(value)}"


def _base32(value: int) -> str:
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def confirmation_number() -> str:
    """Ten characters to read over the phone, the last one a check character.

    23 symbols to the ninth are 1.8e12 numbers; uniqueness is kept by an index.
    """
    body = "".join(secrets.choice(_SPOKEN) for _ in range(9))
    text = body + check_character(body)
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def check_character(body: str) -> str:
    """Weighted sum modulo 23, a prime, so any one wrong or two swapped characters show."""
    total = sum((position + 1) * _SPOKEN.index(char) for position, char in enumerate(body))
    return _SPOKEN[total % len(_SPOKEN)]
