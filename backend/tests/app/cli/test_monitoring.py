"""``paymentus monitoring`` as an analyst runs it, without any stack."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

BACKEND = Path(__file__).parents[3]
HEADER = "time,from,to,amount,channel,country\n"
ROWS = "2026-01-01 12:00:00,x,y,5,card,US\n" + "".join(
    f"2026-03-0{day} 12:00:00,a,branch,9400,cash,US\n" for day in range(1, 4)
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paymentus.app.cli", "monitoring", *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND / "src"), "COLUMNS": "100"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


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
