"""``paymentus monitoring`` as an analyst runs it, without any stack."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from compliance.transfers import cash, transfer
from paymentus.app.wiring import Platform
from paymentus.compliance.service.monitoring import MonitoringService
from paymentus.foundation.clock import utc_now

from support.commands import Done, paymentus, place_of, script

HEADER = "time,from,to,amount,channel,country\n"
ROWS = "2026-01-01 12:00:00,x,y,5,card,US\n" + "".join(
    f"2026-03-0{day} 12:00:00,a,branch,9400,cash,US\n" for day in range(1, 4)
)


def run(folder: Path, *arguments: str) -> Done:
    return paymentus("monitoring", *arguments, cwd=folder, COLUMNS="100")


def test_writes_alerts_and_says_how_many(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEADER + ROWS)

    done = run(tmp_path, "replay", "t.csv", "--profile", "msb", "--out", "a.jsonl")

    assert done.returncode == 0, done.stderr
    assert "4 transfers of 3 parties: 1 alerts" in " ".join(done.stderr.split())
    assert json.loads((tmp_path / "a.jsonl").read_text())["rule"] == "structuring"


def test_ends_with_3_when_a_row_is_damaged_and_names_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEADER + ROWS + "2026-03-09,a,b,-4,wire,US\n")

    done = run(tmp_path, "replay", "t.csv", "--out", "a.jsonl")

    assert done.returncode == 3
    assert "t.csv line 6" in done.stderr


def test_ends_with_1_and_a_sentence_for_a_wrong_column(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("when,who\n")

    done = run(tmp_path, "replay", "t.csv", "--out", "a.jsonl")

    assert done.returncode == 1
    assert "no column “time”" in done.stderr
    assert "Traceback" not in done.stderr


def test_teaches_its_columns(tmp_path: Path) -> None:
    said = run(tmp_path, "replay", "--help").stdout

    for column in ("time", "from", "to", "amount", "channel", "country", "conductor", "zone"):
        assert f"`{column}`" in said or column in said


def analysis(platform: Platform, *arguments: str) -> Done:
    return script("aml_pattern_analysis.py", *arguments, **place_of(platform.settings))


class TestPatternAnalysis:
    async def test_is_content_with_ordinary_payments(self, platform: Platform) -> None:
        monitoring: MonitoringService = platform.get(MonitoringService)
        bill = replace(transfer("usr_1", "bil_1", 90), at=utc_now() - timedelta(hours=1))
        await platform.committer.commit((await monitoring.judge(bill)).unit)

        said = await asyncio.to_thread(analysis, platform, "--lookback=24h")

        assert said.returncode == 0, said.stderr
        assert said.stdout.startswith("1 transfers since ")
        assert "✓ Nothing that needs a look." in said.stdout

    async def test_ends_with_1_and_names_what_needs_a_look(self, platform: Platform) -> None:
        monitoring: MonitoringService = platform.get(MonitoringService)
        for hours in range(4):
            at = utc_now() - timedelta(hours=4 - hours)
            handed_in = replace(cash("usr_1", 9_500), at=at)
            await platform.committer.commit((await monitoring.judge(handed_in)).unit)

        people = await asyncio.to_thread(analysis, platform, "--lookback", "7d")
        machines = await asyncio.to_thread(analysis, platform, "--lookback", "7d", "--json")

        assert (people.returncode, machines.returncode) == (1, 1)
        assert "structuring" in people.stdout
        told = json.loads(machines.stdout)
        assert told["by_rule"]["structuring"] == 1
        assert told["riskiest"][0]["party_id"] == "usr_1"
        earlier = await asyncio.to_thread(analysis, platform, "--lookback", "30m")
        assert earlier.returncode == 0

    async def test_ends_with_2_when_it_is_asked_nonsense(self, platform: Platform) -> None:
        said = await asyncio.to_thread(analysis, platform, "--lookback", "soon")

        assert said.returncode == 2
        assert "Say 90m, 24h, 7d or 2w." in said.stderr
