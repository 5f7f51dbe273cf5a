"""How old every key is and when it is due, for ``paymentus keys status`` and the guide's script.

Periods are the longest of what is customary (NIST SP 800-57 part 1, section 5.3.6: one to two years
for keys that wrap keys or encrypt data); shorten them by running the commands more often.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from paymentus.app.keys import report_key_passphrase
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import INCOMING, MasterKeyRecords
from paymentus.integrations.key_management.report_key import read_report_key

MASTER_KEY_DAYS = 365
DATA_KEY_DAYS = 730
REPORT_KEY_DAYS = 730


class KeyState(StrEnum):
    FINE = "fine"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    UNFIT = "unfit"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class KeyAge:
    """One kind of key. ``note`` says what to do or what is special, in a sentence."""

    name: str
    state: KeyState
    since: datetime | None = None
    due: datetime | None = None
    note: str = ""

    def age_days(self, now: datetime) -> int | None:
        return None if self.since is None else (now - self.since).days


async def key_ages(
    settings: Settings, database: Database, keys: KeyStore, *, now: datetime, warn: timedelta
) -> list[KeyAge]:
    """One line a kind of key. Raises ``KeysUnavailable``."""
    return [
        await _master_key(keys.masters, now, warn),
        await _data_keys(keys, now, warn),
        _report_key(settings, now, warn),
    ]


async def _master_key(masters: MasterKeyRecords, now: datetime, warn: timedelta) -> KeyAge:
    records = await masters.all()
    if not records:
        return KeyAge("master key", KeyState.ABSENT, note="Made at the first start.")
    current = max(record["_id"] for record in records if record["state"] == "current")
    record = next(record for record in records if record["_id"] == current)
    note = f"Number {current}, kept by {record['source']}."
    if any(one["state"] == INCOMING for one in records):
        note += " A rotation was interrupted: run `paymentus keys rotate`, it goes on."
    elif any(copy["under"] < current for copy in record["copies"]):
        note += " Once every machine has it, run `paymentus keys rotate --finish`."
    since: datetime = record.get("current_since") or record["created_at"]
    return _aged("master key", since, MASTER_KEY_DAYS, now, warn, note=note)


async def _data_keys(keys: KeyStore, now: datetime, warn: timedelta) -> KeyAge:
    survey = await keys.survey()
    if survey.oldest is None:
        return KeyAge("data keys", KeyState.ABSENT, note="Made when the first value is sealed.")
    note = f"{survey.usable:,} in use; {survey.erased:,} destroyed by erasure."
    if survey.replaced:
        note += f" {survey.replaced:,} old ones wait for `paymentus keys reencrypt`."
    return _aged("data keys", survey.oldest, DATA_KEY_DAYS, now, warn, note=note)


def _report_key(settings: Settings, now: datetime, warn: timedelta) -> KeyAge:
    path: Path = settings.rsa_private_key_path
    name = "report key"
    if not path.exists():
        note = f"There is no {path}; `paymentus keys init` makes one."
        return KeyAge(name, KeyState.ABSENT, note=note)
    try:
        key = read_report_key(path, report_key_passphrase(settings))
    except DomainError as problem:
        return KeyAge(name, KeyState.UNFIT, note=problem.detail)
    since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _aged(name, since, REPORT_KEY_DAYS, now, warn, note=f"RSA, {key.key_size} bits.")


def _aged(
    name: str, since: datetime, days: int, now: datetime, warn: timedelta, *, note: str
) -> KeyAge:
    due = since + timedelta(days=days)
    state = KeyState.FINE
    if due <= now:
        state = KeyState.OVERDUE
    elif due - warn <= now:
        state = KeyState.DUE_SOON
    return KeyAge(name, state, since, due, note)
