"""How one sandbox process is configured at start, and what can be changed while it runs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

API_VERSION = "2026-10-28.endive"
ACCOUNT = "acct_sandbox"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """Given on the command line; never changes while the process lives."""

    port: int
    data_dir: Path
    smtp_port: int | None = None
    webhook_url: str | None = None
    webhook_secret: str | None = None
    webhook_events: tuple[str, ...] = ("*",)
    public_url: str | None = None

    @property
    def base_url(self) -> str:
        """Where hosted pages are reached by a browser, without a trailing slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


class InvalidSetting(ValueError):
    """A setting has an unknown name or a value of the wrong type."""


@dataclass(frozen=True, slots=True)
class Behavior:
    """Fees and delays, in minor units and virtual seconds; changed over the control API."""

    merchant_name: str = "Paymentus"
    card_fee_percent: str = "2.9"
    card_fee_fixed: int = 30
    bank_fee_percent: str = "0.8"
    bank_fee_cap: int = 500
    dispute_fee: int = 1500
    available_after_seconds: int = 2 * 86_400
    balance_transaction_delay_seconds: int = 0
    bank_settles_after_seconds: int = 4 * 86_400
    refund_settles_after_seconds: int = 5
    dispute_after_seconds: int = 0
    payout_arrives_after_seconds: int = 2 * 86_400

    def changed(self, values: dict[str, Any]) -> Behavior:
        """A copy with ``values`` applied; raises InvalidSetting and changes nothing otherwise."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise InvalidSetting(f"There is no setting named {name}.")
            if isinstance(value, bool) or type(value) is not type(known[name]):
                wanted = type(known[name]).__name__
                raise InvalidSetting(f"{name} must be of type {wanted}.")
            if name.endswith("_percent"):
                _percent(name, value)
            elif isinstance(value, int) and value < 0:
                raise InvalidSetting(f"{name} must not be negative.")
        return Behavior(**{**known, **values})

    def as_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _percent(name: str, value: str) -> None:
    try:
        share = Decimal(value)
    except InvalidOperation:
        raise InvalidSetting(f"{name} must be a decimal number in a string.") from None
    if not 0 <= share <= 100:
        raise InvalidSetting(f"{name} must lie between 0 and 100.")
