"""Seals and opens values; how to use it is said in this package's docstring.

A sealed value is MongoDB's client-side field-level encryption as its drivers do it
(AEAD_AES_256_CBC_HMAC_SHA_512, random), of a document ``{r: record id, f: field, v: value}``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from bson import decode, encode
from bson.binary import Binary
from bson.codec_options import CodecOptions
from bson.errors import InvalidBSON
from pymongocrypt.asynchronous.explicit_encrypter import AsyncExplicitEncrypter
from pymongocrypt.asynchronous.state_machine import run_state_machine
from pymongocrypt.errors import MongoCryptError

from paymentus.foundation.mongo import Document
from paymentus.integrations.key_management import (
    Erased,
    KeysUnavailable,
    SealBroken,
    Sealed,
    ToSeal,
)
from paymentus.integrations.key_management.key_store import KeyState, KeyStore

ALGORITHM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"
CIPHERTEXT_SUBTYPE = 6
_RANDOM = 2  # first byte of a randomly encrypted value; then 16 bytes that name the key
_KEY_ID = slice(1, 17)
_LEAST_BYTES = 18 + 16 + 16 + 32
_AWARE: CodecOptions[Document] = CodecOptions(tz_aware=True)
_IN_A_ROW = 50  # values sealed before others get their turn

_RAISE: Final = object()


class FieldCipher:
    """One per process. Safe to use from many tasks at once."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    async def seal(self, subject: str, value: Any, *, record_id: str, field: str) -> Binary:
        """The value under the subject's key. Raises ``Erased`` or ``KeysUnavailable``."""
        return await self._seal(subject, encode({"v": {"r": record_id, "f": field, "v": value}}))

    async def reseal(self, subject: str, sealed: Binary) -> Binary:
        """The same content, its binding included, under the subject's present key.

        Raises ``Erased``, ``SealBroken`` or ``KeysUnavailable``.
        """
        try:
            plain = await self._keys.with_engine(
                lambda engine: engine.decrypt(encode({"v": sealed}))
            )
        except MongoCryptError as problem:
            if await self._is_erased(sealed, problem, "a record", "A value"):
                raise Erased() from problem
            raise KeysUnavailable() from problem
        return await self._seal(subject, plain)

    async def _seal(self, subject: str, plain: bytes) -> Binary:
        try:
            return await self._encrypt(subject, plain)
        except MongoCryptError:
            # The subject has no key yet, or never will.
            await self._keys.ensure_key(subject)
        try:
            return await self._encrypt(subject, plain)
        except MongoCryptError as problem:
            raise KeysUnavailable() from problem

    async def seal_many(self, values: Sequence[ToSeal]) -> list[Binary]:
        """As ``seal``, in the order given."""
        sealed = []
        for number, one in enumerate(values, start=1):
            sealed.append(
                await self.seal(one.subject, one.value, record_id=one.record_id, field=one.field)
            )
            if number % _IN_A_ROW == 0:
                await asyncio.sleep(0)
        return sealed

    async def open(
        self, sealed: Binary, *, record_id: str, field: str, if_erased: Any = _RAISE
    ) -> Any:
        """The value. Raises ``SealBroken`` when it is not what was sealed for this place,
        ``KeysUnavailable``, and ``Erased`` unless ``if_erased`` is to be returned instead."""
        _require_ciphertext(sealed, record_id, field)
        try:
            [value] = await self._decrypt([sealed])
        except MongoCryptError as problem:
            if not await self._is_erased(sealed, problem, record_id, field):
                raise KeysUnavailable() from problem
            if if_erased is _RAISE:
                raise Erased() from problem
            return if_erased
        return _bound(value, record_id, field)

    async def open_many(self, values: Sequence[Sealed], *, if_erased: Any = _RAISE) -> list[Any]:
        """As ``open``, in the order given; one that is broken refuses all."""
        for one in values:
            _require_ciphertext(one.value, one.record_id, one.field)
        try:
            opened = await self._decrypt([one.value for one in values])
        except MongoCryptError:
            # One by one, to find which.
            return [
                await self.open(
                    one.value, record_id=one.record_id, field=one.field, if_erased=if_erased
                )
                for one in values
            ]
        return [
            _bound(value, one.record_id, one.field)
            for value, one in zip(opened, values, strict=True)
        ]

    async def _encrypt(self, subject: str, plain: bytes) -> Binary:
        sealed: bytes = await self._keys.with_engine(
            lambda engine: engine.encrypt(plain, ALGORITHM, key_alt_name=subject)
        )
        value: Binary = decode(sealed)["v"]
        return value

    async def _decrypt(self, values: Sequence[Binary]) -> list[Any]:
        together = encode({str(number): value for number, value in enumerate(values)})

        async def decrypted(engine: AsyncExplicitEncrypter) -> bytes:
            with engine.mongocrypt.decryption_context(together) as context:
                answer: bytes = await run_state_machine(context, engine.callback)
                return answer

        plain = await self._keys.with_engine(decrypted)
        try:
            return list(decode(plain, _AWARE).values())
        except InvalidBSON as problem:
            raise SealBroken("What was sealed is not BSON.") from problem

    async def _is_erased(
        self, sealed: Binary, problem: MongoCryptError, record_id: str, field: str
    ) -> bool:
        """Whether its key was destroyed; raises ``SealBroken`` when the key would be there."""
        state = await self._keys.state_of(key_id_of(sealed))
        if state is KeyState.USABLE:
            raise SealBroken(f"{field} of {record_id} was changed: {problem}") from problem
        return state is KeyState.ERASED


def is_sealed(value: object) -> bool:
    """Whether a stored value is one of ours; text from before encryption is not."""
    return isinstance(value, Binary) and value.subtype == CIPHERTEXT_SUBTYPE


def key_id_of(sealed: Binary) -> bytes:
    """The id of the data key that a sealed value names."""
    return bytes(sealed[_KEY_ID])


def _require_ciphertext(value: object, record_id: str, field: str) -> None:
    """A plain document put in the place of a sealed one must not pass for what was inside."""
    if not isinstance(value, Binary) or value.subtype != CIPHERTEXT_SUBTYPE:
        raise SealBroken(f"{field} of {record_id} is not sealed.")
    if len(value) < _LEAST_BYTES or value[0] != _RANDOM:
        raise SealBroken(f"{field} of {record_id} was cut or changed.")


def _bound(opened: Any, record_id: str, field: str) -> Any:
    if not isinstance(opened, dict) or (opened.get("r"), opened.get("f")) != (record_id, field):
        raise SealBroken(f"What stands in {field} of {record_id} was sealed for another place.")
    return opened["v"]
