"""How far back somebody wants to look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paymentus.compliance.domain.monitoring.lookback import LookbackWrong, lookback_of


@pytest.mark.parametrize(("text", "hours"), [("90m", 1.5), ("24h", 24), ("7d", 168), (" 2W ", 336)])
def test_is_said_as_people_say_it(text: str, hours: float) -> None:
    assert lookback_of(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "0h", "h", "24", "-1d", "1y", "99999d"])
def test_is_refused_otherwise(text: str) -> None:
    with pytest.raises(LookbackWrong):
        lookback_of(text)
