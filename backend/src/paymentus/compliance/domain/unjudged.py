"""What is found where something cannot be judged: the configured safe side, to be judged later.

A transfer held for it is judged again as soon as that can be done; nobody can release it before.
"""

from __future__ import annotations

from paymentus.compliance.domain.transfer import Finding, Verdict
from paymentus.foundation.errors import Conflict

SCREENING_UNAVAILABLE = "screening_unavailable"
MONITORING_UNAVAILABLE = "monitoring_unavailable"
UNJUDGED_CODES = frozenset({SCREENING_UNAVAILABLE, MONITORING_UNAVAILABLE})


class NotYetJudged(Conflict):
    """This payment could not be screened or judged yet. That is done by itself as soon as it can
    be; the payment then goes on, or says here what was found. You can refuse it now."""


def not_screened(safe_side: Verdict, why: str) -> Finding:
    """Nobody could be screened."""
    words = f"Nobody could be screened for sanctions: {why}"
    return Finding(SCREENING_UNAVAILABLE, safe_side, 50, words)


def not_monitored(safe_side: Verdict, why: str) -> Finding:
    """The rules of monitoring could not be asked, and nothing was counted."""
    words = f"No rule of monitoring could be asked: {why}"
    return Finding(MONITORING_UNAVAILABLE, safe_side, 50, words)
