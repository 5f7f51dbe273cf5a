"""Shared by all fault tests: the seed, and the stage that crash tests stand on."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from faults.crashes import Crashes
from faults.ground import Ground
from faults.points import LONG
from faults.stage import Stage
from faults.totals import is_whole, shortfalls

from support.figures import Shown
from support.payer import Outside, Payer, Record
from support.product import Product

_accounts = itertools.count(2_000_000_001)


@pytest.fixture(scope="session")
def seed() -> int:
    """``FAULTS_SEED`` replays a run's choices; a new one each time otherwise."""
    given = os.environ.get("FAULTS_SEED")
    return int(given) if given else random.Random(time.time_ns()).randrange(1_000_000)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("product")).running() as running:
        yield running


@pytest.fixture(scope="module")
def record() -> Record:
    """Shared: each judgement is over everything since the product started."""
    return Record()


@pytest.fixture
async def stage(product: Product, record: Record) -> AsyncIterator[Stage]:
    account = str(next(_accounts))
    async with contextlib.AsyncExitStack() as open_:
        platform = product.platform()
        open_.push_async_callback(platform.close)
        outside = Outside(product.sandbox_url)
        open_.push_async_callback(outside.close)
        payer = Payer(f"{account}@example.com", [product.apis[0].url], record)
        open_.push_async_callback(payer.close)
        ground = await Ground.prepare(platform, f"riverton-{account}")
        await ground.bills(account, 1)
        await payer.join(platform)
        await payer.link(ground.biller.id, account, "94110")
        await payer.keep_card(outside)
        crashes = await open_.enter_async_context(Crashes(product, "crashing").running())
        yield Stage(product, platform, ground, outside, record, payer, crashes, account)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The long form, whole: what its tests showed must add up to what is promised."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not LONG or reporter is None or session.exitstatus != pytest.ExitCode.OK:
        return
    shown = Shown.by(reporter)
    short = shortfalls(shown.result) if is_whole(set(shown.passed)) else []
    if short:
        reporter.write_line(f"\nToo little was shown: {'; '.join(short)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
