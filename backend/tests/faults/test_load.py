"""Payments under load while servers are killed, the database is taken apart, the processor lies.

The short form is part of ``make test``; ``FAULTS_LONG=1`` (``make faults``) runs the long one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.laboratory import crowd, laboratory
from faults.points import LONG
from faults.run import run
from faults.schedule import Kind, plan

from support.figures import Figures

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Form:
    clients: int
    purchases: int
    spare: int
    most_pause_seconds: float
    apis: int
    workers: int
    counts: Mapping[Kind, int]


SHORT_FORM = Form(
    clients=12,
    purchases=220,
    spare=600,
    most_pause_seconds=4.0,
    apis=2,
    workers=1,
    counts={
        **dict.fromkeys(Kind, 1),
        Kind.API_KILL: 5,
        Kind.WORKER_KILL: 3,
        Kind.REDIS_AWAY: 2,
        Kind.CLOCK_JUMP: 2,
    },
)
# Each of three rounds, with a seed of its own, so that none takes longer than a few minutes.
LONG_FORM = Form(
    clients=24,
    purchases=700,
    spare=1_400,
    most_pause_seconds=0.5,
    apis=3,
    workers=2,
    counts={
        Kind.API_KILL: 7,
        Kind.WORKER_KILL: 4,
        Kind.PRIMARY_KILL: 2,
        Kind.STEP_DOWN: 2,
        Kind.ONE_WAY: 1,
        Kind.TWO_WAY: 1,
        Kind.FREEZE: 1,
        Kind.DISK_FULL: 1,
        Kind.REDIS_AWAY: 1,
        Kind.CLOCK_JUMP: 2,
    },
)
FORM, ROUNDS = (LONG_FORM, 3) if LONG else (SHORT_FORM, 1)


class TestLoadWithFaults:
    @pytest.mark.parametrize("number", range(ROUNDS))
    async def test_every_payment_is_final_charged_once_and_agreed_on_by_all(
        self, tmp_path: Path, seed: int, figures: Figures, number: int
    ) -> None:
        form, seed = FORM, seed + number
        with laboratory(tmp_path, apis=form.apis, workers=form.workers) as lab:
            counts = {**form.counts}
            if not lab.can_fill_disk:
                del counts[Kind.DISK_FULL]
            events = plan(seed, counts, purchases=form.purchases)
            bills = form.purchases + form.spare
            async with crowd(lab.product, clients=form.clients, bills=bills) as people:
                outcome, trouble = await run(
                    lab,
                    people,
                    seed=seed,
                    events=events,
                    at_least=form.purchases,
                    most_pause_seconds=form.most_pause_seconds,
                )

        faults = {**trouble.counts(), "processor": outcome.processor_faults}
        found = outcome.found
        figures.add(
            f"Load: {found.payments} payments by {form.clients} clients in "
            f"{outcome.load_seconds:.0f} s; {len(trouble.struck)} faults of servers and "
            f"{sum(outcome.processor_faults.values())} of the processor; all final "
            f"{outcome.final_seconds:.1f} s after the last; longest stall "
            f"{outcome.longest_stall_seconds:.1f} s, in {outcome.stalled_in} (FAULTS_SEED={seed}).",
            headline=True,
            test=f"load {number}",
            **found.figures(),
            faults=faults,
            complaints=len(outcome.complaints),
            not_as_meant=len(outcome.not_as_meant),
            load_s=round(outcome.load_seconds, 1),
            final_s=round(outcome.final_seconds, 1),
            longest_stall_s=round(outcome.longest_stall_seconds, 1),
            seed=seed,
        )
        assert outcome.problems == [], f"FAULTS_SEED={seed}"
        assert outcome.not_as_meant == [], f"FAULTS_SEED={seed}"
        assert found.trial_balance == 0
        assert trouble.counts() == {str(kind): count for kind, count in counts.items()}
        assert all(outcome.processor_faults.values()), outcome.processor_faults
