"""Field encryption: personal and secret values are sealed before the database sees them.

How a repository uses it (``FieldCipher`` and ``BlindIndex`` come from ``app/wiring``)::

    sealed = await cipher.seal(user.id, "Jane Roe", record_id=user.id, field="users.full_name")
    name = await cipher.open(sealed, record_id=user.id, field="users.full_name")

- ``subject`` says whose key seals: a person's id; the biller's id for a bill nobody has claimed;
  ``COMPLIANCE`` for names kept for screening; ``PLATFORM`` for what belongs to no person. The key
  is made when it is first needed. Erasing a person destroys their key.
- ``record_id`` and ``field`` (``collection.field``) are bound inside: a sealed value that stands
  in another document or field does not open. A record that is copied is sealed anew.
- Values are anything BSON holds: text, bytes, numbers, times, lists, documents. Several fields of
  one record that are read together cost least as one sealed document.
- What is sealed is a BSON ``Binary`` of subtype 6 and about 120 bytes longer than the value.
  Sealing the same twice gives two different results: equality is looked up by
  ``await index.of(value)`` of a ``BlindIndex``, stored beside it.
- For lists use ``seal_many`` and ``open_many``: one call, one pass over the keys.
- Whoever reads values of people who may have been erased passes ``if_erased=``, say ``None``.

Invariants: nothing is stored or answered in the clear when a key cannot be had
(``KeysUnavailable``); a key that was destroyed opens nothing in any process after
``KEY_LIFE_MS``; two servers that meet a new person at once use one key.

Types and refusals are here; ``key_store.py`` has the keys, ``field_cipher.py`` the sealing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bson.binary import Binary

from paymentus.foundation.errors import InvariantViolated, NotFound, Unavailable

COMPLIANCE = "compliance"
PLATFORM = "platform"

KEY_LIFE_MS = 1_000
"""How long a process may use a data key before it asks the database for it again."""


class KeysUnavailable(Unavailable):
    """The encryption keys cannot be had just now. Try again in a moment."""


class MasterKeyUnfit(Unavailable):
    """The master key is missing, is not one, or is not this database's."""


class Erased(NotFound):
    """This was erased together with the key that could open it."""


class SealBroken(InvariantViolated):
    """A sealed value was changed, cut, or stands where it was not put."""


@dataclass(frozen=True, slots=True)
class ToSeal:
    """One value, whose key seals it, and where it will stand."""

    subject: str
    value: Any
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed value and where it stands."""

    value: Binary
    record_id: str
    field: str


__all__ = [
    "COMPLIANCE",
    "KEY_LIFE_MS",
    "PLATFORM",
    "Erased",
    "KeysUnavailable",
    "MasterKeyUnfit",
    "SealBroken",
    "Sealed",
    "ToSeal",
]
