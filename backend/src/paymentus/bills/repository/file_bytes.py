"""The bytes of bill files in MongoDB, in the layout of GridFS, so that any server can read them.

Written and read block by block: PyMongo's own streams keep up to 32 MB before they write, and read
16 MB at a time, which would make memory grow with the file. The layout is the specification's, so
that every GridFS tool reads it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from bson import Int64
from pymongo import ASCENDING, IndexModel

from paymentus.foundation.mongo import Database

_BUCKET = "bill_file_bytes"
BLOCK_BYTES = 255 * 1024

INDEXES: dict[str, list[IndexModel]] = {
    f"{_BUCKET}.chunks": [IndexModel([("files_id", ASCENDING), ("n", ASCENDING)], unique=True)],
    f"{_BUCKET}.files": [IndexModel([("filename", ASCENDING), ("uploadDate", ASCENDING)])],
}


class BytesGone(Exception):
    """There are no bytes under this id."""


class FileBytes:
    def __init__(self, database: Database) -> None:
        self._files = database[f"{_BUCKET}.files"]
        self._chunks = database[f"{_BUCKET}.chunks"]

    def writer(self, file_id: str) -> FileWriter:
        return FileWriter(self, file_id)

    async def put(self, file_id: str, number: int, block: bytes) -> None:
        await self._chunks.insert_one({"files_id": file_id, "n": number, "data": block})

    async def finish(self, file_id: str, *, name: str, length: int, at: datetime) -> None:
        """From here on the file can be read."""
        await self._files.insert_one(
            {
                "_id": file_id,
                "filename": name,
                "length": Int64(length),
                "chunkSize": BLOCK_BYTES,
                "uploadDate": at,
            }
        )

    async def drop(self, file_id: str) -> None:
        await self._files.delete_one({"_id": file_id})
        await self._chunks.delete_many({"files_id": file_id})

    async def blocks(self, file_id: str, *, offset: int) -> AsyncIterator[bytes]:
        """The bytes from ``offset`` on; raises ``BytesGone``."""
        file = await self._files.find_one({"_id": file_id})
        if file is None:
            raise BytesGone(file_id)
        first, skip = divmod(offset, file["chunkSize"])
        for number in range(first, -(-file["length"] // file["chunkSize"])):
            chunk = await self._chunks.find_one({"files_id": file_id, "n": number})
            if chunk is None:
                raise BytesGone(file_id)
            yield chunk["data"][skip:]
            skip = 0


class FileWriter:
    """Cuts what comes into blocks of one size and writes each as soon as it is full."""

    def __init__(self, store: FileBytes, file_id: str) -> None:
        self._store = store
        self._file_id = file_id
        self._waiting = bytearray()
        self._number = 0
        self._length = 0

    async def write(self, data: bytes) -> None:
        self._waiting += data
        self._length += len(data)
        while len(self._waiting) >= BLOCK_BYTES:
            block = bytes(self._waiting[:BLOCK_BYTES])
            del self._waiting[:BLOCK_BYTES]
            await self._put(block)

    async def close(self, name: str, at: datetime) -> None:
        if self._waiting:
            await self._put(bytes(self._waiting))
        await self._store.finish(self._file_id, name=name, length=self._length, at=at)

    async def abort(self) -> None:
        await self._store.drop(self._file_id)

    async def _put(self, block: bytes) -> None:
        await self._store.put(self._file_id, self._number, block)
        self._number += 1
