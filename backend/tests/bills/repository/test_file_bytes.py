from __future__ import annotations

import pytest
from gridfs.asynchronous import AsyncGridFSBucket

from bills.building import NOW
from paymentus.bills.repository.file_bytes import BLOCK_BYTES, BytesGone, FileBytes
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import SealBroken
from paymentus.integrations.key_management.field_cipher import is_sealed
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

DATA = bytes(range(256)) * (3 * BLOCK_BYTES // 256 + 10)


async def keep(store: FileBytes, data: bytes, *, piece: int = 100_000) -> None:
    writer = store.writer("bfl_1", subject="blr_1")
    for start in range(0, len(data), piece):
        await writer.write(data[start : start + piece])
    await writer.close(NOW)


async def read(store: FileBytes, offset: int = 0) -> bytes:
    return b"".join([block async for block in store.blocks("bfl_1", offset=offset)])


class TestFileBytes:
    @pytest.mark.parametrize("length", [0, 1, BLOCK_BYTES, BLOCK_BYTES + 1, len(DATA)])
    @pytest.mark.parametrize("piece", [100_000, 3 * BLOCK_BYTES])
    async def test_gives_back_what_it_was_given(self, database: Database, length: int, piece: int):
        store = FileBytes(database)

        await keep(store, DATA[:length], piece=piece)

        assert await read(store) == DATA[:length]

    @pytest.mark.parametrize(
        "offset", [1, BLOCK_BYTES - 1, BLOCK_BYTES, 2 * BLOCK_BYTES + 7, len(DATA) - 1, len(DATA)]
    )
    async def test_can_be_read_from_any_byte_on(self, database: Database, offset: int):
        store = FileBytes(database)
        await keep(store, DATA)

        assert await read(store, offset) == DATA[offset:]

    async def test_is_a_gridfs_that_other_tools_read(self, database: Database):
        store = FileBytes(database)
        await keep(store, DATA)

        bucket = AsyncGridFSBucket(database, "bill_file_bytes")
        stream = await bucket.open_download_stream("bfl_1")

        assert (stream.filename, stream.length) == ("bfl_1", len(DATA))
        assert await stream.read() == DATA

    async def test_is_sealed_block_by_block(self, database: Database, sealed: SealedDocuments):
        store = FileBytes(database, sealed.cipher)
        await keep(store, DATA)

        chunks = await database["bill_file_bytes.chunks"].find({}).sort("n", 1).to_list()
        assert all(is_sealed(chunk["data"]) for chunk in chunks)
        assert DATA[:64] not in b"".join(chunk["data"] for chunk in chunks)
        assert await read(store, BLOCK_BYTES + 5) == DATA[BLOCK_BYTES + 5 :]

    async def test_notices_blocks_that_changed_places(
        self, database: Database, sealed: SealedDocuments
    ):
        store = FileBytes(database, sealed.cipher)
        await keep(store, DATA)
        chunks = database["bill_file_bytes.chunks"]
        first, second = await chunks.find({}).sort("n", 1).to_list(2)
        await chunks.update_one({"_id": first["_id"]}, {"$set": {"data": second["data"]}})

        with pytest.raises(SealBroken):
            await read(store)

    async def test_keeps_nothing_of_what_is_given_up(self, database: Database):
        store = FileBytes(database)
        writer = store.writer("bfl_1", subject="blr_1")
        await writer.write(DATA)

        await writer.abort()

        assert await database["bill_file_bytes.chunks"].count_documents({}) == 0
        with pytest.raises(BytesGone):
            await read(store)

    async def test_says_when_a_part_is_gone(self, database: Database):
        store = FileBytes(database)
        await keep(store, DATA)
        await database["bill_file_bytes.chunks"].delete_one({"n": 1})

        with pytest.raises(BytesGone):
            await read(store)
