"""State outlives the process, however it ends."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import stripe

from .conftest import SandboxProcess, a_payment, connected


def _attempt(number: int) -> Any:
    return a_payment(metadata={"payment": f"pay_{number}"})


class TestKilled:
    async def test_mid_work_leaves_whole_payments_only(self, tmp_path: Path) -> None:
        process = SandboxProcess(tmp_path)
        process.start()
        answered: dict[int, str] = {}
        async with connected(process, retries=0) as outside:
            await outside.control("webhooks", {"url": "http://127.0.0.1:9/none"})

            async def pay(number: int) -> None:
                paid = await outside.stripe.v1.payment_intents.create_async(
                    _attempt(number), {"idempotency_key": f"key-{number}"}
                )
                answered[number] = paid.id

            work = [asyncio.create_task(pay(number)) for number in range(120)]
            while len(answered) < 30:
                await asyncio.sleep(0.005)
            process.end(signal.SIGKILL)
            ended = await asyncio.gather(*work, return_exceptions=True)
        assert 30 <= len(answered) < 120
        assert {type(each) for each in ended} == {type(None), stripe.APIConnectionError}

        process.start()
        try:
            async with connected(process) as outside:
                for number in range(120):
                    paid = await outside.stripe.v1.payment_intents.create_async(
                        _attempt(number), {"idempotency_key": f"key-{number}"}
                    )
                    assert answered.get(number, paid.id) == paid.id
                kinds = ("payment_intent", "charge", "balance_transaction")
                counts = [len(await outside.objects(kind)) for kind in kinds]
                events = await outside.event_types()
                waiting = await outside.control("deliveries?limit=1000&state=pending", method="GET")
        finally:
            process.end()
        assert counts == [120, 120, 120]
        assert len(events) == 3 * 120
        assert len(waiting["data"]) == 3 * 120


class TestStopped:
    async def test_ends_within_a_second_and_keeps_clock_faults_and_settings(
        self, tmp_path: Path
    ) -> None:
        process = SandboxProcess(tmp_path)
        process.start()
        async with connected(process) as outside:
            await outside.advance(1000)
            await outside.control("settings", {"merchant_name": "City Water"})
            await outside.control("faults", {"kind": "429", "path": "/v1/balance", "count": 2})
        assert process.end() < 1.5

        process.start()
        try:
            async with connected(process) as outside:
                clock = await outside.control("clock", method="GET")
                settings = await outside.control("settings", method="GET")
                faults = await outside.control("faults", method="GET")
        finally:
            process.end()
        assert clock["offset"] == 1000
        assert settings["merchant_name"] == "City Water"
        assert faults["data"][0]["count"] == 2
