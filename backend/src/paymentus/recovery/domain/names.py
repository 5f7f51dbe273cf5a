"""Names of backup files, which one is meant by a date, and which are old enough to go.

``20261123_134500.tar.gz.enc`` is a snapshot, ``20261123_134500-20261123_140000-1.oplog.sealed``
what was written between two moments. Times are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from paymentus.foundation.errors import NotFound, Rejected

ENDING = ".tar.gz.enc"
OPERATIONS_ENDING = ".oplog.sealed"
_FORM = "%Y%m%d_%H%M%S"
_SNAPSHOT = re.compile(r"^(\d{8}_\d{6})\.tar\.gz\.enc$")
_OPERATIONS = re.compile(r"^(\d{8}_\d{6})-(\d{8}_\d{6})-\d+\.oplog\.sealed$")
_DATE = re.compile(r"^\d{8}(_\d{6})?$|^latest$")


class BackupDateUnclear(Rejected):
    """Write the date as 20261123, or with its time as 20261123_134500, or `latest`."""


class MomentUnclear(Rejected):
    """Write the moment as 2026-11-23T13:45:00, in UTC, or `latest`."""


class NoSuchBackup(NotFound):
    """There is no backup of that date."""


def moment_of(text: str) -> datetime | None:
    """A moment in UTC; None for `latest`. Raises ``MomentUnclear``."""
    if text == "latest":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise MomentUnclear() from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def spelled(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_FORM)


def snapshot_name(moment: datetime) -> str:
    return spelled(moment) + ENDING


def operations_name(since: datetime, until: datetime, *, number: int) -> str:
    """``number`` tells two of one second apart."""
    return f"{spelled(since)}-{spelled(until)}-{number}{OPERATIONS_ENDING}"


def is_snapshot(name: str) -> bool:
    return _SNAPSHOT.match(name) is not None


def is_operations(name: str) -> bool:
    return _OPERATIONS.match(name) is not None


def made_at(name: str) -> datetime | None:
    """The moment in a name, the later one where there are two; None for other files."""
    found = _SNAPSHOT.match(name) or _OPERATIONS.match(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found.groups()[-1], _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def snapshot_of(date: str, names: Sequence[str]) -> str:
    """The newest snapshot of that day, or the one of that very second; `latest` is any day's.

    Raises ``BackupDateUnclear`` or ``NoSuchBackup``.
    """
    if not _DATE.match(date):
        raise BackupDateUnclear()
    wanted = "" if date == "latest" else date
    found = sorted(name for name in names if is_snapshot(name) and name.startswith(wanted))
    if not found:
        there = ", ".join(sorted(name for name in names if is_snapshot(name))) or "none"
        raise NoSuchBackup(f"There is no backup of {date}. There are: {there}.")
    return found[-1]


def too_old(names: Sequence[str], *, now: datetime, keep: timedelta) -> list[str]:
    """Files older than ``keep``, but never the newest snapshot nor anything younger than it."""
    snapshots = sorted(name for name in names if is_snapshot(name))
    newest = made_at(snapshots[-1]) if snapshots else None
    old = []
    for name in names:
        moment = made_at(name)
        if moment is None or now - moment <= keep or newest is None or moment >= newest:
            continue
        old.append(name)
    return sorted(old)
