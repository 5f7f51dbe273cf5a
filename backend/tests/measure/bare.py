"""The alternative: bare PyMongo, one transaction a post, as good as we can make it.

Clients and sessions are reused, the three balances go in one bulk call, the one that may be hot
comes last, a conflict is tried again at once or after a short random pause. Threads and asyncio,
1 to 64 of them; whoever wants to beat it takes the best.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Iterator

from pymongo import AsyncMongoClient, MongoClient, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.client_session import ClientSession
from pymongo.errors import ConnectionFailure, OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from measure.posts import Document, Post, all_accounts, bare_balances, bare_documents, posts
from measure.rates import Rate
from paymentus.app import event_loop

DATABASE = "bare"
CLIENTS = (1, 2, 4, 8, 16, 32, 64)
HOT_CLIENTS = 48
_SNAPSHOT = ReadConcern("snapshot")
_DURABLE = WriteConcern("majority", j=True)
# The median time of a transaction; a loser comes back after up to twice that.
_PAUSE_SECONDS = 0.02


def prepare(url: str) -> None:
    """Collections and accounts, made before the clock runs."""
    with MongoClient[Document](url) as client:
        client.drop_database(DATABASE)
        database = client[DATABASE]
        for name in ("payments", "entries", "outbox", "idempotency", "balances"):
            database.create_collection(name)
        rows = [
            {"_id": account.id, "debits_posted": 0, "credits_posted": 0, "version": 1}
            for account in all_accounts()
        ]
        database.balances.insert_many(rows, ordered=False)


def _balance_updates(post: Post) -> list[UpdateOne]:
    return [UpdateOne({"_id": name}, change) for name, change in bare_balances(post)]


def _conflict(error: Exception) -> bool:
    return isinstance(error, OperationFailure | ConnectionFailure) and error.has_error_label(
        "TransientTransactionError"
    )


class Threads:
    """Callers as threads over one client."""

    how = "threads"

    def __init__(self, url: str, *, pause: bool) -> None:
        self._client = MongoClient[Document](url, maxPoolSize=100)
        self._database = self._client[DATABASE]
        self.pauses = pause

    def run(self, callers: int, seconds: float, source: Iterator[Post]) -> list[float]:
        """Seconds each post took, conflicts included, of those done in time."""
        times: list[float] = []
        lock = threading.Lock()
        ends = time.perf_counter() + seconds

        def caller() -> None:
            with self._client.start_session() as session:
                while (started := time.perf_counter()) < ends:
                    with lock:
                        post = next(source)
                    self._write(session, post, ends)
                    done = time.perf_counter()
                    if done <= ends:
                        times.append(done - started)

        threads = [threading.Thread(target=caller) for _ in range(callers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return times

    def close(self) -> None:
        self._client.close()

    def _write(self, session: ClientSession, post: Post, ends: float) -> None:
        documents, balances = bare_documents(post), _balance_updates(post)
        while True:
            try:
                with session.start_transaction(_SNAPSHOT, _DURABLE):
                    for name, document in documents.items():
                        self._database[name].insert_one(document, session=session)
                    self._database.balances.bulk_write(balances, session=session)
                return
            except (OperationFailure, ConnectionFailure) as error:
                if not _conflict(error):
                    raise
            if time.perf_counter() > ends:
                return
            if self.pauses:
                time.sleep(random.uniform(0, 2 * _PAUSE_SECONDS))


class Asyncio:
    """Callers as tasks of one loop over one client."""

    how = "asyncio"

    def __init__(self, url: str, *, pause: bool) -> None:
        self._url = url
        self.pauses = pause

    def run(self, callers: int, seconds: float, source: Iterator[Post]) -> list[float]:
        return event_loop.run(self._run(callers, seconds, source))

    def close(self) -> None:
        pass

    async def _run(self, callers: int, seconds: float, source: Iterator[Post]) -> list[float]:
        times: list[float] = []
        async with AsyncMongoClient[Document](self._url, maxPoolSize=100) as client:
            await client.admin.command("ping")
            ends = time.perf_counter() + seconds

            async def caller() -> None:
                async with client.start_session() as session:
                    while (started := time.perf_counter()) < ends:
                        await self._write(client, session, next(source), ends)
                        done = time.perf_counter()
                        if done <= ends:
                            times.append(done - started)

            await asyncio.gather(*(caller() for _ in range(callers)))
        return times

    async def _write(
        self,
        client: AsyncMongoClient[Document],
        session: AsyncClientSession,
        post: Post,
        ends: float,
    ) -> None:
        database = client[DATABASE]
        documents, balances = bare_documents(post), _balance_updates(post)
        while True:
            try:
                async with await session.start_transaction(_SNAPSHOT, _DURABLE):
                    for name, document in documents.items():
                        await database[name].insert_one(document, session=session)
                    await database.balances.bulk_write(balances, session=session)
                return
            except (OperationFailure, ConnectionFailure) as error:
                if not _conflict(error):
                    raise
            if time.perf_counter() > ends:
                return
            if self.pauses:
                await asyncio.sleep(random.uniform(0, 2 * _PAUSE_SECONDS))


def spread(url: str, *, seconds: float) -> list[Rate]:
    """Over spread-out accounts: each number of clients, threads and asyncio."""
    return [
        _measure(way(url, pause=False), clients, seconds, hot=False)
        for clients in CLIENTS
        for way in (Threads, Asyncio)
    ]


def hot(url: str, *, seconds: float) -> list[Rate]:
    """All credit one biller: threads and asyncio, losers at once or after a pause."""
    return [
        _measure(way(url, pause=pause), HOT_CLIENTS, seconds, hot=True)
        for way in (Threads, Asyncio)
        for pause in (False, True)
    ]


def _measure(way: Threads | Asyncio, clients: int, seconds: float, *, hot: bool) -> Rate:
    before = time.process_time()
    again = ", pausing" if way.pauses else ""
    try:
        times = way.run(clients, seconds, posts(hot=hot, seed=clients))
    finally:
        way.close()
    used = time.process_time() - before
    how = f"{clients} {way.how}{again}"
    return Rate.of(times, over_seconds=seconds, how=how, cpu_seconds=used)
