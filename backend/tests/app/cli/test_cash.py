"""`paymentus cash` as a process of its own."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path

from payments.test_cash_files import HEADER, row
from paymentus.foundation.settings import Settings

from support.commands import paymentus, place_of
from support.scene import Scene


async def load(settings: Settings, *arguments: str) -> tuple[int, str, str]:
    place = place_of(settings)
    done = await asyncio.to_thread(paymentus, "cash", "load", *arguments, **place)
    return done.returncode, done.stdout, done.stderr


async def test_a_file_is_loaded_and_its_report_written(
    scene: Scene, settings: Settings, tmp_path: Path
) -> None:
    bill = await scene.bill(10_000)
    file, report = tmp_path / "cash.csv", tmp_path / "report.csv"
    wrong = row(bill, "c-2", "much")
    file.write_text("\n".join([HEADER, row(bill, "c-1", "100.00"), wrong]))

    code, out, err = await load(
        settings, str(file), "--partner", "quickmart", "--report", str(report)
    )

    assert (code, out) == (3, "1 loaded, 0 loaded before, 1 refused.\n"), err
    assert "line 3, c-2: `amount` is a number" in err
    with report.open(newline="") as rows:
        assert [each["outcome"] for each in csv.DictReader(rows)] == ["loaded", "refused"]


async def test_a_file_of_something_else_is_refused(
    scene: Scene, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")

    code, _, err = await load(settings, str(file), "--partner", "quickmart")

    assert code == 1
    assert "lacks the columns" in err
