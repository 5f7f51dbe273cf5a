"""What routes share: services by type, pages, money on the wire, the idempotency header."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Header, Query, Request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Rejected
from paymentus.foundation.money import Money

Item = TypeVar("Item")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?")


def provided(service: type[Any]) -> Any:
    """Dependency that hands a route the service of this type which ``app.wiring`` built."""

    # async: FastAPI sends a plain function to a thread, a detour of its own for each request.
    async def look_up(request: Request) -> Any:
        return request.app.state.services[service]

    return Depends(look_up)


class ApiModel(BaseModel):
    """Wire models: unknown members are refused, so that a misspelt field is never ignored."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


Timestamp = Annotated[
    datetime,
    PlainSerializer(
        lambda value: rfc3339(value.replace(tzinfo=UTC) if value.tzinfo is None else value),
        return_type=str,
        when_used="json",
    ),
]


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("say the zone too, as in 2026-11-23T10:00:00Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("this time lies outside of the calendar") from None


def _written_out(value: Any) -> Any:
    # Otherwise a bare number would be taken for seconds since 1970.
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("write it as in 2026-11-23T10:00:00Z")
    return value


MomentIn = Annotated[datetime, BeforeValidator(_written_out), AfterValidator(_in_utc)]
"""A time in a request: RFC 3339 with a zone, turned into UTC."""


class MoneyOut(ApiModel):
    """An exact amount: integer minor units and ISO 4217 code."""

    amount_minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> MoneyOut:
        return cls(amount_minor=money.amount_minor, currency=money.currency)


class Page(ApiModel, Generic[Item]):
    """One page of a list. ``next_cursor`` is null on the last one."""

    data: list[Item]
    next_cursor: str | None = None


class CursorNotUnderstood(Rejected):
    """The cursor was not made by this list."""


def encode_cursor(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """The values a cursor was made of: texts and integers that MongoDB can compare with."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, RecursionError):
        values = None
    if (
        not isinstance(values, list)
        or len(values) != length
        or not all(isinstance(value, str) or _is_int64(value) for value in values)
    ):
        raise CursorNotUnderstood("Start the list again from its first page.")
    return values


def _is_int64(value: Any) -> bool:
    return type(value) is int and -(2**63) <= value < 2**63


Limit = Annotated[int, Query(ge=1, le=200, description="Rows a page.")]
Cursor = Annotated[
    str | None, Query(max_length=500, description="`next_cursor` of the page before.")
]


class IdempotencyKeyMissing(Rejected):
    """A request that moves money needs an ``Idempotency-Key`` header of 1 to 255 characters."""


async def _idempotency_key(
    idempotency_key: Annotated[
        str | None,
        Header(description="Made by the client, the same for every retry of one act."),
    ] = None,
) -> str:
    if not idempotency_key or len(idempotency_key) > 255 or not idempotency_key.isprintable():
        raise IdempotencyKeyMissing()
    return idempotency_key


IdempotencyKey = Annotated[str, Depends(_idempotency_key)]
