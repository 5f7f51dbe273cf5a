"""What the operation log of a replica set says, as operations that can be applied to another one.

An entry is as MongoDB writes it: ``i``, ``u`` and ``d`` for one document, ``c`` for a command; a
transaction is a command ``applyOps`` with its operations, a large one several of them whose last
says their ``count``. Ids of collections (``ui``) are those of the old servers and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from paymentus.foundation.errors import Conflict
from paymentus.recovery.domain.manifest import Moment

_DOCUMENT_OPERATIONS = frozenset("iud")
UNFINISHED = "unfinished_restore"
"""The collection that is there while a restore is at work."""
_KEPT = ("op", "ns", "o", "o2")
# The product makes its collections and indexes itself.
_NEEDLESS = frozenset(
    {
        "create", "createIndexes", "startIndexBuild", "commitIndexBuild", "abortIndexBuild",
        "collMod", "abortTransaction",
    }
)  # fmt: skip


class PointNotReachable(Conflict):
    """The operation log does not lead to this moment."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of one document; ``document`` is what ``applyOps`` takes."""

    at: Moment
    collection: str
    document: Mapping[str, Any]

    @property
    def inserts(self) -> bool:
        return bool(self.document["op"] == "i")


@dataclass
class Reading:
    """Reads entries in their order, of one database, and gives them the name of another.

    What cannot be repeated is refused, unless it is later than ``until``.
    """

    database: str
    target: str
    until: Moment = (1 << 62, 0)
    _begun: dict[bytes, list[Mapping[str, Any]]] = field(default_factory=dict)

    def operations(self, entry: Mapping[str, Any], *, key: bytes) -> Iterator[Operation]:
        """``key`` tells transactions apart. Raises ``PointNotReachable``."""
        at = (entry["ts"].time, entry["ts"].inc)
        if entry["op"] in _DOCUMENT_OPERATIONS:
            yield from self._of([entry], at)
        elif entry["op"] == "c":
            yield from self._of_command(entry, at, key)

    def _of_command(self, entry: Mapping[str, Any], at: Moment, key: bytes) -> Iterator[Operation]:
        command = entry["o"]
        if "applyOps" not in command:
            name = next(iter(command))
            ours = entry["ns"].partition(".")[0] == self.database
            if name not in _NEEDLESS and ours and at <= self.until:
                raise PointNotReachable(
                    f"At {at[0]} the database was given {name}. Choose an earlier moment."
                )
            return
        if command.get("prepare"):
            raise PointNotReachable("Transactions over several shards cannot be brought back.")
        done = self._begun.pop(key, [])
        done.extend(command["applyOps"])
        if command.get("partialTxn"):
            self._begun[key] = done
            return
        if command.get("count", len(done)) != len(done):
            raise PointNotReachable("The beginning of a large transaction is not in the log.")
        yield from self._of(done, at)

    def _of(self, entries: Iterable[Mapping[str, Any]], at: Moment) -> Iterator[Operation]:
        for entry in entries:
            database, _, collection = entry["ns"].partition(".")
            if database != self.database or entry["op"] not in _DOCUMENT_OPERATIONS:
                continue
            if collection == UNFINISHED:
                if at > self.until:
                    continue
                raise PointNotReachable(
                    f"At {at[0]} a backup was brought back into this database. Choose an earlier "
                    "moment, or a backup that was made later."
                )
            kept = {name: entry[name] for name in _KEPT if name in entry}
            yield Operation(at, collection, {**kept, "ns": f"{self.target}.{collection}"})
