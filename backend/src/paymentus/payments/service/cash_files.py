"""A retail cash partner's file: cash that was taken at its tills, row by row.

Columns: ``reference`` (the partner's own, unique), ``taken_at`` (RFC 3339 with a zone), ``biller``
(short name), ``account_number``, ``bill_number``, ``amount``, ``location``; of who was asked for:
``given_names``, ``family_name``, ``birth_date``, ``line1``, ``city``, ``region``, ``postal_code``,
``country``, ``id_kind``, ``id_number``, ``id_country``. A row that was loaded before does nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from paymentus.billers.domain import normalize
from paymentus.billers.service import BillersService
from paymentus.bills.service import BillsService
from paymentus.commit.domain import AlreadyExists
from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind, bare
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, Rejected, Unavailable
from paymentus.foundation.money import from_decimal
from paymentus.payments.domain.cash import CashFromAnotherTime, CashPerson
from paymentus.payments.repository.cash import CashRepository
from paymentus.payments.service.cash_desk import CashDesk, CashOrder

COLUMNS = (
    "reference", "taken_at", "biller", "account_number", "bill_number", "amount", "location",
)  # fmt: skip
_PLACE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_OLDEST = timedelta(days=30)
_CLOCKS_DIFFER_BY = timedelta(minutes=5)


class CashFileNotReadable(Rejected):
    """This is no file of cash payments."""


class CashRowWrong(Rejected):
    """Something in this row cannot be read."""


class RowOutcome(StrEnum):
    """``LOADED_BEFORE`` by its reference; ``REFUSED`` rows say why, and can be sent again."""

    LOADED = "loaded"
    LOADED_BEFORE = "loaded_before"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CashRow:
    """What became of one row. ``words`` never quote who paid."""

    line: int
    reference: str
    outcome: RowOutcome
    payment_id: str | None
    code: str | None
    words: str


class CashFiles:
    def __init__(
        self,
        *,
        desk: CashDesk,
        cash: CashRepository,
        billers: BillersService,
        bills: BillsService,
        clock: Clock,
    ) -> None:
        self._desk = desk
        self._cash = cash
        self._billers = billers
        self._bills = bills
        self._clock = clock

    async def load(self, text: str, *, partner: str) -> list[CashRow]:
        """Take every row that can be taken. Raises ``CashFileNotReadable``, or ``Unavailable``
        in the middle: load the file again, what was taken is not taken twice."""
        if not _PLACE.fullmatch(partner):
            raise CashFileNotReadable("A partner has a short name such as quickmart.")
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise CashFileNotReadable(f"The file lacks the columns {', '.join(missing)}.")
        return [
            await self._row(reader.line_num, {k: (v or "").strip() for k, v in row.items() if k},
                            partner)
            for row in reader
        ]  # fmt: skip

    async def _row(self, line: int, row: Mapping[str, str], partner: str) -> CashRow:
        reference = row["reference"]
        try:
            before = await self._before(partner, reference)
            if before is not None:
                return CashRow(line, reference, RowOutcome.LOADED_BEFORE, before, None, "")
            order = await self._order(row, partner)
            agent = Principal.of_role(Role.ADMIN, id=f"partner:{partner}")
            answer = await self._desk.take(agent, order, key=f"cash-file/{reference}")
        except AlreadyExists:
            # Another load of the same file was faster.
            before = await self._before(partner, reference)
            return CashRow(line, reference, RowOutcome.LOADED_BEFORE, before, None, "")
        except Unavailable:
            raise
        except DomainError as refused:
            words = " ".join([refused.detail, *(problem.message for problem in refused.fields)])
            return CashRow(line, reference, RowOutcome.REFUSED, None, refused.code(), words)
        payment_id = str(answer.body["payment"]["id"])
        return CashRow(line, reference, RowOutcome.LOADED, payment_id, None, "")

    async def _before(self, partner: str, reference: str) -> str | None:
        if not reference or len(reference) > 100:
            raise CashRowWrong("Each row has a reference of 1 to 100 characters.")
        return await self._cash.payment_of(partner, reference)

    async def _order(self, row: Mapping[str, str], partner: str) -> CashOrder:
        if not _PLACE.fullmatch(row["location"]):
            raise CashRowWrong("`location` is a short name such as till-7.")
        biller = await self._billers.get(row["biller"])
        bill_id = await self._bills.id_of(
            biller.id,
            account_key=normalize(row["account_number"]),
            bill_number=row["bill_number"],
        )
        try:
            amount = from_decimal(Decimal(row["amount"]), biller.currency).amount_minor
        except (InvalidOperation, DomainError):
            raise CashRowWrong("`amount` is a number such as 102.50.") from None
        return CashOrder(
            items=[(bill_id, amount)],
            tendered_minor=amount,
            location=row["location"],
            conductor=_person(row) if row.get("family_name") else None,
            on_behalf_of=None,
            email=None,
            body=dict(row),
            taken_at=self._taken_at(row["taken_at"]),
            partner=partner,
            partner_reference=row["reference"],
        )

    def _taken_at(self, text: str) -> datetime:
        try:
            taken_at = datetime.fromisoformat(text)
        except ValueError:
            raise CashRowWrong("`taken_at` is a time such as 2026-03-01T10:00:00Z.") from None
        if taken_at.tzinfo is None:
            raise CashRowWrong("`taken_at` says no zone, as in 2026-03-01T10:00:00Z.")
        taken_at = taken_at.astimezone(UTC)
        now = self._clock()
        if not now - _OLDEST <= taken_at <= now + _CLOCKS_DIFFER_BY:
            raise CashFromAnotherTime("`taken_at` lies ahead, or more than 30 days back.")
        return taken_at


def _person(row: Mapping[str, str]) -> CashPerson:
    try:
        birth_date = date.fromisoformat(row.get("birth_date", ""))
        kind = NumberKind(row.get("id_kind", ""))
    except ValueError:
        raise CashRowWrong(
            "Who paid is not complete: `birth_date` as 1984-04-12, `id_kind` as government_id."
        ) from None
    country = row.get("country") or "US"
    return CashPerson(
        given_names=row.get("given_names", ""),
        family_name=row["family_name"],
        birth_date=birth_date,
        address=Address(
            row.get("line1", ""), "", row.get("city", ""), row.get("region", ""),
            row.get("postal_code", ""), country,
        ),
        identification=Identification(
            kind, bare(row.get("id_number", "")), row.get("id_country") or "US"
        ),
    )  # fmt: skip
