"""Servers that read and write sealed values all the while, and a run of key work to kill."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import Sealed
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile

TESTS = Path(__file__).parents[2]
PEOPLE = "sealed_people"


class Servers:
    """Two servers with a copy of the key file as it was at their start, and what went wrong."""

    def __init__(self, database: Database, key_file: Path) -> None:
        self._people = database[PEOPLE]
        self._ciphers = []
        for number in range(2):
            # Each machine has its own copy, which nobody replaces meanwhile.
            copy = key_file.with_name(f"server-{number}")
            copy.write_bytes(key_file.read_bytes())
            copy.chmod(0o600)
            source = KeyFile(copy, may_create=False)
            self._ciphers.append(FieldCipher(KeyStore(database, source, clock=utc_now)))
        self._random = random.Random(7)
        self.written: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.failures: list[BaseException] = []

    async def write(self, number: int, cipher: FieldCipher | None = None) -> None:
        subject, name = f"usr_{number}", f"Person {number}"
        sealed = await (cipher or self._ciphers[0]).seal(
            subject, name, record_id=subject, field="name"
        )
        nested = await (cipher or self._ciphers[0]).seal(
            subject, [name], record_id=subject, field="lines"
        )
        await self._people.insert_one(
            {"_id": subject, "version": 1, "name": sealed, "deep": [{"lines": nested}, 1]}
        )
        self.written[subject] = name

    async def read_all(self, cipher: FieldCipher | None = None) -> None:
        """Every value of everybody; raises what the first unreadable one raises."""
        for subject in list(self.written):
            await self._read(subject, cipher or self._ciphers[1])

    async def _read(self, subject: str, cipher: FieldCipher) -> None:
        document = await self._people.find_one({"_id": subject})
        assert document
        name, lines = await cipher.open_many(
            [
                Sealed(document["name"], subject, "name"),
                Sealed(document["deep"][0]["lines"], subject, "lines"),
            ]
        )
        assert name == self.written[subject]
        assert lines == [name]
        assert document["version"] == 1

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        stop = asyncio.Event()

        async def work(cipher: FieldCipher, first: int) -> None:
            fresh = first
            while not stop.is_set():
                try:
                    await self._read(self._random.choice(list(self.written)), cipher)
                    self.counts["reads"] += 1
                    if self._random.random() < 0.1:
                        await self.write(fresh, cipher)
                        fresh += 1
                        self.counts["new people"] += 1
                except Exception as failure:
                    self.failures.append(failure)
                await asyncio.sleep(0.002)

        tasks = [
            asyncio.create_task(work(cipher, 100_000 * (number + 1)))
            for number, cipher in enumerate(self._ciphers * 2)
        ]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)


async def key_work(
    work: str, mongo_url: str, database: Database, key_file: Path, *, kill_after: int | None = None
) -> list[dict[str, Any]]:
    """What a run says; with ``kill_after`` it is killed after so many lines."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(__file__).with_name("key_work.py")),
        work, mongo_url, database.name, str(key_file),
        env={"PYTHONPATH": str(TESTS.parent / "src")},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    said: list[dict[str, Any]] = []
    async with asyncio.timeout(120):
        async for line in process.stdout:
            said.append(json.loads(line))
            if kill_after is not None and len(said) >= kill_after:
                process.kill()
                break
        await process.wait()
    if kill_after is None:
        assert process.returncode == 0
        assert said[-1]["end"]
    return said
