from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deployment.files import alerts
from production.schedule import FAULTS, Kind, Patience


def seconds(words: str) -> float:
    return float(words[:-1]) * {"s": 1, "m": 60}[words[-1]]


class TestFaults:
    def test_are_all_there_are_once_each(self) -> None:
        assert sorted(fault.kind for fault in FAULTS) == sorted(Kind)

    def test_are_quiet_only_where_nobody_may_notice(self) -> None:
        quiet = {fault.kind for fault in FAULTS if fault.alert is None}

        assert quiet == {Kind.CERTIFICATE_RELOAD, Kind.ROLLING_UPDATE}

    def test_name_shipped_alerts_that_fire_within_the_patience(self) -> None:
        shipped: Mapping[str, Any] = alerts()
        for fault in FAULTS:
            if fault.alert:
                waits = seconds(shipped[fault.alert].get("for", "0s"))
                # Two looks of Prometheus, one to see it and one to see it hold.
                assert waits + 2 * 15 < Patience().fires, fault.alert

    def test_are_outlasted_by_the_load(self) -> None:
        patience = Patience()
        loud = sum(bool(fault.alert) for fault in FAULTS)

        assert patience.longest(FAULTS) > loud * (patience.fires + patience.clears)


class TestHurry:
    def test_divides_what_is_waited_for(self) -> None:
        hurried = Patience(fires=180, quiet=90).hurried(3)

        assert (hurried.fires, hurried.quiet) == (60, 30)
        assert Patience().hurried(1) == Patience()
