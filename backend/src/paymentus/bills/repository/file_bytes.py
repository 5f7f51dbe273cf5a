"""The bytes of bill files in MongoDB, in the layout of GridFS, so that any server can read them.

Written and read block by block: PyMongo's own streams keep up to 32 MB before they write, and read
16 MB at a time, which would make memory grow with the file. The layout is the specification's;
each block is sealed, so that it is a little longer in the database than in the file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from bson import Binary, Int64
from pymongo import ASCENDING, IndexModel

from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.field_cipher import FieldCipher, is_sealed

_BUCKET = "bill_file_bytes"
CHUNKS = f"{_BUCKET}.chunks"
BYTES_FILES = f"{_BUCKET}.files"
BLOCK_BYTES = 255 * 1024
# Migration 0002 brings the first form to the second: blocks sealed, no name.
_PLAIN, _SEALED = 1, 2

INDEXES: dict[str, list[IndexModel]] = {
    CHUNKS: [IndexModel([("files_id", ASCENDING), ("n", ASCENDING)], unique=True)],
    BYTES_FILES: [IndexModel([("filename", ASCENDING), ("uploadDate", ASCENDING)])],
}


class BytesGone(Exception):
    """There are no bytes under this id."""


class FileBytes:
    """``cipher`` seals each block; without it blocks are stored as they come."""

    def __init__(self, database: Database, cipher: FieldCipher | None = None) -> None:
        self._files = database[BYTES_FILES]
        self._chunks = database[CHUNKS]
        self._cipher = cipher

    def writer(self, file_id: str, *, subject: str) -> FileWriter:
        """``subject`` says under whose key the bytes are kept."""
        return FileWriter(self, file_id, subject)

    async def put(self, file_id: str, number: int, block: bytes, *, subject: str) -> None:
        data = block
        if self._cipher is not None:
            data = await self._cipher.seal(
                subject, block, record_id=file_id, field=block_field(number)
            )
        await self._chunks.insert_one({"files_id": file_id, "n": number, "data": data})

    async def finish(self, file_id: str, *, length: int, at: datetime) -> None:
        """From here on the file can be read."""
        await self._files.insert_one(
            {
                "_id": file_id,
                # The name it came with may be somebody's; ``bill_files`` has it, sealed.
                "filename": file_id,
                "length": Int64(length),
                "chunkSize": BLOCK_BYTES,
                "uploadDate": at,
                "schema_version": _PLAIN if self._cipher is None else _SEALED,
            }
        )

    async def seal(self, file_id: str, *, subject: str) -> None:
        """Seal the blocks that are not; safe to repeat, and to interrupt."""
        async for chunk in self._chunks.find({"files_id": file_id}, batch_size=1):
            if self._cipher is None or is_sealed(chunk["data"]):
                continue
            data = await self._cipher.seal(
                subject, chunk["data"], record_id=file_id, field=block_field(chunk["n"])
            )
            await self._chunks.update_one({"_id": chunk["_id"]}, {"$set": {"data": data}})

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
            yield (await self._opened(file_id, number, chunk["data"]))[skip:]
            skip = 0

    async def _opened(self, file_id: str, number: int, data: bytes) -> bytes:
        if self._cipher is None or not is_sealed(data):
            return data
        assert isinstance(data, Binary)
        block: bytes = await self._cipher.open(data, record_id=file_id, field=block_field(number))
        return block


def block_field(number: int) -> str:
    """What binds a sealed block to its place in the file."""
    return f"{CHUNKS}.data/{number}"


class FileWriter:
    """Cuts what comes into blocks of one size and writes each as soon as it is full."""

    def __init__(self, store: FileBytes, file_id: str, subject: str) -> None:
        self._store = store
        self._file_id = file_id
        self._subject = subject
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

    async def close(self, at: datetime) -> None:
        if self._waiting:
            await self._put(bytes(self._waiting))
        await self._store.finish(self._file_id, length=self._length, at=at)

    async def abort(self) -> None:
        await self._store.drop(self._file_id)

    async def _put(self, block: bytes) -> None:
        await self._store.put(self._file_id, self._number, block, subject=self._subject)
        self._number += 1
