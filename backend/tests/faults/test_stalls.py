"""How long commits stand still when the primary freezes, is cut off or dies."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import OperationFailure

from faults.laboratory import members_on_a_network
from faults.members import Members
from faults.network import Cut
from faults.points import LONG
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import create_indexes
from paymentus.app.wiring import Platform, build
from paymentus.commit.domain import CommitUnavailable, Insert, UnitOfWork
from paymentus.commit.repository import HEADS
from paymentus.foundation.ids import new_id
from paymentus.foundation.settings import Settings

from support.figures import Figures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LONG, reason="part of the long form: make faults"),
]
CALLERS = 4
# Longer than MongoDB and its driver take by default to give up a frozen primary.
FROZEN_SECONDS = 15.0
AT_MOST_SECONDS = 8.0
DEAD_SECONDS = 9.0
DEAD_AT_MOST_SECONDS = 6.0


@dataclass
class Commits:
    """Small units, one after another, by a few callers; remembers when each was acknowledged."""

    platform: Platform
    acknowledged: list[float] = field(default_factory=list)
    over: bool = False

    async def keep_coming(self) -> None:
        while not self.over:
            try:
                quote = Insert("quotes", {"_id": new_id("quo")})
                await self.platform.committer.commit(UnitOfWork(inserts=(quote,)))
                self.acknowledged.append(time.monotonic())
            except CommitUnavailable:
                continue
            await asyncio.sleep(0.05)

    def longest_gap(self) -> float:
        times = sorted(self.acknowledged)
        return max(after - before for before, after in itertools.pairwise(times))


@pytest.fixture
async def members(tmp_path: Path) -> AsyncIterator[Members]:
    with members_on_a_network(tmp_path / "mongo") as members:
        try:
            members.start()
            yield members
        finally:
            members.stop()


@pytest.fixture
async def commits(members: Members, redis_url: str, tmp_path: Path) -> AsyncIterator[Commits]:
    settings = Settings(
        mongo_url=members.uri, redis_url=redis_url, data_dir=tmp_path, environment="test"
    )
    platform = build(settings, load_or_create_log_key(settings))
    await create_indexes(platform.database)
    await platform.committer.initialise()
    commits = Commits(platform)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(CALLERS):
            tasks.create_task(commits.keep_coming())
        await asyncio.sleep(2.0)
        yield commits
        commits.over = True
    await platform.close()


class TestCommits:
    @pytest.mark.parametrize("what", ["frozen", "cut off"])
    async def test_go_on_soon_after_the_primary_is(
        self, members: Members, commits: Commits, figures: Figures, what: str
    ) -> None:
        begin, end = _trouble(members, what)
        primary = await members.known_primary()

        await asyncio.to_thread(begin, primary)
        await asyncio.sleep(FROZEN_SECONDS)
        await asyncio.to_thread(end, primary)
        await members.whole()
        await asyncio.sleep(1.0)

        gap = commits.longest_gap()
        figures.add(
            f"Primary {what} for {FROZEN_SECONDS:.0f} s: commits stood still for {gap:.1f} s.",
            test=f"primary {what}",
            longest_stall_s=round(gap, 1),
        )
        assert gap < AT_MOST_SECONDS


class TestTransactionOfADeadServer:
    async def test_holds_up_commits_for_a_few_seconds_only(
        self, members: Members, commits: Commits, figures: Figures
    ) -> None:
        """It has written the head, over which all servers take turns, and will never end."""
        heads = commits.platform.database[HEADS]
        async with commits.platform.client.start_session() as session:
            await session.start_transaction()
            await _write(heads, session)
            await asyncio.sleep(DEAD_SECONDS)

        gap = commits.longest_gap()
        figures.add(
            f"A server dead in the middle of a transaction: commits stood still for {gap:.1f} s.",
            test="dead transaction",
            longest_stall_s=round(gap, 1),
        )
        assert 1.0 < gap < DEAD_AT_MOST_SECONDS


async def _write(heads: Any, session: AsyncClientSession) -> None:
    """Again until none of the commits is in the way."""
    while True:
        try:
            await heads.update_one({}, {"$set": {"touched": True}}, session=session)
            return
        except OperationFailure:
            await session.abort_transaction()
            await session.start_transaction()


def _trouble(members: Members, what: str) -> tuple[Callable[[int], None], Callable[[int], None]]:
    if what == "frozen":
        return members.freeze, members.thaw
    return lambda number: members.cut(number, Cut.GONE), lambda _: members.heal()
