"""What stands when several rules speak."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.transfer import Verdict, strictest


@pytest.mark.parametrize(
    ("spoken", "stands"),
    [
        ([], Verdict.ALLOW),
        ([Verdict.ALLOW, Verdict.ALLOW], Verdict.ALLOW),
        ([Verdict.HOLD, Verdict.ALLOW], Verdict.HOLD),
        ([Verdict.HOLD, Verdict.BLOCK, Verdict.ALLOW], Verdict.BLOCK),
    ],
)
def test_the_strictest_verdict_stands(spoken: list[Verdict], stands: Verdict) -> None:
    assert strictest(spoken) is stands
