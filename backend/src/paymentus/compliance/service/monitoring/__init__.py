"""Transaction monitoring: transfers judged and counted, rules changed by two people, the past."""

from __future__ import annotations

from paymentus.compliance.service.monitoring.back_test import BackTest, BackTests
from paymentus.compliance.service.monitoring.monitor import (
    TRANSFER_ENDED,
    TRANSFER_MADE,
    Monitored,
    MonitoringService,
    is_lost_race,
    party_of,
)
from paymentus.compliance.service.monitoring.rule_changes import MonitoringRules, RulesInForce

__all__ = [
    "TRANSFER_ENDED",
    "TRANSFER_MADE",
    "BackTest",
    "BackTests",
    "Monitored",
    "MonitoringRules",
    "MonitoringService",
    "RulesInForce",
    "is_lost_race",
    "party_of",
]
