"""``paymentus screening refresh`` and ``status`` against a database."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from compliance.building import FILES
from paymentus.foundation.settings import Settings

from support.commands import Done, paymentus, place_of


async def run(settings: Settings, lists: Path, *arguments: str) -> Done:
    environment = {"COLUMNS": "100", "PAYMENTUS_ENV": "test", "SANCTIONS_LIST_DIR": str(lists)}
    environment |= place_of(settings)
    return await asyncio.to_thread(paymentus, "screening", *arguments, **environment)


async def test_a_list_is_taken_once_and_then_in_force(settings: Settings, tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    for name, content in FILES.items():
        (lists / name).write_bytes(content)

    before = await run(settings, lists, "status")
    taken = await run(settings, lists, "refresh")
    again = await run(settings, lists, "refresh", "--json")
    after = await run(settings, lists, "status", "--json")

    assert before.returncode == 1
    assert "No sanctions list is in force" in before.stdout
    assert "A new version is in force." in taken.stdout, taken.stderr
    assert not json.loads(again.stdout)["is_new"]
    assert json.loads(after.stdout)["parties"] == {"SDN": 4}
