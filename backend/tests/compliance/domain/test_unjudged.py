"""What is found where something cannot be judged."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.domain.unjudged import UNJUDGED_CODES, not_monitored, not_screened


@pytest.mark.parametrize("safe_side", [Verdict.HOLD, Verdict.BLOCK])
def test_is_the_safe_side_says_why_and_is_to_be_judged_later(safe_side: Verdict) -> None:
    finding = not_screened(safe_side, "no list.")

    assert finding.verdict is safe_side
    assert finding.words == "Nobody could be screened for sanctions: no list."
    assert finding.code in UNJUDGED_CODES
    assert not_monitored(safe_side, "silence.").verdict is safe_side
    assert not_monitored(safe_side, "silence.").code in UNJUDGED_CODES
