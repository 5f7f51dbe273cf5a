"""Everything a thief of the database, of Redis or of the logs would hold, as bytes.

Not here: the sandbox and its mail sink, which stand for the outside world, and the key files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bson
import pymongo
import redis
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from paymentus.app.embedded.binaries import Binary
from paymentus.app.embedded.mongod import DATABASE, EmbeddedMongo
from paymentus.app.embedded.processes import ChildProcess

from support.product import Product

# Without compression, so that what is on the disk can be searched as it is there.
_AS_IT_IS = (
    *("--wiredTigerCollectionBlockCompressor", "none"),
    *("--wiredTigerJournalCompressor", "none"),
)
_FILES = ("mongo", "redis", "logs")


class UncompressedMongo(EmbeddedMongo):
    """One mongod that writes its files uncompressed."""

    def _process(self, binary: Binary, *, number: int, port: int) -> ChildProcess:
        child = super()._process(binary, number=number, port=port)
        child.command = (*child.command, *_AS_IT_IS)
        return child


def collections(product: Product) -> Iterator[tuple[str, bytes]]:
    """(database.collection/_id, document) of every document, the oplog's too, undecoded."""
    client: pymongo.MongoClient[RawBSONDocument] = pymongo.MongoClient(
        product.mongo.uri, document_class=RawBSONDocument
    )
    with client:
        for database in client.list_database_names():
            for name in client[database].list_collection_names():
                raw = client[database].get_collection(name, CodecOptions(RawBSONDocument))
                for document in raw.find({}):
                    yield f"{database}.{name}", document.raw


def fields(product: Product) -> dict[str, set[str]]:
    """Collection of the product -> the dotted names of all fields in it, arrays passed through."""
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(product.mongo.uri)
    found: dict[str, set[str]] = {}
    with client:
        for name in client[DATABASE].list_collection_names():
            names = found.setdefault(name, set())
            for document in client[DATABASE][name].find({}):
                names |= set(_names(document))
    return found


def _names(value: Any, above: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _names(inner, f"{above}.{name}" if above else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner, above)
        yield above
    else:
        yield above


def values_in_redis(product: Product) -> Iterator[tuple[str, bytes]]:
    """(kind of key, key and value) of everything in Redis."""
    with redis.Redis.from_url(product.redis.uri) as connection:
        for key in connection.scan_iter(count=1000):
            kind: bytes = connection.type(key)
            if kind == b"none":
                continue  # its time ran out meanwhile
            reads: dict[bytes, Callable[[bytes], Any]] = {
                b"string": connection.get,
                b"list": lambda key: connection.lrange(key, 0, -1),
                b"hash": connection.hgetall,
                b"set": connection.smembers,
                b"zset": lambda key: connection.zrange(key, 0, -1, withscores=True),
                b"stream": connection.xrange,
            }
            value = repr(reads[kind](key)).encode()
            yield f"redis {key.partition(b':')[0].decode()}", key + b" " + value
        connection.save()


def files(product: Product) -> Iterator[tuple[str, bytes]]:
    """MongoDB's files, Redis' snapshot and the logs of our own processes, as they are on disk."""
    with pymongo.MongoClient(product.mongo.uri) as client:
        client.admin.command("fsync")  # a checkpoint: what is in the cache goes into the files
    for folder in _FILES:
        for path in sorted((product.folder / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("sandbox"):
                yield str(path.relative_to(product.folder)), path.read_bytes()


def bytes_of(document: dict[str, Any]) -> bytes:
    return bson.encode(document)


def log_lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.log")):
        if not path.name.startswith("sandbox"):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                yield path.name, line
