"""The inside of a backup: a tar of mongodump's files, compressed, then sealed.

A part is hashed and counted on its way in and on its way out. The manifest is the last part, so
what it says can only be compared once everything was read: read a backup to its end before any of
it is used.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from paymentus.recovery.domain.container import BackupDamaged, OpenedReader, SealedWriter
from paymentus.recovery.domain.manifest import MANIFEST, Manifest, Part, read_manifest

_COMPRESSION = 4
_READ_BYTES = 1 << 18
_BSON_BYTES_MAX = 48 << 20


class ArchiveWriter:
    """Adds parts of a length that is known beforehand; ``finish`` adds the manifest.

    ``top`` is the folder that everything is in.
    """

    def __init__(self, sealed: SealedWriter, *, top: str, seconds: int) -> None:
        self._sealed = sealed
        self._zip = gzip.GzipFile(
            fileobj=cast(BinaryIO, sealed), mode="wb", compresslevel=_COMPRESSION, mtime=seconds
        )
        self._top = top
        self._seconds = seconds
        self.parts: list[Part] = []

    def add(self, path: str, data: bytes) -> None:
        with self.part(path, len(data)) as part:
            part.write(data)

    def part(self, path: str, size: int, *, documents: bool = False) -> PartWriter:
        """A part of ``size`` bytes; write them, then leave the context."""
        entry = tarfile.TarInfo(f"{self._top}/{path}")
        entry.size, entry.mtime, entry.mode = size, self._seconds, 0o600
        self._zip.write(entry.tobuf(tarfile.PAX_FORMAT))
        return PartWriter(self, path, size, counts=documents)

    def write(self, data: bytes) -> None:
        """Of the part that is open."""
        self._zip.write(data)

    def end_part(self, part: Part) -> None:
        self._zip.write(b"\0" * (-part.bytes % tarfile.BLOCKSIZE))
        self.parts.append(part)

    def finish(self, manifest: Manifest) -> None:
        self.add(MANIFEST, manifest.spelled())
        self._zip.write(b"\0" * (2 * tarfile.BLOCKSIZE))
        self._zip.close()
        self._sealed.close()


class PartWriter:
    """One part while it is written. Raises ``BackupDamaged`` if it is not as long as was said."""

    def __init__(self, archive: ArchiveWriter, path: str, size: int, *, counts: bool) -> None:
        self._archive = archive
        self._path = path
        self._size = size
        self._written = 0
        self._hash = hashlib.sha256()
        self._documents = Documents() if counts else None

    def __enter__(self) -> PartWriter:
        return self

    def write(self, data: bytes) -> None:
        self._written += len(data)
        if self._written > self._size:
            raise BackupDamaged(f"{self._path} has more than the {self._size} bytes it began with.")
        self._hash.update(data)
        if self._documents is not None:
            self._documents.take(data)
        self._archive.write(data)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None:
            return
        if self._written != self._size:
            raise BackupDamaged(f"{self._path} has {self._written} bytes, not {self._size}.")
        count = self._documents.finish() if self._documents is not None else None
        self._archive.end_part(Part(self._path, self._size, self._hash.hexdigest(), count))


class Documents:
    """Counts BSON documents in a stream by their lengths; raises ``BackupDamaged`` for no BSON."""

    def __init__(self) -> None:
        self.count = 0
        self._skip = 0
        self._prefix = b""

    def take(self, data: bytes) -> None:
        place = 0
        while place < len(data):
            if self._skip:
                step = min(self._skip, len(data) - place)
                self._skip -= step
                place += step
                continue
            more = data[place : place + 4 - len(self._prefix)]
            self._prefix += more
            place += len(more)
            if len(self._prefix) == 4:
                (length,) = struct.unpack("<i", self._prefix)
                if not 5 <= length <= _BSON_BYTES_MAX:
                    raise BackupDamaged("A part of the backup is not made of documents.")
                self.count, self._skip, self._prefix = self.count + 1, length - 4, b""

    def finish(self) -> int:
        if self._skip or self._prefix:
            raise BackupDamaged("A part of the backup ends within a document.")
        return self.count


class PartReader:
    """One part while it is read; ``blocks`` must be read to the end."""

    def __init__(self, path: str, size: int, source: Any) -> None:
        self.path = path
        self.size = size
        self._source = source
        self._hash = hashlib.sha256()
        self._documents = Documents() if path.endswith(".bson") else None

    def blocks(self) -> Iterator[bytes]:
        while block := self._source.read(_READ_BYTES):
            self._hash.update(block)
            if self._documents is not None:
                self._documents.take(block)
            yield block

    def documents(self) -> Iterator[bytes]:
        """Each document's BSON."""
        waiting = bytearray()
        for block in self.blocks():
            waiting += block
            place = 0
            while len(waiting) - place >= 4:
                (length,) = struct.unpack_from("<i", waiting, place)
                if len(waiting) - place < length:
                    break
                yield bytes(waiting[place : place + length])
                place += length
            del waiting[:place]

    def read(self) -> bytes:
        return b"".join(self.blocks())

    def found(self) -> Part:
        for _ in self.blocks():
            pass
        count = self._documents.finish() if self._documents is not None else None
        return Part(self.path, self.size, self._hash.hexdigest(), count)


class ArchiveReader:
    """Goes through a backup once. ``manifest`` is there once ``parts`` came to its end, and all
    that it says was then found so."""

    def __init__(self, source: BinaryIO, secret: str) -> None:
        self._source = source
        self._secret = secret
        self.manifest: Manifest | None = None

    def parts(self) -> Iterator[PartReader]:
        """Raises ``BackupDamaged``."""
        raw = io.BufferedReader(OpenedReader(self._source, self._secret), _READ_BYTES)
        found: list[Part] = []
        manifest: Manifest | None = None
        try:
            with gzip.GzipFile(fileobj=raw) as plain:
                with tarfile.open(fileobj=plain, mode="r|") as tar:
                    for entry in tar:
                        path = entry.name.partition("/")[2]
                        part = PartReader(path, entry.size, tar.extractfile(entry))
                        if manifest is not None or not entry.isreg():
                            raise BackupDamaged(f"{path} does not belong into the backup.")
                        if path == MANIFEST:
                            manifest = read_manifest(part.read())
                            continue
                        yield part
                        found.append(part.found())
                while plain.read(_READ_BYTES):
                    pass
            while raw.read(_READ_BYTES):
                pass
        except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
            raise BackupDamaged(f"The inside of the backup cannot be read: {error}") from error
        if manifest is None:
            raise BackupDamaged("The backup has no manifest.")
        if tuple(found) != manifest.parts:
            wrong = sorted({part.path for part in set(found) ^ set(manifest.parts)})
            raise BackupDamaged(f"Not as the manifest says: {', '.join(wrong) or 'their order'}.")
        self.manifest = manifest

    def check(self) -> Manifest:
        """Read everything and use nothing. Raises ``BackupDamaged``."""
        for _ in self.parts():
            pass
        assert self.manifest is not None
        return self.manifest
