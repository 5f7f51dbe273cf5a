"""The master keys: numbered, one of them current; each wraps the data keys of its time.

A master key is 32 bytes that the database never has in the clear. Where it is kept is its
source's business: a file, or wrapped by AWS KMS or an HSM and unwrapped once at start-up. Its
record in ``master_keys`` says which it is (``check``), and may hold copies of it sealed under
another master key, so that servers which hold one find the other (see ``rotation.py``).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
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
from paymentus.integrations.key_management.key_files import make_key_file, read_key_file

MASTER_KEYS = "master_keys"
INDEXES: dict[str, list[IndexModel]] = {MASTER_KEYS: []}
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

    async def close(self) -> None: ...


class KeyFile:
    """The master key in a file; ``may_create`` makes one where there is none."""

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
        secret = read_key_file(self.path)
        return secret if MasterKey(record["_id"], secret).check == record["check"] else None

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
        self._records = database[MASTER_KEYS]

    async def load(self, *, now: datetime) -> MasterKeyRing:
        """Every master key that can be had; makes the first one in a new database.

        Raises ``MasterKeyUnfit`` when the current one is not among them, ``KeysUnavailable``.
        """
        try:
            records = await self._all()
            if not records:
                await self._insert_first(now)
                records = await self._all()
        except PyMongoError as problem:
            raise KeysUnavailable() from problem
        keys = await self._resolve(records)
        current = max(record["_id"] for record in records if record["state"] == "current")
        if current not in keys:
            raise MasterKeyUnfit(
                f"The data of this database is encrypted under master key {current}, which "
                f"{_place(self.source)} does not hold. Put the right key there: the newest one, if "
                "keys were rotated."
            )
        return MasterKeyRing(keys[current], keys)

    async def _all(self) -> list[Document]:
        return await self._records.find({}).sort("_id", 1).to_list()

    async def _insert_first(self, now: datetime) -> None:
        """Of several servers that start at once, one adds the record; the others read it."""
        key = MasterKey(1, await self.source.first_secret())
        record = await self.record_of(key, state="current", now=now)
        try:
            await self._records.insert_one(record)
        except DuplicateKeyError:
            return

    async def record_of(self, key: MasterKey, *, state: str, now: datetime) -> Document:
        return {
            "_id": key.number,
            "source": self.source.name,
            "state": state,
            "check": key.check,
            "created_at": now,
            "wrapped": await self.source.wrap(key),
            "copies": [],
        }

    async def _resolve(self, records: Sequence[Document]) -> dict[int, MasterKey]:
        found: dict[int, MasterKey] = {}
        for record in records:
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


def _copied(record: Document, held: Mapping[int, MasterKey]) -> MasterKey | None:
    for copy in record["copies"]:
        if copy["under"] in held:
            return held[copy["under"]].unseal(record["_id"], copy["sealed"])
    return None


def _place(source: MasterKeySource) -> str:
    return (
        f"the key file {source.path}" if isinstance(source, KeyFile) else f"the {source.name} key"
    )
