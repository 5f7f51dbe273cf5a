"""The loop our servers run on."""

from __future__ import annotations

import asyncio
import gc

import pytest
import uvloop

from paymentus.app import event_loop


class TestRun:
    def test_runs_the_work_to_its_end_on_the_fast_loop(self) -> None:
        ran_on: list[asyncio.AbstractEventLoop] = []

        async def work() -> None:
            ran_on.append(asyncio.get_running_loop())

        event_loop.run(work())

        assert isinstance(ran_on[0], uvloop.Loop)
        assert ran_on[0].is_closed()

    def test_passes_on_what_the_work_raises(self) -> None:
        async def work() -> None:
            raise LookupError("as it was")

        with pytest.raises(LookupError, match="as it was"):
            event_loop.run(work())


class TestCollecting:
    def test_leaves_alone_what_is_loaded_and_waits_for_many_new_objects(self) -> None:
        before = gc.get_threshold()
        try:
            event_loop.collect_rarely()

            assert gc.get_freeze_count() > 10_000
            assert gc.get_threshold()[0] >= 10_000
        finally:
            gc.unfreeze()
            gc.set_threshold(*before)
