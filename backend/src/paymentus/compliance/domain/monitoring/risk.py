"""The risk score: what distinct typologies say together, older ones less and less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paymentus.compliance.domain.monitoring.activity import DAY, Activity, Signal
from paymentus.compliance.domain.transfer import Finding

HALF_LIFE_DAYS = 45
FORGOTTEN_DAYS = 180


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one typology adds. ``score`` is what is left of it today; ``at`` when it was seen."""

    code: str
    score: int
    at: int


def contributions(
    findings: Iterable[Finding], activity: Activity, at: int
) -> tuple[Contribution, ...]:
    """Each code once, at its highest: of this transfer, or of earlier ones with what is left."""
    best: dict[str, Contribution] = {}
    if activity.signals:
        for code, signal in activity.signals.items():
            left = decayed(signal, at)
            if left:
                best[code] = Contribution(code, left, signal.at)
    for finding in findings:
        known = best.get(finding.code)
        if known is None or known.score < finding.score:
            best[finding.code] = Contribution(finding.code, finding.score, at)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.code)))


def decayed(signal: Signal, at: int) -> int:
    """Half of it after ``HALF_LIFE_DAYS``; nothing after ``FORGOTTEN_DAYS``."""
    days = max(0, at - signal.at) // DAY
    if days >= FORGOTTEN_DAYS:
        return 0
    left: float = 0.5 ** (days / HALF_LIFE_DAYS)
    return round(signal.score * left)


def risk_score(parts: Iterable[Contribution]) -> int:
    """Noisy-or: how likely at least one is right, if each were right alone and by itself."""
    doubt = 1.0
    for part in parts:
        doubt *= 1 - part.score / 100
    return round(100 * (1 - doubt))
