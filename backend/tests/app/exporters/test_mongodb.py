from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prometheus_client.core import Metric

from paymentus.app.exporters.mongodb import MemberFigures, MongoFigures, member_url, metrics_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def samples(metrics: Iterable[Metric]) -> dict[str, float]:
    """Values by name and labels, as a page of metrics would have them."""
    return {
        sample.name + "".join(f",{value}" for value in sample.labels.values()): sample.value
        for metric in metrics
        for sample in metric.samples
    }


def seen(name: str, state: int, behind: float = 0.0) -> dict[str, Any]:
    return {"name": name, "state": state, "optimeDate": NOW - timedelta(seconds=behind)}


def answered(*, leads: bool = False) -> dict[str, Any]:
    return {
        "uptime": 60.0,
        "connections": {"current": 12, "available": 88},
        "opcounters": {"insert": 3, "deprecated": {"total": 1}},
        "transactions": {"totalCommitted": 7, "totalAborted": 1},
        "repl": {"isWritablePrimary": leads},
    }


class TestAddressOfAMember:
    @pytest.mark.parametrize(
        ("url", "direct"),
        [
            (
                "mongodb://u:p%40@a:1,b:2/x?replicaSet=rs0",
                "mongodb://u:p%40@b:2/x?replicaSet=rs0&directConnection=true",
            ),
            ("mongodb://a:1/?tls=true", "mongodb://b:2/?tls=true&directConnection=true"),
            ("mongodb+srv://u:p@set/x", "mongodb://u:p@b:2/x?directConnection=true&tls=true"),
        ],
    )
    def test_keeps_user_and_options(self, url: str, direct: str) -> None:
        assert member_url(url, "b:2") == direct


class TestFiguresOfASet:
    def test_say_who_lags_behind_the_primary_and_by_how_much(self) -> None:
        members = [
            MemberFigures("a:1", seen("a:1", 1), answered(leads=True)),
            MemberFigures("b:1", seen("b:1", 2, behind=42), answered()),
        ]

        found = samples(metrics_of(members))

        assert found["mongodb_replication_lag_seconds,a:1"] == 0
        assert found["mongodb_replication_lag_seconds,b:1"] == 42
        assert found["mongodb_has_primary"] == 1
        assert found["mongodb_member_state,b:1"] == 2

    def test_show_who_is_down_and_count_no_lag_for_it(self) -> None:
        members = [
            MemberFigures("a:1", seen("a:1", 1), answered(leads=True)),
            MemberFigures("b:1", seen("b:1", 8, behind=10**9), None),
        ]

        found = samples(metrics_of(members))

        assert (found["mongodb_up,a:1"], found["mongodb_up,b:1"]) == (1, 0)
        assert "mongodb_replication_lag_seconds,b:1" not in found

    def test_believe_no_member_that_another_one_leads(self) -> None:
        """One that is cut off calls the dead primary its primary for some seconds."""
        members = [
            MemberFigures("a:1", seen("a:1", 1), None),
            MemberFigures("b:1", seen("b:1", 2), answered()),
        ]

        assert samples(metrics_of(members))["mongodb_has_primary"] == 0

    def test_tell_how_busy_a_member_is(self) -> None:
        found = samples(metrics_of([MemberFigures("a:1", seen("a:1", 1), answered())]))

        assert found["mongodb_connections,a:1,current"] == 12
        assert found["mongodb_operations_total,a:1,insert"] == 3
        assert found["mongodb_transactions_total,a:1,committed"] == 7
        assert found["mongodb_uptime_seconds,a:1"] == 60


class TestReading:
    async def test_shows_a_real_server(self, mongo_url: str) -> None:
        figures = MongoFigures(mongo_url)
        try:
            found = samples(await figures.read())
        finally:
            await figures.close()

        member = next(name for name in found if name.startswith("mongodb_up,")).split(",")[1]
        assert found[f"mongodb_up,{member}"] == 1
        assert found["mongodb_has_primary"] == 1
        assert found[f"mongodb_replication_lag_seconds,{member}"] == 0
        assert found[f"mongodb_cache_bytes,{member},max"] > 0
        assert found[f"mongodb_operations_total,{member},command"] > 0

    async def test_of_a_set_that_is_away_says_that_nobody_leads(self) -> None:
        figures = MongoFigures("mongodb://127.0.0.1:1/?replicaSet=rs0", patience_seconds=0.2)
        try:
            found = samples(await figures.read())
        finally:
            await figures.close()

        assert found["mongodb_has_primary"] == 0
