"""What a backup says it holds, and when it is from. The last part of every backup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from paymentus.foundation.clock import parse_rfc3339, rfc3339
from paymentus.recovery.domain.container import BackupDamaged

FORMAT = 1
MANIFEST = "manifest.json"
Moment = tuple[int, int]
"""A moment of the cluster: seconds since 1970 and the operation within that second."""


class Kind(StrEnum):
    SNAPSHOT = "snapshot"
    """Every collection at ``until``."""
    OPERATIONS = "operations"
    """What was written after ``since``, up to and with ``until``."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the backup. ``documents`` is None where it holds none."""

    path: str
    bytes: int
    sha256: str
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class LogHead:
    """How long the audit log was at that moment, and what was signed over it."""

    shard: str
    size: int
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``parts`` are in the order in which they stand in the backup."""

    kind: Kind
    name: str
    database: str
    made_at: datetime
    since: Moment | None
    until: Moment
    parts: tuple[Part, ...]
    log_heads: tuple[LogHead, ...] = ()
    format: int = field(default=FORMAT)

    @property
    def documents(self) -> dict[str, int]:
        """Collection -> how many documents."""
        return {
            part.path.partition("/")[2].removesuffix(".bson"): part.documents
            for part in self.parts
            if part.documents is not None and part.path.startswith(f"{self.database}/")
        }

    def spelled(self) -> bytes:
        document = {**asdict(self), "made_at": rfc3339(self.made_at)}
        return json.dumps(document, indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises ``BackupDamaged`` for what is none, and for one of a later form than we know."""
    try:
        document: Mapping[str, Any] = json.loads(data)
        if document["format"] != FORMAT:
            raise BackupDamaged(f"The backup has form {document['format']}; this code reads 1.")
        since = document["since"]
        return Manifest(
            kind=Kind(document["kind"]),
            name=document["name"],
            database=document["database"],
            made_at=parse_rfc3339(document["made_at"]),
            since=None if since is None else (int(since[0]), int(since[1])),
            until=(int(document["until"][0]), int(document["until"][1])),
            parts=tuple(Part(**part) for part in document["parts"]),
            log_heads=tuple(LogHead(**head) for head in document["log_heads"]),
        )
    except (ValueError, TypeError, KeyError, IndexError):
        raise BackupDamaged("The backup's manifest cannot be read.") from None
