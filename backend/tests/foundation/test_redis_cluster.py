"""What speaks to one Redis speaks to a cluster too; what the loss of a part of it costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from redis.exceptions import RedisError

from foundation.test_event_stream import TestClosing as EndingAStream
from foundation.test_event_stream import TestComingBack as ComingBackToAStream
from foundation.test_event_stream import listening
from foundation.test_growing_delays import TestWaits as GrowingWaits
from foundation.test_growing_delays import delays  # noqa: F401 (a fixture)
from foundation.test_heartbeat import TestHeartbeat as SignsOfLife
from foundation.test_leases import TestTurn as Turns
from foundation.test_rate_limits import TestLimit as Limits
from foundation.test_wake import seconds
from paymentus.foundation import redis as redis_connection
from paymentus.foundation.authorization import Role
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.event_stream import STREAM, EventStream
from paymentus.foundation.leases import Leases
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.foundation.redis import PartOfRedisAway, RedisClient, check, stand_ins
from paymentus.foundation.redis_cluster import PatientCluster, connect_cluster, is_cluster
from paymentus.foundation.wake import WakeUps
from paymentus.identity.domain import Session, limits_of
from paymentus.identity.domain.devices import Place
from paymentus.identity.repository import SessionStore, SessionsUnavailable
from paymentus.identity.repository.devices import DeviceStore
from paymentus.identity.repository.sessions import session_id_of
from paymentus.identity.repository.short_lived import ShortLived

from support.identities import MovableClock
from support.redis_cluster import RunningRedisCluster

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
GUARDED = Limit("guarded", 1_000, timedelta(minutes=1), guards_secrets=True)
# Node timeout, election, and the time this takes on a machine with much else to do.
TAKEN_OVER_SECONDS = 20.0


@pytest.fixture
def cluster(redis_cluster: RunningRedisCluster) -> RunningRedisCluster:
    return redis_cluster


@pytest.fixture(name="redis")
async def redis_client(cluster: RunningRedisCluster) -> AsyncIterator[RedisClient]:
    connection = redis_connection.connect(cluster.uri)
    await connection.flushdb()
    yield connection
    await connection.aclose()


@pytest.fixture(name="stream")
async def live_events(redis: RedisClient) -> AsyncIterator[EventStream]:
    stream = EventStream(redis)
    yield stream
    await stream.close()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


class TestTurn(Turns):
    """The same over a cluster."""


class TestLimit(Limits):
    """The same over a cluster."""


class TestWaits(GrowingWaits):
    """The same over a cluster."""


class TestHeartbeat(SignsOfLife):
    """The same over a cluster."""


class TestComingBack(ComingBackToAStream):
    """The same over a cluster."""


class TestClosing(EndingAStream):
    """The same over a cluster."""


class TestAddress:
    @pytest.mark.parametrize(
        ("url", "is_one"),
        [
            ("redis://a:1/0", False),
            ("rediss://a:1", False),
            ("redis+cluster://a:1,b:2", True),
            ("rediss+cluster://:pw@a:1,b:2/0?ssl_ca_certs=x", True),
        ],
    )
    def test_says_whether_it_is_a_cluster(self, url: str, is_one: bool) -> None:
        assert is_cluster(url) is is_one

    def test_names_nodes_user_password_and_certificates(self) -> None:
        client = connect_cluster("rediss+cluster://me:p%40ss@a:1,b:2,[::1]:3,d/?ssl_ca_certs=/ca")

        nodes = {(node.host, node.port) for node in client.startup_nodes}
        assert nodes == {("a", 1), ("b", 2), ("::1", 3), ("d", 6379)}
        told = client.get_connection_kwargs()
        assert (told["username"], told["password"], told["ssl_ca_certs"]) == ("me", "p@ss", "/ca")


class TestCalls:
    async def test_are_more_at_once_than_there_are_lines(self, redis: RedisClient) -> None:
        await asyncio.gather(*(redis.set(f"k{n % 7}", n) for n in range(1_000)))

        assert len({await redis.get(f"k{n}") for n in range(7)}) == 7

    async def test_fail_as_with_one_server_where_no_node_is(self) -> None:
        client = redis_connection.connect("redis+cluster://127.0.0.1:1,127.0.0.1:2")

        with pytest.raises(RedisError):
            await client.get("k")
        with pytest.raises(SessionsUnavailable):
            await SessionStore(client, None).find("x")
        await client.aclose()

    async def test_that_give_up_do_not_end_it_for_others(
        self, cluster: RunningRedisCluster
    ) -> None:
        client = redis_connection.connect(cluster.uri)
        hasty = [asyncio.create_task(client.get("k")) for _ in range(20)]
        await asyncio.sleep(0)
        patient = asyncio.create_task(client.set("k", "v"))
        for step, task in enumerate(hasty):
            if step % 3 == 0:
                await asyncio.sleep(0)
            task.cancel()

        assert await patient
        await asyncio.gather(*hasty, return_exceptions=True)
        await client.aclose()

    async def test_tell_of_the_clusters_shape(self, redis: PatientCluster) -> None:
        await check(redis)

        counts = await stand_ins(redis)
        assert (len(counts), sum(counts.values())) == (3, 3)
        seconds_there, _ = await redis.time()
        assert abs(seconds_there - time.time()) < 5


class TestSessions:
    async def test_are_found_listed_and_ended_on_all_nodes(self, redis: RedisClient) -> None:
        store = SessionStore(redis, None)
        ids = {session_id_of(await store.open(a_session(), now=NOW)) for _ in range(20)}

        assert {id for id, _ in await store.listed(limit=100)} == ids
        for id in ids:
            await store.end(id)
        assert await store.listed(limit=100) == []

    async def test_of_a_person_are_told_with_their_devices(self, redis: RedisClient) -> None:
        store = DeviceStore(redis)
        for n in range(5):
            await store.remember("usr_1", f"s{n}", Place(device=f"Firefox {n}"))

        await store.forget("usr_1", "s0", "s3")

        found = await store.of_person("usr_1")
        assert {id: device for id, (device, _) in found.items()} == {
            f"s{n}": f"Firefox {n}" for n in (1, 2, 4)
        }

    async def test_begun_are_taken_once(self, redis: RedisClient) -> None:
        begun = ShortLived(redis, "pending-sign-in", timedelta(minutes=5))
        await begun.put("name", {"a": 1})

        taken = await asyncio.gather(*(begun.take("name") for _ in range(5)))

        assert [one for one in taken if one] == [{"a": 1}]
        assert [await begun.count_try("name") for _ in range(2)] == [1, 2]


class TestWakeUps:
    async def test_reach_whoever_listens_on_any_node(self, redis: RedisClient) -> None:
        there = [WakeUps(redis) for _ in range(6)]
        tasks = [asyncio.create_task(one.listen()) for one in there]
        await asyncio.sleep(0.2)
        waits = [asyncio.create_task(seconds(one.wait("a", 10))) for one in there]

        await asyncio.sleep(0)
        await WakeUps(redis).call(["a"])

        assert max(await asyncio.gather(*waits)) < 5
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def test_are_no_longer_listened_to_when_told_so_whatever_the_line_does(
        self, cluster: RunningRedisCluster
    ) -> None:
        for moment in range(0, 40, 4):
            client = redis_connection.connect(cluster.uri)
            task = asyncio.create_task(WakeUps(client).listen())
            for _ in range(moment):
                await asyncio.sleep(0)

            task.cancel()

            ended, _ = await asyncio.wait([task], timeout=5)
            assert ended, f"canceled at its step {moment}"
            await client.aclose()


class TestALostPrimary:
    async def test_costs_its_own_part_some_seconds_and_nothing_else(
        self,
        cluster: RunningRedisCluster,
        redis: RedisClient,
        stream: EventStream,
        clock: MovableClock,
    ) -> None:
        """The one with the live events, and a third of the sessions."""
        store, leases = SessionStore(redis, None), Leases(redis)
        limiter = RateLimiter(redis, clock, b"key")
        ids = [session_id_of(await store.open(a_session(), now=NOW)) for _ in range(30)]
        here, there = WakeUps(redis), WakeUps(redis)
        hearing = asyncio.create_task(there.listen())
        news = await listening(stream, "c", 1)
        victim = cluster.primary_of(STREAM)
        elsewhere = [id for id in ids if cluster.primary_of(f"session:{id}") is not victim]
        assert 0 < len(elsewhere) < len(ids)
        await asyncio.sleep(0.1)  # The stand-ins have it.

        victim.kill()

        answers = await asyncio.gather(*(store.find(id) for id in ids), return_exceptions=True)
        for id, answer in zip(ids, answers, strict=True):
            if id in elsewhere:
                assert isinstance(answer, Session)
            else:
                assert isinstance(answer, SessionsUnavailable | Session)
        taken = [await limiter.take(GUARDED, str(n)) for n in range(9)]
        assert all(one.allowed for one in taken)
        for name in ("a", "b", "c"):
            async with leases.turn(name, hold_seconds=1, wait_seconds=0.1):
                pass
        await _until(lambda: _all_found(store, ids), "every session is found again")
        await _until(lambda: _told(stream, news), "live events go on")
        await _until(lambda: _woken(here, there), "calls wake up others again")
        for name in ("a", "b", "c", "d", "e", "f"):
            async with leases.turn(name, hold_seconds=5, wait_seconds=2) as mine:
                assert mine
        victim.start()
        await asyncio.to_thread(cluster.wait_whole)
        await check(redis)
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)

    async def test_is_said_by_health_while_nobody_took_over(
        self, cluster: RunningRedisCluster, redis: PatientCluster
    ) -> None:
        victim = cluster.primary_of("k")
        victim.kill()
        said: list[type[BaseException]] = []

        async def is_well_after_it_was_not() -> bool:
            try:
                await check(redis)
            except (Unavailable, RedisError) as trouble:
                said.append(type(trouble))
                return False
            return PartOfRedisAway in said

        await _until(is_well_after_it_was_not, "health says so, and that it is over")
        assert 0 in (await stand_ins(redis)).values()
        victim.start()
        await asyncio.to_thread(cluster.wait_whole)

    async def test_fails_for_all_who_ask_meanwhile_as_redis_fails_and_not_otherwise(
        self, cluster: RunningRedisCluster, redis: RedisClient
    ) -> None:
        """The client closes its lines under those who use them; nobody is to meet the pieces."""
        others: list[BaseException] = []
        over = asyncio.Event()

        async def ask_and_ask_again(number: int) -> None:
            while not over.is_set():
                try:
                    async with asyncio.timeout(0.2 + number % 5):
                        await redis.set(f"k{number}", "v")
                except (RedisError, OSError, TimeoutError):
                    pass
                except BaseException as other:
                    others.append(other)
                await asyncio.sleep(0.02)

        asking = [asyncio.create_task(ask_and_ask_again(number)) for number in range(150)]
        await asyncio.sleep(0.5)
        victim = cluster.primary_of("k1")

        victim.kill()
        await asyncio.sleep(4)
        over.set()
        await asyncio.wait_for(asyncio.gather(*asking), timeout=20)

        assert others == []
        victim.start()
        await asyncio.to_thread(cluster.wait_whole)

    async def test_that_is_frozen_is_left_also_by_callers_of_little_patience(
        self, cluster: RunningRedisCluster, redis: RedisClient
    ) -> None:
        """Nobody waits long enough for the line to fail: only half a second, each time."""
        await redis.set("k", "v")
        await asyncio.sleep(0.1)

        async def is_read() -> bool:
            try:
                async with asyncio.timeout(0.5):
                    return await redis.get("k") == "v"
            except (RedisError, OSError, TimeoutError):
                return False

        with cluster.primary_of("k").frozen():
            assert not await is_read()
            await _until(is_read, "it is read from the stand-in")
        await asyncio.to_thread(cluster.wait_whole)


class TestMakingItAgain:
    def test_changes_nothing(self, cluster: RunningRedisCluster) -> None:
        before = cluster.nodes[0].ask("CLUSTER SLOTS")

        cluster.make()

        assert cluster.nodes[0].ask("CLUSTER SLOTS") == before

    def test_takes_in_a_node_that_came_back_empty(self, cluster: RunningRedisCluster) -> None:
        node = next(
            one for one in cluster.nodes if one.ask("INFO", "replication")["role"] == "slave"
        )
        node.ask("CLUSTER RESET", "HARD")

        cluster.make()

        cluster.wait_whole()


def a_session() -> Session:
    limits = limits_of(Role.PAYER)
    return Session.of_user(user_id="usr_1", epoch=3, limits=limits, second_factor=True, now=NOW)


async def _until(is_so: Callable[[], Awaitable[bool]], what: str) -> None:
    deadline = time.monotonic() + TAKEN_OVER_SECONDS
    while not await is_so():
        assert time.monotonic() < deadline, f"not in {TAKEN_OVER_SECONDS:.0f} s: {what}"
        await asyncio.sleep(0.05)


async def _all_found(store: SessionStore, ids: list[str]) -> bool:
    found = await asyncio.gather(*(store.find(id) for id in ids), return_exceptions=True)
    assert None not in found, "somebody was signed out"
    return all(isinstance(one, Session) for one in found)


async def _told(stream: EventStream, news: asyncio.Task[list[object]]) -> bool:
    try:
        await stream.publish(["c"], "payment", {"n": 1})
    except (RedisError, OSError):
        return False
    return bool((await asyncio.wait({news}, timeout=0.2))[0])


async def _woken(here: WakeUps, there: WakeUps) -> bool:
    waiting = asyncio.create_task(seconds(there.wait("a", 0.5)))
    await asyncio.sleep(0)
    await here.call(["a"])
    return await waiting < 0.4
