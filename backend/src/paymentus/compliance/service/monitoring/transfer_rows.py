"""Rows of a CSV of past transfers, read as transfers."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from paymentus.compliance.domain.lists.countries import country_code
from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.domain.monitoring.cash_rules import ZoneUnknown, business_day
from paymentus.compliance.domain.transfer import CashDirection, Channel, Party, Transfer
from paymentus.compliance.service.table_files import Row
from paymentus.foundation.errors import Rejected

COLUMNS = {
    "time": ("time", "timestamp", "date", "datetime"),
    "from": ("from", "sender", "from_id", "from_account"),
    "to": ("to", "receiver", "to_id", "to_account"),
    "amount": ("amount", "amount_usd"),
    "channel": ("channel", "type"),
    "country": ("country", "country_code"),
    "id": ("id", "transfer_id", "transaction_id"),
    "currency": ("currency",),
    "direction": ("direction", "cash_direction"),
    "zone": ("zone", "time_zone"),
    "conductor": ("conductor",),
    "instrument": ("instrument", "card"),
    "device": ("device",),
    "since": ("since", "customer_since"),
    "profile_changed": ("profile_changed", "profile_changed_at"),
    "to_type": ("to_type",),
}
NEEDED = ("time", "from", "to", "amount", "channel", "country")
_CHANNELS = {
    Channel.CARD: "card credit debit pos credit_card debit_card purchase",
    Channel.BANK: "bank ach transfer bank_transfer eft online internal p2p check cheque payment",
    Channel.WIRE: "wire swift wire_transfer international",
    Channel.BITCOIN: "bitcoin btc crypto xbt",
    Channel.CASH: "cash cash_in cash_deposit deposit cash_out cash_withdrawal withdrawal atm",
}
_CHANNEL_OF = {name: channel for channel, names in _CHANNELS.items() for name in names.split()}
_PAID_OUT = frozenset({"cash_out", "cash_withdrawal", "withdrawal", "atm", "out"})
# Written where the other side of cash is the institution itself.
_COUNTERS = frozenset({"", "-", "cash", "atm", "teller", "branch", "bank", "counter", "vault"})
_BILLERS = frozenset({"biller", "merchant", "business", "utility"})
_EPOCH_DIGITS = 9


class RowUnreadable(Rejected):
    """This row is no transfer."""


class TransferRows:
    """Makes transfers of rows; parties are remembered, since most come again.

    What a transfer cannot do without is refused with ``RowUnreadable``; what it can is named in
    ``problems`` and left out.
    """

    def __init__(self, file: str, problems: list[RowProblem]) -> None:
        self._file = file
        self._problems = problems
        self._parties: dict[tuple[str, bool], Party] = {}

    def read(self, row: Row) -> Transfer:
        cells = row.cells
        at = moment_of(cells["time"])
        amount_minor = cents_of(cells["amount"])
        sender, receiver = cells["from"], cells["to"]
        said = cells["channel"].lower().replace("-", "_").replace(" ", "_")
        channel = _CHANNEL_OF.get(said)
        if channel is None:
            channel = Channel.BANK
            self._name(row, f"channel “{cells['channel']}” is not known; judged as a bank transfer")
        cash = None
        if channel is Channel.CASH:
            cash = _direction(said, cells.get("direction", ""))
            if sender.lower() in _COUNTERS:
                sender, receiver = receiver, sender
            if receiver.lower() in _COUNTERS or receiver == sender:
                receiver = ""
        if not sender or (not receiver and cash is None):
            raise RowUnreadable("says no party " + ("“from”" if not sender else "“to”"))
        if receiver == sender:
            raise RowUnreadable("goes to the party it comes from")
        conductor = cells.get("conductor", "")
        to_biller = cells.get("to_type", "").lower() in _BILLERS
        return Transfer(
            id=str(row.line),
            at=at,
            sender=self._sender(row, sender),
            receivers=(self._party(receiver, to_biller),) if receiver else (),
            amount_minor=amount_minor,
            currency=cells.get("currency", "").upper() or "USD",
            channel=channel,
            country=self._country(row),
            cash=cash,
            conductor=self._party(conductor, False) if conductor else None,
            instrument=cells.get("instrument") or None,
            device=cells.get("device") or None,
            zone=self._zone(row, at) if cash is not None else "UTC",
        )

    def _party(self, id: str, is_biller: bool) -> Party:
        key = (id, is_biller)
        known = self._parties.get(key)
        if known is None:
            known = self._parties[key] = Party(id, id, is_biller=is_biller)
        return known

    def _sender(self, row: Row, id: str) -> Party:
        since = self._time(row, "since")
        changed = self._time(row, "profile_changed")
        if since is None and changed is None:
            return self._party(id, False)
        return Party(id, id, since=since, profile_changed_at=changed)

    def _time(self, row: Row, column: str) -> datetime | None:
        said = row.cells.get(column, "")
        if not said:
            return None
        try:
            return moment_of(said)
        except RowUnreadable:
            self._name(row, f"{column} “{said}” is no time; judged without it")
            return None

    def _country(self, row: Row) -> str | None:
        said = row.cells["country"]
        if not said:
            return None
        code = _country_code(said)
        if code is None:
            self._name(row, f"country “{said}” is not known; judged without it")
        return code

    def _zone(self, row: Row, at: datetime) -> str:
        zone = row.cells.get("zone", "") or "America/New_York"
        try:
            business_day(at, zone)
        except ZoneUnknown:
            self._name(row, f"time zone “{zone}” is not known; the business day is New York's")
            return "America/New_York"
        return zone

    def _name(self, row: Row, reason: str) -> None:
        self._problems.append(RowProblem(self._file, row.line, reason))


def moment_of(text: str) -> datetime:
    """2026-03-01T12:00:00Z, 2026-03-01 12:00:00, 2026-03-01 or seconds since 1970; UTC where no
    zone is said. Raises ``RowUnreadable``."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        whole = text.partition(".")[0]
        if not (whole.isascii() and whole.isdigit() and len(whole) >= _EPOCH_DIGITS):
            raise RowUnreadable(f"says “{text}”, which is no time") from None
        try:
            return datetime.fromtimestamp(int(whole), UTC)
        except (ValueError, OverflowError, OSError):
            raise RowUnreadable(f"says “{text}”, which is no time") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def cents_of(text: str) -> int:
    """1234.5, 1,234.50 or $1,234.50 in minor units; parts of a cent are rounded half up.

    Raises ``RowUnreadable`` for what is no amount, and for nothing or less.
    """
    plain = text.replace(",", "").removeprefix("$")
    whole, _, part = plain.partition(".")
    if not ((whole + part).isascii() and (whole + part).isdigit() and len(plain) < 16):
        if plain.startswith("-"):
            raise RowUnreadable(f"says the amount “{text}”, which is less than nothing")
        raise RowUnreadable(f"says “{text}”, which is no amount")
    cents = int(whole or "0") * 100 + int((part + "00")[:2])
    if len(part) > 2 and part[2] >= "5":
        cents += 1
    if not cents:
        raise RowUnreadable("moves nothing")
    return cents


def _direction(channel: str, direction: str) -> CashDirection:
    said = direction.lower().replace("-", "_") or channel
    return CashDirection.OUT if said in _PAID_OUT else CashDirection.IN


@lru_cache(maxsize=1_000)
def _country_code(text: str) -> str | None:
    return country_code(text)
