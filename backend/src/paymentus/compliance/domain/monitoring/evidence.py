"""What a rule found, with what the desk draws: a time line, the money's path, the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from paymentus.compliance.domain.monitoring.activity import Row
from paymentus.foundation.money import Money, format_money

POINTS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """``words`` is one sentence; ``evidence`` holds JSON values only. ``mild``: an alert, also
    where the rule otherwise holds."""

    words: str
    evidence: dict[str, Any] = field(default_factory=dict)
    mild: bool = False


def said(amount_minor: int, currency: str = "USD") -> str:
    return format_money(Money(amount_minor, currency))


def moment(at: int) -> str:
    """RFC 3339, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_line(rows: Sequence[Row], direction: str) -> list[dict[str, Any]]:
    """Single movements as points of a picture, oldest first; the newest where there are many."""
    return [
        {
            "at": moment(row.at),
            "amount_minor": row.amount_minor,
            "direction": direction,
            "with": row.counterparty,
            "transfer_id": row.transfer_id,
        }
        for row in sorted(rows)[-POINTS_SHOWN:]
    ]


def both_ways(ins: Sequence[Row], outs: Sequence[Row]) -> list[dict[str, Any]]:
    points = [*time_line(ins, "in"), *time_line(outs, "out")]
    return sorted(points, key=lambda point: str(point["at"]))


def days_of(rows: Sequence[Row]) -> str:
    """How long it took, in words."""
    seconds = max(row.at for row in rows) - min(row.at for row in rows)
    days = -(-seconds // 86_400)
    return "one day" if days <= 1 else f"{days} days"
