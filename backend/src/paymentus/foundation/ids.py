"""Identifiers: a prefix that names the kind, then 26 characters ordered by time (ULID).

Whoever starts an act makes its id, so that a retry carries the same one.
"""

from __future__ import annotations

import os
import secrets
import time
from datetime import datetime
from functools import lru_cache

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIVE_BYTES = 2**40 - 1
_PAIRS = [first + second for first in _CROCKFORD for second in _CROCKFORD]
# Letters and digits nobody confuses over the phone: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V.
_SPOKEN = "34679ACDEFGHJKMNPQRTWXY"


def new_id(prefix: str, *, at: datetime | None = None) -> str:
    """``pay_01JD...``: 48 bits of milliseconds and 80 random bits."""
    milliseconds = time.time_ns() // 1_000_000 if at is None else int(at.timestamp() * 1000)
    random = int.from_bytes(os.urandom(10), "big")
    return f"{prefix}_{_time_part(milliseconds)}{_five(random >> 40)}{_five(random & _FIVE_BYTES)}"


def _five(value: int) -> str:
    """8 characters of 40 bits, two at a time and written out: ids are made several times a
    request, and a loop takes twice as long."""
    return (
        _PAIRS[value >> 30]
        + _PAIRS[value >> 20 & 1023]
        + _PAIRS[value >> 10 & 1023]
        + _PAIRS[value & 1023]
    )


@lru_cache(maxsize=8)
def _time_part(milliseconds: int) -> str:
    """10 characters of 50 bits; many ids are made within a millisecond."""
    return "".join([_PAIRS[(milliseconds >> shift) & 1023] for shift in range(40, -1, -10)])


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
