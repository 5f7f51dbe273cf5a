"""Which entries only those may read who may read what compliance does.

Whoever learns of an alert, a case or a filing may tell the person it is about, which the law
forbids (31 U.S.C. 5318(g)(2)). Their hashes stay public: a proof of such an entry still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OF_COMPLIANCE = (
    "alert.", "case.", "transfer.", "freeze.", "filing.", "filing_batch.", "screening.",
    "match_decision.", "cash_report.", "cash.not_taken", "compliance.", "compliance_reports.",
    "kyc.", "ofac_report.",
)  # fmt: skip
_ACTS_OF_COMPLIANCE = frozenset({"freeze", "lift_freeze", "filing", "monitoring_rules"})


def is_for_compliance(leaf: Mapping[str, Any]) -> bool:
    """``leaf`` as read: an act of two people is told by what kind it is."""
    event = str(leaf["type"])
    if event.startswith("approval."):
        return dict(leaf.get("data", {})).get("kind") in _ACTS_OF_COMPLIANCE
    return event.startswith(_OF_COMPLIANCE)
