"""The MongoDB connection and its concerns.

Majority and journaled writes, majority reads, primary reads: ``w:1`` was seen to
lose acknowledged transfers under a one-way partition (docs/decisions/0002).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson.codec_options import CodecOptions
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError as DatabaseTrouble
from pymongo.monitoring import CommandListener
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri
from pymongo.write_concern import WriteConcern

__all__ = [
    "Client",
    "CommandListener",
    "Database",
    "DatabaseTrouble",
    "Document",
    "connect",
    "database_of",
]

Document = dict[str, Any]
Database = AsyncDatabase[Document]
Client = AsyncMongoClient[Document]

DATABASE_NAME = "paymentus_production"


def connect(
    url: str, *, listeners: Sequence[CommandListener] = (), app_name: str = "paymentus"
) -> tuple[Client, Database]:
    """A client and the platform's database (the one named in the URL, or the default)."""
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
        socketTimeoutMS=20_000,
        retryWrites=True,
        retryReads=True,
        maxPoolSize=64,
    )
    name = parse_uri(url).get("database") or DATABASE_NAME
    return client, database_of(client, name)


def database_of(client: Client, name: str) -> Database:
    """A database with the platform's concerns: majority reads, majority and journaled writes."""
    return client.get_database(
        name,
        codec_options=CodecOptions(tz_aware=True),
        read_concern=ReadConcern("majority"),
        write_concern=WriteConcern(w="majority", j=True, wtimeout=15_000),
    )
