"""A file of past transfers judged without any stack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules
from paymentus.compliance.service.monitoring.replay import Replayed, replay
from paymentus.compliance.service.table_files import ColumnMissing

HEADER = "time,from,to,amount,channel,country\n"
# Somebody else, weeks before: whoever comes later is not taken for an old customer.
BEFORE = "2025-11-01T12:00:00Z,x,y,10.00,bank,US\n"
STRUCTURED = "".join(f"2026-03-0{day}T12:00:00Z,a,branch,9400.00,cash,US\n" for day in range(1, 5))


def run(folder: Path, text: str) -> tuple[Replayed, list[dict[str, Any]]]:
    (folder / "t.csv").write_text(text)
    done = replay(
        folder / "t.csv", folder / "a.jsonl", book=shipped_rules(), profile=Profile.MSB,
        progress=lambda done, total: None,
    )  # fmt: skip
    return done, [json.loads(line) for line in (folder / "a.jsonl").read_text().splitlines()]


class TestReplay:
    def test_writes_each_alert_with_the_rows_it_rests_on(self, tmp_path: Path) -> None:
        done, (alert,) = run(tmp_path, HEADER + BEFORE + STRUCTURED)

        assert (done.transfers, done.alerts, done.problems) == (5, 1, ())
        assert (alert["rule"], alert["party"], alert["row"]) == ("structuring", "a", 4)
        assert alert["rows"] == [3, 4]
        assert alert["words"].startswith("Handed in cash 2 times")

    def test_names_every_party_of_a_circle(self, tmp_path: Path) -> None:
        _, alerts = run(
            tmp_path,
            HEADER + BEFORE
            + "2026-03-01T12:00:00Z,a,b,5000,wire,US\n2026-03-02T12:00:00Z,b,c,4900,wire,US\n"
            "2026-03-03T12:00:00Z,c,a,4800,wire,US\n",
        )  # fmt: skip

        (circle,) = [alert for alert in alerts if alert["rule"] == "round_trip"]
        assert circle["parties"] == ["a", "b", "c"]
        assert circle["rows"] == [3, 4, 5]

    def test_sorts_a_file_that_is_not_in_the_order_of_time(self, tmp_path: Path) -> None:
        rows = (BEFORE + STRUCTURED).splitlines(keepends=True)
        sorted_, (expected,) = run(tmp_path, HEADER + "".join(rows))

        shuffled, (found,) = run(tmp_path, HEADER + "".join(reversed(rows)))

        assert (sorted_.sorted_first, shuffled.sorted_first) == (False, True)
        assert (found["time"], found["words"]) == (expected["time"], expected["words"])

    def test_names_a_row_it_cannot_read_and_judges_the_others(self, tmp_path: Path) -> None:
        done, alerts = run(
            tmp_path, HEADER + BEFORE + "yesterday,a,b,1,wire,US\n1,2\n" + STRUCTURED
        )

        assert [str(problem) for problem in done.problems] == [
            "t.csv line 3: says “yesterday”, which is no time",
            "t.csv line 4: has 2 columns, the header 6",
        ]
        assert len(alerts) == 1

    def test_names_a_missing_column_before_it_writes(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text("kept")

        with pytest.raises(ColumnMissing, match="no column “channel”"):
            run(tmp_path, "time,from,to,amount,country\n")

        assert (tmp_path / "a.jsonl").read_text() == "kept"

    def test_of_a_header_alone_is_no_alert(self, tmp_path: Path) -> None:
        done, alerts = run(tmp_path, HEADER)

        assert (done.transfers, alerts) == (0, [])
