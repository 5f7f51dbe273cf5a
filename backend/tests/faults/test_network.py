"""Both kinds of network: what is cut is cut, what is not still passes, and nothing stays behind."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.lines import Lines
from faults.members import Members
from faults.network import Cut, Namespaces, can_make_namespaces, undone

pytestmark = pytest.mark.slow
ELECTED_SECONDS = 20.0


@pytest.fixture(params=["namespaces", "lines"])
def members(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Members]:
    if request.param == "namespaces" and not can_make_namespaces():
        pytest.skip("only root can make network namespaces")
    kind: Callable[[int], Namespaces | Lines] = (
        Namespaces if request.param == "namespaces" else Lines
    )
    with kind(3).made() as network:
        members = Members(tmp_path, network)
        try:
            members.start()
            yield members
        finally:
            members.stop()


class TestPartition:
    async def test_leaves_the_old_primary_to_its_clients_and_gives_the_others_a_new_one(
        self, members: Members
    ) -> None:
        old = await members.known_primary()

        members.cut(old, Cut.ALONE)
        await _another_than(members, old)
        reached = members.answers(old)
        members.heal()
        await members.whole()

        assert reached

    async def test_both_ways_takes_the_old_primary_from_its_clients_too(
        self, members: Members
    ) -> None:
        old = await members.known_primary()

        members.cut(old, Cut.GONE)
        await _another_than(members, old)
        reached = members.answers(old)
        members.heal()
        await members.whole()

        assert not reached


class TestCleaningUp:
    def test_happens_although_the_process_was_killed(self, tmp_path: Path) -> None:
        left = tmp_path / "left"
        code = (
            "import os, signal\nfrom faults.network import undone\n"
            f"with undone(['rm {left}']):\n    os.kill(os.getpid(), signal.SIGKILL)"
        )
        left.touch()

        killed = subprocess.run([sys.executable, "-c", code], check=False, env=_environment())
        deadline = time.monotonic() + 10
        while left.exists() and time.monotonic() < deadline:
            time.sleep(0.05)

        assert killed.returncode == -9
        assert not left.exists()

    def test_happens_at_the_end(self, tmp_path: Path) -> None:
        left = tmp_path / "left"
        left.touch()

        with undone([f"rm {left}"]):
            assert left.exists()

        assert not left.exists()


async def _another_than(members: Members, old: int) -> None:
    deadline = time.monotonic() + ELECTED_SECONDS
    while await asyncio.to_thread(members.primary) in (old, None):
        assert time.monotonic() < deadline, "no new primary"
        await asyncio.sleep(0.1)


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
