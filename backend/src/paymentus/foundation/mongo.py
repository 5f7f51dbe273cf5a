"""The MongoDB connection and its concerns.

Majority and journaled writes, majority reads, primary reads: ``w:1`` was seen to
lose acknowledged transfers under a one-way partition (docs/decisions/0002).
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bson.codec_options import CodecOptions
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect, OperationFailure
from pymongo.errors import PyMongoError as DatabaseTrouble
from pymongo.errors import ServerSelectionTimeoutError as NobodyAnswers
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri
from pymongo.write_concern import WriteConcern

from paymentus.foundation.errors import Unavailable
from paymentus.foundation.tracing import Span, SpanKind, Tracing, failed

__all__ = [
    "Client",
    "CommandListener",
    "CommandSpans",
    "Database",
    "DatabaseTrouble",
    "Document",
    "NobodyAnswers",
    "by_id",
    "connect",
    "database_of",
    "through_elections",
]

Document = dict[str, Any]
Database = AsyncDatabase[Document]
Client = AsyncMongoClient[Document]

DATABASE_NAME = "paymentus_production"

# What a member says that is no longer, or not yet, the primary (MongoDB's error_codes.yml).
_STATE_CHANGES = {91, 189, 10107, 11600, 11602, 13435, 13436}
_AGAIN_AFTER_SECONDS = 0.2
# Commands whose end is never told, because whoever waited for them was canceled.
_OPEN_SPANS_MAX = 1_000
_CONFIRMED_WITHIN_MS = 10_000


def connect(
    url: str,
    *,
    listeners: Sequence[CommandListener] = (),
    app_name: str = "paymentus",
    patient: bool = False,
) -> tuple[Client, Database]:
    """A client and the platform's database (the one named in the URL, or the default).

    ``patient`` is for work over whole collections, which has one command run for minutes: a backup,
    a restore, a proof of all that is stored. A member that is gone is still noticed within seconds,
    by the checks that go on beside it.
    """
    client: Client = AsyncMongoClient(
        url,
        tz_aware=True,
        appname=app_name,
        event_listeners=list(listeners),
        serverSelectionTimeoutMS=15_000,
        # A frozen primary is given up after the sum of these two: whatever waits for it then fails
        # and goes again. With the default of ten seconds between checks, payments stood still
        # for 14 s.
        connectTimeoutMS=2_000,
        heartbeatFrequencyMS=1_000,
        # And one that answers checks but not commands.
        socketTimeoutMS=None if patient else 20_000,
        retryWrites=True,
        retryReads=True,
        maxPoolSize=64,
    )
    name = parse_uri(url).get("database") or DATABASE_NAME
    return client, database_of(client, name, patient=patient)


def database_of(client: Client, name: str, *, patient: bool = False) -> Database:
    """A database with the platform's concerns: majority reads, majority and journaled writes."""
    within = None if patient else 15_000
    return client.get_database(
        name,
        codec_options=CodecOptions(tz_aware=True),
        read_concern=ReadConcern("majority"),
        write_concern=WriteConcern(w="majority", j=True, wtimeout=within),
    )


async def by_id(collection: AsyncCollection[Document], id: str) -> Document | None:
    """The document; None only where a majority of the members confirms that there is none.

    A former primary that was frozen or cut off answers majority reads from its own past until it
    learns of its successor (MongoDB's manual, "Read Concern majority"). Somebody who has just been
    told of a payment would be told that there is none. Raises ``DatabaseTrouble`` where no majority
    answers in time.
    """
    found = await collection.find_one({"_id": id})
    if found is not None:
        return found
    return await collection.with_options(read_concern=ReadConcern("linearizable")).find_one(
        {"_id": id}, max_time_ms=_CONFIRMED_WITHIN_MS
    )


@asynccontextmanager
async def answering(refusal: type[Unavailable]) -> AsyncIterator[None]:
    """What is done inside raises ``refusal``, a capability's own words, where MongoDB does not
    answer."""
    try:
        yield
    except DatabaseTrouble as trouble:
        raise refusal() from trouble


async def through_elections(act: Callable[[], Awaitable[None]], *, seconds: float = 30.0) -> None:
    """Do what is safe to repeat, again while the database changes its primary.

    The driver repeats single writes, but neither the making of indexes nor a write whose majority
    is lost on the way. Raises what the last try raised.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            return await act()
        except (AutoReconnect, OperationFailure) as trouble:
            passing = isinstance(trouble, AutoReconnect) or trouble.code in _STATE_CHANGES
            if not passing or time.monotonic() > deadline:
                raise
        await asyncio.sleep(_AGAIN_AFTER_SECONDS)


class CommandSpans(CommandListener):
    """A span for each command within a trace: its name and collection, never what it says."""

    def __init__(self, tracing: Tracing) -> None:
        self._tracing = tracing
        self._open: OrderedDict[int, Span] = OrderedDict()

    def started(self, event: CommandStartedEvent) -> None:
        name = event.command_name
        attributes = {
            "db.system.name": "mongodb",
            "db.operation.name": name,
            "db.namespace": event.database_name,
        }
        subject = event.command.get("collection" if name == "getMore" else name)
        if isinstance(subject, str):
            attributes["db.collection.name"] = subject
            name = f"{name} {subject}"
        span = self._tracing.begin(name, kind=SpanKind.CLIENT, attributes=attributes)
        if span is None:
            return
        self._open[event.request_id] = span
        if len(self._open) > _OPEN_SPANS_MAX:
            self._open.popitem(last=False)[1].end()

    def succeeded(self, event: CommandSucceededEvent) -> None:
        span = self._open.pop(event.request_id, None)
        if span is not None:
            span.end()

    def failed(self, event: CommandFailedEvent) -> None:
        span = self._open.pop(event.request_id, None)
        if span is not None:
            failed(span, str(event.failure.get("codeName", "failed")))
            span.end()
