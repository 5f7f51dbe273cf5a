"""Billers, bills and files for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from paymentus.app.seed import RIVERTON
from paymentus.billers.domain import Biller, PaymentRules
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill, BillFile, BillStatus, FileStatus, Mode, bill_id
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.domain.records import Form
from paymentus.bills.service import BillFiles, BillsService, NewFile
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.customers.service import CustomersService
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.sealing import an_id_key, bill_id_key

FACTOR_KEY = b"a key for tests of thirty-two by"
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
COLUMNS = ("Account No", "Bill No", "Amount Due", "Due Date", "ZIP")


def a_biller(**changes: Any) -> Biller:
    names = ("slug", "name", "category", "currency", "logo_text", "statement_descriptor",
             "support", "fees", "cut_off", "payment_rules", "account_number", "second_factor",
             "bill_files")  # fmt: skip
    settings = {name: getattr(RIVERTON, name) for name in names}
    return Biller(
        **{"id": "blr_riverton", "version": 1, "shard": "shard-0", "created_at": NOW}
        | settings
        | changes
    )


def a_bill(**changes: Any) -> Bill:
    bill = Bill(
        id="bil_1", version=7, biller_id="blr_riverton", biller_name="City of Riverton Water",
        rules=PaymentRules(), account_number="1002003001", account_key="1002003001",
        account_name="Maria Lopez", bill_number="B-1", currency="USD", amount_due_minor=10_000,
        amount_paid_minor=0, amount_reserved_minor=0, live_payment_id=None, last_payment_id=None,
        status=BillStatus.OPEN, issued_on=None, due_on=date(2026, 11, 30), period_start=None,
        period_end=None, service_address=None, message=None, charges=(), factor="0" * 64,
        file_id="bfl_1", shard="shard-0", updated_at=NOW,
    )  # fmt: skip
    return replace(bill, **changes)


def a_file(**changes: Any) -> BillFile:
    file = BillFile(
        id="bfl_1", version=1, biller_id="blr_riverton", file_name="bills.csv", mode=Mode.UPDATE,
        status=FileStatus.RECEIVED, form=Form("utf-8", ",", COLUMNS, 44, 2),
        mapping={"account_number": "Account No"}, sha256="0" * 64, bytes_total=1_000,
        bytes_done=44, next_line=2, rows_total=None, rows_done=0, chunks_done=0,
        uploaded_by="usr_staff", created_at=NOW,
    )  # fmt: skip
    return replace(file, **changes)


def after(bill: Bill, unit: UnitOfWork) -> Bill:
    """The bill as it is once the unit is committed."""
    names = {"amount_paid": "amount_paid_minor", "amount_reserved": "amount_reserved_minor"}
    for update in unit.updates:
        assert (update.collection, update.id) == ("bills", bill.id)
        assert update.expected_version == bill.version
        change = {names.get(name, name): value for name, value in update.set.items()}
        if "status" in change:
            change["status"] = BillStatus(change["status"])
        bill = replace(bill, **change, version=bill.version + 1)
    return bill


def a_row(n: int, **changes: str) -> dict[str, str]:
    """A good row; bill ``n`` of account ``100200`` and four digits of ``n``."""
    row = {
        "Account No": f"100200{n:04d}",
        "Bill No": f"B-{n}",
        "Amount Due": f"{100 + n}.00",
        "Due Date": "2026-11-30",
        "ZIP": "94110",
    }
    return row | {name.replace("_", " "): value for name, value in changes.items()}


def as_csv(rows: Iterable[Mapping[str, str]], *, columns: Iterable[str] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


async def blocks_of(data: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@dataclass
class Desk:
    """One biller's place: its bills, its files, and the services over them."""

    database: Database
    committer: Committer
    billers: BillersService
    customers: CustomersService
    bills: BillsService
    files: BillFiles
    biller: Biller
    sealed: SealedDocuments
    id_key: bytes

    @classmethod
    async def open(
        cls,
        database: Database,
        committer: Committer,
        redis: RedisClient,
        clock: Clock,
        sealed: SealedDocuments,
    ) -> Desk:
        billers = BillersService(
            database=database, committer=committer, clock=clock, shard="shard-0"
        )
        customers = CustomersService(
            database=database, committer=committer, clock=clock, id_key=an_id_key, sealed=sealed
        )
        bills = BillsService(
            database=database,
            committer=committer,
            billers=billers,
            customers=customers,
            limiter=RateLimiter(redis, clock, b"key"),
            factor_key=FACTOR_KEY,
            id_key=bill_id_key(sealed),
            clock=clock,
            sealed=sealed,
        )
        files = a_file_service(database, committer, billers, clock, sealed)
        biller = await billers.create(RIVERTON, actor="test")
        id_key = await bill_id_key(sealed)()
        return cls(database, committer, billers, customers, bills, files, biller, sealed, id_key)

    async def send(
        self, data: bytes, *, mode: Mode = Mode.UPDATE, mapping: Mapping[str, str] | None = None
    ) -> BillFile:
        """Receive and claim a file, without importing it."""
        owner = self.files.importer.owner
        new = NewFile("bills.csv", mode, mapping or {}, "usr_staff", claimed_by=owner)
        return await self.files.receive(self.biller.id, new, blocks_of(data))

    async def take_in(
        self, data: bytes, *, mode: Mode = Mode.UPDATE, mapping: Mapping[str, str] | None = None
    ) -> BillFile:
        return await self.files.importer.run(await self.send(data, mode=mode, mapping=mapping))

    def id_of(self, n: int) -> str:
        """Id of the bill of :func:`a_row`."""
        return bill_id(self.id_key, self.biller.id, f"100200{n:04d}", f"B-{n}")

    async def bill(self, n: int) -> Bill:
        return (await self.bills.get_many([self.id_of(n)]))[0]

    async def problems(self, file: BillFile) -> list[tuple[int | None, Reason, str | None]]:
        found, place = await self.files.problems(file, after=None, limit=200)
        assert place is None
        return [(problem.line, Reason(problem.code), problem.field) for problem in found]

    async def versions(self) -> dict[str, int]:
        """Version of every bill: a version that stands was not written."""
        rows = await self.database["bills"].find({}, {"version": 1}).to_list()
        return {row["_id"]: row["version"] for row in rows}


def a_file_service(
    database: Database,
    committer: Committer,
    billers: BillersService,
    clock: Clock,
    sealed: SealedDocuments,
) -> BillFiles:
    return BillFiles(
        database=database,
        committer=committer,
        billers=billers,
        factor_key=FACTOR_KEY,
        id_key=bill_id_key(sealed),
        clock=clock,
        sealed=sealed,
    )
