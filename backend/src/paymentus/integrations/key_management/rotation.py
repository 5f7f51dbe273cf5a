"""A new master key: every data key is wrapped anew while servers read and write.

The order makes each step safe to lose: the new key is kept; its record appears, with a copy under
the old key for servers that hold only that one; data keys are wrapped anew, each only as it was
read (compare-and-set), so a destroyed key stays destroyed; the key file is replaced; the new key
becomes current; what was still made under the old one meanwhile is wrapped anew. A run that was
killed is simply run again: what is done is not done twice. Data keys themselves do not change
(that is ``reencryption.py``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import decode
from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import KeysUnavailable
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.master_keys import (
    INCOMING,
    MasterKey,
    MasterKeySource,
)

_BATCH = 500
# A server that was making a data key under the old master key has made it by then.
_SETTLING_SECONDS = 2.0

Progress = Callable[[int, int], None]
"""(data keys wrapped by this run, data keys left) after every batch."""


class RotationNotDone(Conflict):
    """A rotation was interrupted: run `paymentus keys rotate`, which goes on with it."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """``resumed`` says that an earlier run had begun it."""

    number: int
    wrapped: int
    resumed: bool


class Rotation:
    """``source`` is where the new master key is kept; that of ``keys`` unless it changes."""

    def __init__(
        self,
        database: Database,
        keys: KeyStore,
        *,
        source: MasterKeySource,
        clock: Clock,
        progress: Progress = lambda wrapped, left: None,
        batch: int = _BATCH,
        settling_seconds: float = _SETTLING_SECONDS,
    ) -> None:
        self._data_keys = database[DATA_KEYS]
        self._keys = keys
        self._source = source
        self._clock = clock
        self._progress = progress
        self._batch = batch
        self._settling_seconds = settling_seconds

    async def run(self) -> Rotated:
        """Rotate, or go on with the rotation that was interrupted. Raises ``KeysUnavailable``."""
        masters = self._keys.masters.kept_by(self._source)
        old = (await self._keys.reload()).current
        begun = [one for one in await masters.all() if one["state"] == INCOMING]
        number = begun[-1]["_id"] if begun else await self._begin(old)
        ring = await self._keys.reload()
        new = ring.keys[number]
        for other in ring.keys.values():
            if other.number < number:
                await masters.keep_readable(other, under=new)
        wrapped = await self._wrap_all(new)
        await self._source.adopt(new)
        await masters.make_current(new, now=self._clock())
        await self._keys.reload()
        await asyncio.sleep(self._settling_seconds)
        wrapped += await self._wrap_all(new)
        return Rotated(number, wrapped, resumed=bool(begun))

    async def finish(self) -> int:
        """End the handover: once every machine has the new key file. Returns the key's number.

        Raises ``RotationNotDone`` or ``KeysUnavailable``.
        """
        current = (await self._keys.reload()).current
        if any(record["state"] == INCOMING for record in await self._keys.masters.all()):
            raise RotationNotDone()
        await self._wrap_all(current)
        await self._keys.masters.end_handover(current)
        return current.number

    async def _begin(self, old: MasterKey) -> int:
        """Two who begin at once begin the same: the second one's record is not taken."""
        number = old.number + 1
        key = MasterKey(number, await self._source.next_secret(number))
        await self._keys.masters.kept_by(self._source).add(key, under=old, now=self._clock())
        return number

    async def _wrap_all(self, new: MasterKey) -> int:
        """Pass over all data keys until a pass finds none that is under another master key."""
        wrapped = 0
        try:
            while left := await self._data_keys.count_documents(_not_under(new)):
                after: Any = None
                while window := await self._window(new, after):
                    after = list(window)[-1]
                    done = await self._wrap(window, new)
                    wrapped, left = wrapped + done, max(left - done, 0)
                    self._progress(wrapped, left)
        except PyMongoError as problem:
            raise KeysUnavailable() from problem
        return wrapped

    async def _window(self, new: MasterKey, after: Any) -> dict[Any, bytes]:
        """Some keys to wrap, in the order of their ids: id -> what it is wrapped to now."""
        ahead = {} if after is None else {"_id": {"$gt": after}}
        rows = self._data_keys.find(_not_under(new) | ahead, {"keyMaterial": 1}).sort("_id", 1)
        return {row["_id"]: row["keyMaterial"] for row in await rows.limit(self._batch).to_list()}

    async def _wrap(self, before: dict[Any, bytes], new: MasterKey) -> int:
        ids = {"_id": {"$in": list(before)}, "keyMaterial": {"$exists": True}}
        answer = await self._keys.with_engine(
            lambda engine: engine.rewrap_many_data_key(ids, new.provider)
        )
        if not answer:
            return 0
        now = self._clock()
        writes = [_write(key, before[key["_id"]], now) for key in decode(answer)["v"]]
        return (await self._data_keys.bulk_write(writes, ordered=False)).modified_count


def _write(key: dict[str, Any], material_before: bytes, now: datetime) -> UpdateOne:
    as_read = {"_id": key["_id"], "keyMaterial": material_before}
    fields = {"keyMaterial": key["keyMaterial"], "masterKey": key["masterKey"], "updateDate": now}
    return UpdateOne(as_read, {"$set": fields})


def _not_under(new: MasterKey) -> dict[str, Any]:
    return {"masterKey.provider": {"$ne": new.provider}, "keyMaterial": {"$exists": True}}
