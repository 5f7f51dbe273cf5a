"""``python key_work.py rotate|reencrypt URL DATABASE KEY_FILE``: a run that tests kill half-way.

Prints a line after every batch, and one at the end.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path

from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile
from paymentus.integrations.key_management.reencryption import Reencryption
from paymentus.integrations.key_management.rotation import Rotation


def say(**words: object) -> None:
    print(json.dumps(words), flush=True)


async def main(work: str, url: str, name: str, key_file: str) -> None:
    client, _ = mongo.connect(url)
    database = mongo.database_of(client, name)
    source = KeyFile(Path(key_file), may_create=False)
    keys = KeyStore(database, source, clock=utc_now)
    if work == "rotate":
        rotation = Rotation(
            database, keys, source=source, clock=utc_now, batch=20,
            progress=lambda wrapped, left: say(done=wrapped, left=left),
        )  # fmt: skip
        rotated = await rotation.run()
        say(end=True, number=rotated.number, wrapped=rotated.wrapped, resumed=rotated.resumed)
    else:
        reencryption = Reencryption(
            database, FieldCipher(keys), clock=utc_now, window=20,
            progress=lambda collection, seen, sealed: say(done=sealed, collection=collection),
        )  # fmt: skip
        done = await reencryption.run(older_than=timedelta(0))
        say(end=True, replaced=done.replaced, values=done.values, waiting=done.waiting)
    await client.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
