"""The master keys: numbered, one of them current; each wraps the data keys of its time.

A master key is 32 bytes that the database never has in the clear. Where it is kept is its
source's business: a file, or wrapped by AWS KMS or an HSM and unwrapped once at start-up. Its
record in ``master_keys`` says which it is (``check``), and may hold copies of it sealed under
another master key, so that servers which hold one find the other (see ``rotation.py``).
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError, PyMongoError

from paymentus.foundation.mongo import Database, Document
from paymentus.integrations.key_management import KeysUnavailable, MasterKeyUnfit
from paymentus.integrations.key_management.key_files import (
    make_key_file,
    read_key_file,
    sync_folder,
    write_key_file,
)

MASTER_KEYS = "master_keys"
INDEXES: dict[str, list[IndexModel]] = {MASTER_KEYS: []}
INCOMING, CURRENT, RETIRED = "incoming", "current", "retired"
_KEK_BYTES = 96  # what MongoDB's drivers ask of a local key: 32 each for cipher, MAC and IV
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class MasterKey:
    """``number`` counts from 1 and names it: data keys say ``local:m<number>``."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def provider(self) -> str:
        """The name under which MongoDB's encryption library knows it."""
        return f"local:m{self.number}"

    @property
    def check(self) -> str:
        """Tells two master keys apart and says nothing about either."""
        return self._derived(b"paymentus/check/1", 16).hex()

    @property
    def wrapping_key(self) -> bytes:
        return self._derived(b"paymentus/local-kek/1", _KEK_BYTES)

    def seal(self, other: MasterKey) -> bytes:
        """The other master key, readable to who has this one."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = AESGCM(self._derived(b"paymentus/handover/1", 32))
        return nonce + cipher.encrypt(nonce, other.secret, other.provider.encode())

    def unseal(self, number: int, sealed: bytes) -> MasterKey:
        """Inverse of :meth:`seal`; raises ``MasterKeyUnfit``."""
        cipher = AESGCM(self._derived(b"paymentus/handover/1", 32))
        nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            secret = cipher.decrypt(nonce, ciphertext, f"local:m{number}".encode())
        except (InvalidTag, ValueError) as problem:
            raise MasterKeyUnfit(f"The copy of master key {number} was changed.") from problem
        return MasterKey(number, secret)

    def _derived(self, purpose: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(self.secret)


class MasterKeySource(Protocol):
    """Where master keys are kept: the settings choose which."""

    @property
    def name(self) -> str:
        """``file``, ``aws`` or ``kmip``."""

    async def first_secret(self) -> bytes:
        """The 32 bytes of a new installation's master key."""

    async def wrap(self, key: MasterKey) -> Document:
        """What to keep in the record, so that :meth:`unwrap` finds the key again."""

    async def unwrap(self, record: Document) -> bytes | None:
        """The 32 bytes that the record names, or None when this source does not have them.

        Raises ``KeysUnavailable`` or ``MasterKeyUnfit``.
        """

    async def next_secret(self, number: int) -> bytes:
        """The 32 bytes of a master key to rotate to, kept where a crash does not lose them."""

    async def adopt(self, key: MasterKey) -> None:
        """The key is current now. Safe to repeat."""

    async def close(self) -> None: ...


