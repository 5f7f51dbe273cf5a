"""What monitoring saw in a while: how often each pattern, and which transfers and parties most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from paymentus.compliance.repository.monitoring import MonitoredTransfer, MonitoringRepository

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Patterns:
    """``by_rule`` counts alerts. ``riskiest`` are transfers, ``parties`` their senders with how
    many transfers of each were flagged; both are the first of them and without names."""

    start: datetime
    end: datetime
    transfers: int
    by_rule: Mapping[str, int]
    riskiest: tuple[MonitoredTransfer, ...]
    parties: tuple[tuple[str, int], ...]

    @property
    def alerts(self) -> int:
        return sum(self.by_rule.values())


async def patterns_between(
    repository: MonitoringRepository, *, start: datetime, end: datetime, min_risk: int
) -> Patterns:
    """Of the transfers that count. ``riskiest`` have at least ``min_risk``."""
    by_rule: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    count = 0
    async for monitored in repository.between(start, end):
        count += 1
        by_rule.update(set(monitored.codes))
        if monitored.codes:
            parties[monitored.transfer.sender.id] += 1
    riskiest = await repository.riskiest(start, end, min_risk=min_risk, limit=SHOWN)
    return Patterns(start, end, count, by_rule, tuple(riskiest), tuple(parties.most_common(SHOWN)))
