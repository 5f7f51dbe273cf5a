"""Sealing and opening over a real database, and what is refused."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bson import encode
from bson.binary import Binary

from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import (
    Erased,
    KeysUnavailable,
    SealBroken,
    Sealed,
    ToSeal,
)
from paymentus.integrations.key_management.field_cipher import FieldCipher, is_sealed
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile

HERE = {"record_id": "usr_1", "field": "users.full_name"}


class TestSealing:
    @pytest.mark.parametrize(
        "value",
        [
            "Jane Roe", "", "Zoë 🦦 \x00", b"\x00\xff" * 500, 123_456_789, None, True,
            datetime(2026, 11, 23, 10, 0, tzinfo=UTC), {"name": "Jane", "lines": ["a", "b"]},
        ],
    )  # fmt: skip
    async def test_gives_back_what_was_sealed(self, cipher: FieldCipher, value: Any) -> None:
        sealed = await cipher.seal("usr_1", value, **HERE)

        assert is_sealed(sealed)
        assert await cipher.open(sealed, **HERE) == value

    async def test_shows_nothing_of_the_value_nor_that_two_are_equal(
        self, cipher: FieldCipher
    ) -> None:
        one = await cipher.seal("usr_1", "Jane Roe", **HERE)
        other = await cipher.seal("usr_1", "Jane Roe", **HERE)

        assert b"Jane" not in one
        assert one != other

    async def test_of_many_keeps_their_order_and_their_people(self, cipher: FieldCipher) -> None:
        places = [(f"usr_{n % 7}", f"pay_{n}", f"name {n}") for n in range(120)]

        sealed = await cipher.seal_many([ToSeal(who, v, r, "p.name") for who, r, v in places])
        opened = await cipher.open_many(
            [Sealed(one, r, "p.name") for one, (_, r, _) in zip(sealed, places, strict=True)]
        )

        assert opened == [value for _, _, value in places]

    async def test_is_readable_to_another_server_with_the_same_key_file(
        self, cipher: FieldCipher, database: Database, key_file: Path
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)

        other = FieldCipher(KeyStore(database, KeyFile(key_file, may_create=False), clock=utc_now))

        assert await other.open(sealed, **HERE) == "Jane Roe"

    async def test_says_how_fast_it_is(self, cipher: FieldCipher) -> None:
        number = 2_000
        rows = [ToSeal("usr_1", "jane@example.com", f"pay_{n:026}", "p.e") for n in range(number)]

        began = time.perf_counter()
        sealed = await cipher.seal_many(rows)
        middle = time.perf_counter()
        await cipher.open_many(
            [Sealed(one, row.record_id, row.field) for one, row in zip(sealed, rows, strict=True)]
        )
        end = time.perf_counter()

        rates = number / (middle - began), number / (end - middle)
        print(f"\nsealed {rates[0]:,.0f}/s, opened {rates[1]:,.0f}/s, {len(sealed[0])} bytes each")
        assert min(rates) > 500


class TestOpening:
    async def test_refuses_a_value_moved_to_another_record_or_field(
        self, cipher: FieldCipher
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)

        with pytest.raises(SealBroken, match="another place"):
            await cipher.open(sealed, record_id="usr_2", field="users.full_name")
        with pytest.raises(SealBroken, match="another place"):
            await cipher.open(sealed, record_id="usr_1", field="users.email")
        with pytest.raises(SealBroken, match="another place"):
            await cipher.open_many([Sealed(sealed, "usr_2", "users.full_name")])

    async def test_refuses_two_values_that_were_swapped(self, cipher: FieldCipher) -> None:
        first, second = await cipher.seal_many(
            [ToSeal("usr_1", "1", "pay_1", "p.ssn"), ToSeal("usr_1", "2", "pay_2", "p.ssn")]
        )

        with pytest.raises(SealBroken):
            await cipher.open_many([Sealed(second, "pay_1", "p.ssn")])
        with pytest.raises(SealBroken):
            await cipher.open_many([Sealed(first, "pay_2", "p.ssn")])

    async def test_refuses_a_value_changed_in_any_byte(self, cipher: FieldCipher) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        wrong = []
        for position in range(len(sealed)):
            changed = bytearray(sealed)
            changed[position] ^= 1
            try:
                await cipher.open(Binary(bytes(changed), 6), **HERE)
                wrong.append(position)
            except (SealBroken, KeysUnavailable):  # another key's name: no such key
                pass

        assert wrong == []

    @pytest.mark.parametrize("kept", [0, 1, 17, 50, -1])
    async def test_refuses_a_value_that_was_cut(self, cipher: FieldCipher, kept: int) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)

        with pytest.raises(SealBroken):
            await cipher.open(Binary(bytes(sealed)[:kept], 6), **HERE)

    async def test_takes_nothing_in_the_clear_for_a_sealed_value(self, cipher: FieldCipher) -> None:
        inside = {"r": HERE["record_id"], "f": HERE["field"], "v": "Eve"}

        for planted in ("Eve", inside, Binary(encode({"v": inside}), 0), Binary(b"x" * 99, 6)):
            with pytest.raises(SealBroken):
                await cipher.open(planted, **HERE)  # type: ignore[arg-type]

    async def test_is_refused_without_the_right_key(
        self, cipher: FieldCipher, database: Database
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        await cipher.seal("usr_2", "John Doe", **HERE)
        own = await database[DATA_KEYS].find_one({"subject": "usr_1"})
        others = await database[DATA_KEYS].find_one({"subject": "usr_2"})
        assert own
        assert others
        await database[DATA_KEYS].update_one(
            {"_id": own["_id"]}, {"$set": {"keyMaterial": others["keyMaterial"]}}
        )
        await asyncio.sleep(1.1)

        with pytest.raises(SealBroken):
            await cipher.open(sealed, **HERE)

    async def test_is_refused_and_not_called_erased_when_the_key_is_gone(
        self, cipher: FieldCipher, keys: KeyStore, database: Database
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        await database[DATA_KEYS].delete_many({})
        keys.forget()

        with pytest.raises(KeysUnavailable):
            await cipher.open(sealed, **HERE, if_erased=None)

    async def test_and_sealing_fail_closed_while_the_key_store_is_away(
        self, mongo_url: str, database: Database, key_file: Path
    ) -> None:
        client, _ = mongo.connect(mongo_url)
        source = KeyFile(key_file, may_create=True)
        cipher = FieldCipher(
            KeyStore(mongo.database_of(client, database.name), source, clock=utc_now)
        )
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        await client.close()
        await asyncio.sleep(1.1)

        with pytest.raises(KeysUnavailable):
            await cipher.open(sealed, **HERE, if_erased=None)
        with pytest.raises(KeysUnavailable):
            await cipher.seal("usr_1", "Jane Roe", **HERE)
        with pytest.raises(KeysUnavailable):
            await cipher.seal("usr_2", "Jane Roe", **HERE)


class TestErasedValues:
    async def test_do_not_open_but_may_be_shown_as_erased(
        self, cipher: FieldCipher, keys: KeyStore
    ) -> None:
        gone = await cipher.seal("usr_1", "Jane Roe", **HERE)
        stays = await cipher.seal("usr_2", "John Doe", **HERE)

        await keys.destroy("usr_1")

        with pytest.raises(Erased):
            await cipher.open(gone, **HERE)
        places = [Sealed(one, HERE["record_id"], HERE["field"]) for one in (gone, stays)]
        assert await cipher.open_many(places, if_erased="erased") == ["erased", "John Doe"]
        with pytest.raises(Erased):
            await cipher.open_many(places)

    async def test_are_not_added_to(self, cipher: FieldCipher, keys: KeyStore) -> None:
        await keys.destroy("usr_never_seen")

        with pytest.raises(Erased):
            await cipher.seal("usr_never_seen", "Jane Roe", **HERE)
