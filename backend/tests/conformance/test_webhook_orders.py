"""Events of a payment in any order, doubled, late and at once: one end, counted once.

A sample of what ``make conformance`` runs whole.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from conformance.webhooks.histories import History, Recorder
from conformance.webhooks.replay import Theater
from conformance.webhooks.schedules import Pace, Schedule, every_order

from support.payer import Outside
from support.scene import Scene

SAMPLE_OF_EACH = 12


@pytest.fixture
async def histories(scene: Scene, sandbox) -> AsyncIterator[list[History]]:
    outside = Outside(sandbox.url)
    try:
        yield await Recorder(scene.platform.processor, outside).all()
    finally:
        # Late fees moved its clock; others compare what was charged by the hour.
        await outside.send("POST", "/_sandbox/reset")
        await outside.close()


async def test_every_order_ends_in_one_state(scene: Scene, histories: list[History]) -> None:
    schedules = [
        schedule
        for history in histories
        for schedule in random.Random(history.name).sample(
            list(every_order(history)), SAMPLE_OF_EACH
        )
    ]

    theater = Theater(scene)
    judged = await theater.play(schedules) + await theater.judge_books()

    assert judged.wrong == []
    assert judged.payments == SAMPLE_OF_EACH * len(histories)


async def test_another_end_than_the_processors_is_found(
    scene: Scene, histories: list[History]
) -> None:
    """The judge is told that the payment should have failed, and looks at one that succeeded."""
    wrongly = replace(histories[0], ends_as="failed")

    judged = await Theater(scene).play([next(every_order(wrongly))])

    found = [problem.split(": ", 1)[1] for problem in judged.wrong]
    assert [problem.split(" ")[0] for problem in found] == ["ended", "ledger", "the", "1"]


async def test_orders_are_all_there_are(histories: list[History]) -> None:
    longest = max(histories, key=lambda history: len(history.events))
    schedules: list[Schedule] = list(every_order(longest))

    assert len(longest.events) == 6
    assert len(schedules) == 720
    assert {one.pace for one in schedules} == set(Pace)
    heard = {
        tuple(dict.fromkeys(h.event for h in itertools.chain(*one.rounds))) for one in schedules
    }
    assert len(heard) == 720