class KeyFile:
    """The master key in a file; ``may_create`` makes one where there is none.

    While keys are rotated, the next one waits in a file beside it (``.encryption_key.m2``); the
    one before stays there too (``.encryption_key.m1``), for backups from its time.
    """

    name = "file"

    def __init__(self, path: Path, *, may_create: bool) -> None:
        self.path = path
        self._may_create = may_create

    async def first_secret(self) -> bytes:
        if self._may_create:
            make_key_file(self.path)
        return read_key_file(self.path)

    async def wrap(self, key: MasterKey) -> Document:
        return {}

    async def unwrap(self, record: Document) -> bytes | None:
        number = record["_id"]
        places = [self.path, *(one for one in [self.beside(number)] if one.exists())]
        for place in places:
            secret = read_key_file(place)
            if MasterKey(number, secret).check == record["check"]:
                return secret
        return None

    async def next_secret(self, number: int) -> bytes:
        make_key_file(self.beside(number))
        return read_key_file(self.beside(number))

    async def adopt(self, key: MasterKey) -> None:
        if self.path.exists() and read_key_file(self.path) == key.secret:
            return
        next_file, before = self.beside(key.number), self.beside(key.number - 1)
        if not next_file.exists():  # begun on another machine
            write_key_file(next_file, key.secret)
        if self.path.exists() and not before.exists():
            os.link(self.path, before)
        next_file.replace(self.path)
        sync_folder(self.path.parent)

    def beside(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.m{number}")

    async def close(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class MasterKeyRing:
    """The master keys this process holds; ``current`` wraps new data keys."""

    current: MasterKey
    keys: Mapping[int, MasterKey]

    def providers(self) -> dict[str, Document]:
        return {key.provider: {"key": key.wrapping_key} for key in self.keys.values()}


class MasterKeyRecords:
    """Reads and makes the records; ``source`` has the keys."""

    def __init__(self, database: Database, source: MasterKeySource) -> None:
        self.source = source
        self._database = database
        self._records = database[MASTER_KEYS]

    def kept_by(self, source: MasterKeySource) -> MasterKeyRecords:
        """The same records, for keys that another source keeps."""
        return self if source is self.source else MasterKeyRecords(self._database, source)

    async def load(
        self, *, now: datetime, held: Mapping[int, MasterKey] | None = None
    ) -> MasterKeyRing:
        """Every master key that can be had; makes the first one in a new database.

        ``held`` are not asked for again. Raises ``KeysUnavailable``, and ``MasterKeyUnfit`` when
        the current one is not among them.
        """
        records = await self.all()
        if not records:
            await self._insert_first(now)
            records = await self.all()
        keys = await self._resolve(records, held or {})
        current = max(record["_id"] for record in records if record["state"] == CURRENT)
        if current not in keys:
            raise MasterKeyUnfit(
                f"The data of this database is encrypted under master key {current}, which "
                f"{_place(self.source)} does not hold. Put the right key there: the newest one, if "
                "keys were rotated."
            )
        return MasterKeyRing(keys[current], keys)

    async def all(self) -> list[Document]:
        """The records, oldest first. Raises ``KeysUnavailable``."""
        with _asking():
            return await self._records.find({}).sort("_id", 1).to_list()

    async def current_number(self) -> int:
        """Which master key wraps new data keys now. Raises ``KeysUnavailable``."""
        with _asking():
            newest = await self._records.find_one({"state": CURRENT}, sort=[("_id", -1)])
        return newest["_id"] if newest else 0

    async def kept_in(self) -> str:
        """The source of the current master key; empty in a new database."""
        with _asking():
            newest = await self._records.find_one({"state": CURRENT}, sort=[("_id", -1)])
        return newest["source"] if newest else ""

    async def add(self, key: MasterKey, *, under: MasterKey, now: datetime) -> None:
        """A new master key to rotate to, with a copy for those who hold the one before; and the
        other way round, so that what is left under the old one stays readable."""
        record = await self._record_of(key, state=INCOMING, now=now)
        record["copies"] = [{"under": under.number, "sealed": under.seal(key)}]
        with _asking(), contextlib.suppress(DuplicateKeyError):
            await self._records.insert_one(record)

    async def keep_readable(self, old: MasterKey, *, under: MasterKey) -> None:
        """Give the old key's record a copy of it under a newer one. Safe to repeat."""
        lacking = {"_id": old.number, "copies.under": {"$ne": under.number}}
        copy = {"under": under.number, "sealed": under.seal(old)}
        with _asking():
            await self._records.update_one(lacking, {"$push": {"copies": copy}})

    async def make_current(self, key: MasterKey, *, now: datetime) -> None:
        with _asking():
            await self._records.update_one(
                {"_id": key.number, "state": INCOMING},
                {"$set": {"state": CURRENT, "current_since": now}},
            )
            await self._records.update_many(
                {"_id": {"$lt": key.number}, "state": CURRENT},
                {"$set": {"state": RETIRED, "retired_at": now}},
            )

    async def end_handover(self, key: MasterKey) -> None:
        """From now on, who holds only an older master key cannot read this one."""
        older = {"$pull": {"copies": {"under": {"$lt": key.number}}}}
        with _asking():
            await self._records.update_one({"_id": key.number}, older)

    async def _insert_first(self, now: datetime) -> None:
        """Of several servers that start at once, one adds the record; the others read it."""
        key = MasterKey(1, await self.source.first_secret())
        record = await self._record_of(key, state=CURRENT, now=now)
        with _asking(), contextlib.suppress(DuplicateKeyError):
            await self._records.insert_one(record)

    async def _record_of(self, key: MasterKey, *, state: str, now: datetime) -> Document:
        return {
            "_id": key.number,
            "source": self.source.name,
            "state": state,
            "check": key.check,
            "created_at": now,
            "wrapped": await self.source.wrap(key),
            "copies": [],
        }

    async def _resolve(
        self, records: Sequence[Document], held: Mapping[int, MasterKey]
    ) -> dict[int, MasterKey]:
        found = dict(held)
        for record in records:
            if record["_id"] in found or record["source"] != self.source.name:
                continue
            secret = await self.source.unwrap(record)
            if secret is not None:
                found[record["_id"]] = MasterKey(record["_id"], secret)
        while True:
            more = [_copied(record, found) for record in records if record["_id"] not in found]
            new = {key.number: key for key in more if key is not None}
            if not new:
                break
            found |= new
        for record in records:
            key = found.get(record["_id"])
            if key is not None and not hmac.compare_digest(key.check, record["check"]):
                raise MasterKeyUnfit(f"Master key {key.number} is not what its record says.")
        return found


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except PyMongoError as problem:
        raise KeysUnavailable() from problem


def _copied(record: Document, held: Mapping[int, MasterKey]) -> MasterKey | None:
    for copy in record["copies"]:
        if copy["under"] in held:
            return held[copy["under"]].unseal(record["_id"], copy["sealed"])
    return None


def _place(source: MasterKeySource) -> str:
    return (
        f"the key file {source.path}" if isinstance(source, KeyFile) else f"the {source.name} key"
    )
