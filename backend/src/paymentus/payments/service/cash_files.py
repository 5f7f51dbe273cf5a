"""A retail cash partner's file: cash that was taken at its tills, row by row.

Columns: ``reference`` (the partner's own, unique), ``taken_at`` (RFC 3339 with a zone), ``biller``
(short name), ``account_number``, ``bill_number``, ``amount``, ``location``; of who was asked for:
``given_names``, ``family_name``, ``birth_date``, ``line1``, ``city``, ``region``, ``postal_code``,
``country``, ``id_kind``, ``id_number``, ``id_country``. A row that was loaded before does nothing;
one that says something else under a reference that was used is refused, for it is another payment.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from paymentus.billers.domain import Biller, normalize
from paymentus.billers.service import BillersService
from paymentus.bills.service import BillsService
from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind, bare
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, DomainError, Rejected, Unavailable
from paymentus.foundation.money import from_decimal
from paymentus.payments.domain.cash import CashFromAnotherTime, CashPerson, CashTaken
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.repository.cash import CashRepository
from paymentus.payments.service.cash_desk import CashDesk
from paymentus.payments.service.cash_records import CashOrder

COLUMNS = (
    "reference", "taken_at", "biller", "account_number", "bill_number", "amount", "location",
)  # fmt: skip
_PLACE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# What stands beyond the last column goes under a name that no column has.
_OVERLONG = "\x00beyond"
_OLDEST = timedelta(days=30)
_CLOCKS_DIFFER_BY = timedelta(minutes=5)


class CashFileNotReadable(Rejected):
    """This is no file of cash payments."""


class CashRowWrong(Rejected):
    """Something in this row cannot be read."""


class CashReferenceUsed(Conflict):
    """This reference was loaded before with another bill, amount, time or place. Nothing was taken
    for this row; give it a reference of its own."""


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


@dataclass(frozen=True, slots=True)
class LoadedRows:
    """What became of the rows after the first ``after``; ``next_after`` is where to go on, None at
    the end of the file's ``total`` rows."""

    rows: tuple[CashRow, ...]
    total: int
    next_after: int | None


class CashFiles:
    def __init__(
        self,
        *,
        desk: CashDesk,
        payments: PaymentsRepository,
        cash: CashRepository,
        billers: BillersService,
        bills: BillsService,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._committer = committer
        self._desk = desk
        self._payments = payments
        self._cash = cash
        self._billers = billers
        self._bills = bills
        self._clock = clock

    async def load(
        self, text: str, *, partner: str, by: str, after: int = 0, at_most: int | None = None
    ) -> LoadedRows:
        """Take every row that can be taken, from the one after the first ``after`` on.

        Raises ``CashFileNotReadable``, or ``Unavailable`` in the middle: load the file again, what
        was taken is not taken twice.
        """
        lines = _read(text, partner)
        end = len(lines) if at_most is None else min(len(lines), after + at_most)
        rows = [await self._row(line, row, partner) for line, row in lines[after:end]]
        counts = Counter(row.outcome.value for row in rows)
        digest = hashlib.sha256(text.encode()).hexdigest()
        data = {"file": digest, "from_row": after + 1, "rows": len(rows), **counts}
        record = AuditRecord("cash_file.loaded", f"partner:{partner}", by, data)
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return LoadedRows(tuple(rows), len(lines), end if end < len(lines) else None)

    async def _row(self, line: int, row: Mapping[str, str], partner: str) -> CashRow:
        reference = row["reference"]
        try:
            try:
                outcome, payment_id = await self._taken(row, partner)
            except AlreadyExists:
                # Another load of the same file was faster: its payment is there now.
                outcome, payment_id = await self._taken(row, partner)
        except Unavailable:
            raise
        except DomainError as refused:
            words = " ".join([refused.detail, *(problem.message for problem in refused.fields)])
            return CashRow(line, reference, RowOutcome.REFUSED, None, refused.code(), words)
        return CashRow(line, reference, outcome, payment_id, None, "")

    async def _taken(self, row: Mapping[str, str], partner: str) -> tuple[RowOutcome, str]:
        """Raises what refuses the row."""
        before = await self._before(partner, row)
        if before is not None:
            return RowOutcome.LOADED_BEFORE, before
        order = await self._order(row, partner)
        agent = Principal.of_role(Role.ADMIN, id=f"partner:{partner}")
        answer = await self._desk.take(agent, order, key=f"cash-file/{row['reference']}")
        return RowOutcome.LOADED, str(answer.body["payment"]["id"])

    async def _before(self, partner: str, row: Mapping[str, str]) -> str | None:
        """The payment that this very row has become. Raises ``CashReferenceUsed``."""
        reference = row["reference"]
        if not reference or len(reference) > 100:
            raise CashRowWrong("Each row has a reference of 1 to 100 characters.")
        if _OVERLONG in row:
            raise CashRowWrong("This row has more cells than the first line has columns.")
        before = await self._cash.of_partner(partner, reference)
        if before is None:
            return None
        payment = await self._payments.payment(before.payment_id)
        biller = await self._billers.get(row["biller"])
        paid = [item.bill_id for item in payment.items] if payment else []
        if paid != [await self._bill_id(biller, row)] or not _is_same(row, before):
            raise CashReferenceUsed()
        return before.payment_id

    async def _bill_id(self, biller: Biller, row: Mapping[str, str]) -> str:
        return await self._bills.id_of(
            biller.id,
            account_key=normalize(row["account_number"]),
            bill_number=row["bill_number"],
        )

    async def _order(self, row: Mapping[str, str], partner: str) -> CashOrder:
        if not _PLACE.fullmatch(row["location"]):
            raise CashRowWrong("`location` is a short name such as till-7.")
        biller = await self._billers.get(row["biller"])
        bill_id = await self._bill_id(biller, row)
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


def _read(text: str, partner: str) -> list[tuple[int, dict[str, str]]]:
    """Rows by the line they end on. Raises ``CashFileNotReadable``."""
    if not _PLACE.fullmatch(partner):
        raise CashFileNotReadable("A partner has a short name such as quickmart.")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey=_OVERLONG)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise CashFileNotReadable(f"The file lacks the columns {', '.join(missing)}.")
        return [
            (
                reader.line_num,
                {k: v.strip() if isinstance(v, str) else "" for k, v in row.items()},
            )
            for row in reader
        ]
    except csv.Error as wrong:
        raise CashFileNotReadable(f"Line {reader.line_num}: {wrong}.") from wrong


def _is_same(row: Mapping[str, str], before: CashTaken) -> bool:
    """Whether a row says what was taken under its reference: amount, moment and place."""
    try:
        amount = from_decimal(Decimal(row["amount"]), before.currency).amount_minor
        taken_at = datetime.fromisoformat(row["taken_at"])
    except (InvalidOperation, DomainError, ValueError):
        return False
    if taken_at.tzinfo is None:
        return False
    # The database keeps milliseconds.
    apart = abs(taken_at - before.taken_at)
    return (
        amount == before.total_minor
        and apart < timedelta(milliseconds=1)
        and row["location"] == before.location
    )


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
