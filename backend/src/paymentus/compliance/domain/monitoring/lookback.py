"""How far back somebody wants to look: 90m, 24h, 7d or 2w."""

from __future__ import annotations

import re
from datetime import timedelta

from paymentus.foundation.errors import Rejected

_FORM = re.compile(r"([1-9]\d{0,3})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class LookbackWrong(Rejected):
    """Say how far to look back as 90m, 24h, 7d or 2w."""


def lookback_of(text: str) -> timedelta:
    """Raises ``LookbackWrong``."""
    found = _FORM.fullmatch(text.strip().lower())
    if found is None:
        raise LookbackWrong(f"“{text}” is no time to look back. Say 90m, 24h, 7d or 2w.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
