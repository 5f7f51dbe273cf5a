from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable

import httpx
from prometheus_client.core import GaugeMetricFamily, Metric

from paymentus.app.embedded.ports import free_ports
from paymentus.app.exporters.serving import serve


class TestServing:
    async def test_reads_anew_for_each_scrape_and_ends_when_told(self) -> None:
        port, reads = free_ports(1)[0], 0

        async def read() -> Iterable[Metric]:
            nonlocal reads
            reads += 1
            return [GaugeMetricFamily("reads", "How often.", value=reads)]

        serving = asyncio.create_task(serve(read, host="127.0.0.1", port=port))
        async with httpx.AsyncClient() as client:
            await asyncio.sleep(0)
            pages = [(await client.get(f"http://127.0.0.1:{port}/metrics")).text for _ in "ab"]
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(serving, 10)

        assert ["reads 1.0" in pages[0], "reads 2.0" in pages[1]] == [True, True]

    async def test_with_a_token_answers_only_who_sends_it(self) -> None:
        port = free_ports(1)[0]

        async def read() -> Iterable[Metric]:
            return [GaugeMetricFamily("held", "How many.", value=3)]

        serving = asyncio.create_task(serve(read, host="127.0.0.1", port=port, token="right"))
        answers = []
        async with httpx.AsyncClient() as client:
            await asyncio.sleep(0)
            for said in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer right"}):
                answers.append(await client.get(f"http://127.0.0.1:{port}/metrics", headers=said))
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(serving, 10)

        assert [answer.status_code for answer in answers] == [401, 401, 200]
        assert "held" not in answers[0].text + answers[1].text
        assert "held 3.0" in answers[2].text
