from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from paymentus.foundation.event_stream import EventStream, LiveEvent
from paymentus.foundation.redis import RedisClient


@pytest.fixture
async def stream(redis: RedisClient) -> AsyncIterator[EventStream]:
    stream = EventStream(redis)
    yield stream
    await stream.close()


async def some(stream: EventStream, channel: str, count: int, last_id: str | None = None):
    """The next ``count`` events of a channel."""
    found: list[LiveEvent] = []
    async with asyncio.timeout(15):
        async for event in stream.listen(channel, last_id):
            found.append(event)
            if len(found) == count:
                break
    return found


async def listening(stream: EventStream, channel: str, count: int):
    """A listener that is surely there."""
    task = asyncio.create_task(some(stream, channel, count))
    while not (stream._listeners.get(channel) and stream._reads.is_set()):
        await asyncio.sleep(0.005)
    return task


class TestListening:
    async def test_hears_its_own_channel_only(self, stream: EventStream) -> None:
        task = await listening(stream, "pay_1", 2)

        for n, channels in enumerate([["pay_1"], ["pay_2"], ["pay_2", "pay_1"]]):
            await stream.publish(channels, "payment", {"n": n})

        assert [event.data["n"] for event in await task] == [0, 2]

    async def test_hears_what_another_process_tells(
        self, stream: EventStream, redis: RedisClient
    ) -> None:
        task = await listening(stream, "pay_1", 1)

        await EventStream(redis).publish(["pay_1"], "payment", {"state": "succeeded"})

        event = (await task)[0]
        assert (event.kind, event.data) == ("payment", {"state": "succeeded"})

    async def test_misses_nothing_from_the_moment_it_is_there(self, redis: RedisClient) -> None:
        """Told at the same moment as the first listener of the process arrives."""
        for n in range(10):
            stream = EventStream(redis)
            task = await listening(stream, "c", 1)
            await stream.publish(["c"], "payment", {"n": n})
            assert [event.data["n"] for event in await task] == [n]
            await stream.close()

    async def test_is_shared_by_many(self, stream: EventStream) -> None:
        tasks = [asyncio.create_task(some(stream, "c", 3)) for _ in range(50)]
        while len(stream._listeners.get("c", ())) < 50 or not stream._reads.is_set():
            await asyncio.sleep(0.005)

        for n in range(3):
            await stream.publish(["c"], "payment", {"n": n})

        for events in await asyncio.gather(*tasks):
            assert [event.data["n"] for event in events] == [0, 1, 2]

    async def test_leaves_nothing_behind(self, stream: EventStream) -> None:
        task = await listening(stream, "c", 1)
        await stream.publish(["c"], "payment", {})
        await task
        await asyncio.sleep(0.01)

        assert stream._listeners == {}

    async def test_waits_for_long_without_a_fault(
        self, stream: EventStream, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Longer than the client of Redis is patient with a silent line."""
        task = await listening(stream, "c", 1)

        await asyncio.sleep(5.5)
        await stream.publish(["c"], "payment", {"n": 1})

        assert [event.data["n"] for event in await task] == [1]
        assert [record.message for record in caplog.records] == []


class TestComingBack:
    async def test_gets_what_was_missed_and_then_goes_on_live(self, stream: EventStream) -> None:
        for n in range(4):
            await stream.publish(["c"], "payment", {"n": n})
        await stream.publish(["other"], "payment", {"n": 99})
        first = await some(stream, "c", 1, "0-0")

        task = asyncio.create_task(some(stream, "c", 5, first[0].id))
        await asyncio.sleep(0.1)
        for n in (4, 5):
            await stream.publish(["c"], "payment", {"n": n})

        assert [event.data["n"] for event in await task] == [1, 2, 3, 4, 5]

    async def test_hears_each_event_once_while_more_are_told(self, stream: EventStream) -> None:
        await stream.publish(["c"], "payment", {"n": 0})

        async def tell() -> None:
            for n in range(1, 60):
                await stream.publish(["c"], "payment", {"n": n})

        telling = asyncio.create_task(tell())
        events = await some(stream, "c", 60, "0-0")
        await telling

        assert [event.data["n"] for event in events] == list(range(60))

    @pytest.mark.parametrize("last_id", ["nonsense", "1-2-3", "-", "+", "9" * 50, ""])
    async def test_with_an_id_we_did_not_give_starts_live(
        self, last_id: str, stream: EventStream
    ) -> None:
        await stream.publish(["c"], "payment", {"n": 0})
        task = asyncio.create_task(some(stream, "c", 1, last_id))
        while not (stream._listeners.get("c") and stream._reads.is_set()):
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.02)

        await stream.publish(["c"], "payment", {"n": 1})

        assert [event.data["n"] for event in await task] == [1]


class TestClosing:
    async def test_ends_every_listener_at_once(self, stream: EventStream) -> None:
        tasks = [await listening(stream, f"c{n}", 1) for n in range(3)]
        started = time.monotonic()

        await stream.close()

        assert await asyncio.gather(*tasks) == [[], [], []]
        assert time.monotonic() - started < 2

    async def test_is_quick_also_right_after_an_event(self, redis: RedisClient) -> None:
        for _ in range(5):
            stream = EventStream(redis)
            task = await listening(stream, "c", 1)
            await stream.publish(["c"], "payment", {})
            await task
            started = time.monotonic()

            await stream.close()

            assert time.monotonic() - started < 2

    async def test_takes_no_new_ones(self, stream: EventStream) -> None:
        await stream.close()

        assert await some(stream, "c", 1) == []


class TestRedisAway:
    async def test_costs_live_updates_and_nothing_else(self, redis_away: RedisClient) -> None:
        stream = EventStream(redis_away)
        task = asyncio.create_task(some(stream, "c", 1, "0-0"))
        await asyncio.sleep(0.1)
        assert not task.done()

        await stream.close()

        assert await task == []
