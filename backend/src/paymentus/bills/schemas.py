"""Bills, linked accounts and bill files on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from paymentus.bills.domain import BillFile, BillStatus, FileStatus, Mode, ReportedProblem
from paymentus.bills.domain.columns import FIELDS
from paymentus.bills.service import AccountView, BillView, FoundAccount, Preview, masked
from paymentus.foundation.http import ApiModel, MoneyOut, Timestamp

_Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class ChargeOut(ApiModel):
    description: str
    amount: MoneyOut


class BillOut(ApiModel):
    """A bill today. `amount_open` is what is left to pay."""

    id: str
    biller_id: str
    biller_name: str
    account_number: str
    account_name: str | None
    bill_number: str
    currency: str
    amount_due: MoneyOut
    amount_paid: MoneyOut
    amount_open: MoneyOut
    issued_on: date | None
    due_on: date
    status: BillStatus
    overdue: bool
    live_payment_id: str | None
    charges: list[ChargeOut]
    service_address: str | None
    period_start: date | None
    period_end: date | None
    message: str | None

    @classmethod
    def of(cls, view: BillView, *, for_guest: bool = False) -> BillOut:
        """A guest has shown less than a person with a sign-in, and sees the name masked."""
        bill = view.bill

        def money(amount_minor: int) -> MoneyOut:
            return MoneyOut(amount_minor=amount_minor, currency=bill.currency)

        return cls(
            id=bill.id,
            biller_id=bill.biller_id,
            biller_name=bill.biller_name,
            account_number=bill.account_number,
            account_name=masked(bill.account_name) if for_guest else bill.account_name,
            bill_number=bill.bill_number,
            currency=bill.currency,
            amount_due=money(bill.amount_due_minor),
            amount_paid=money(bill.amount_paid_minor),
            amount_open=money(bill.amount_open_minor),
            issued_on=bill.issued_on,
            due_on=bill.due_on,
            status=bill.status,
            overdue=view.overdue,
            live_payment_id=bill.live_payment_id,
            charges=[
                ChargeOut(description=charge.description, amount=money(charge.amount_minor))
                for charge in bill.charges
            ],
            service_address=bill.service_address,
            period_start=bill.period_start,
            period_end=bill.period_end,
            message=bill.message,
        )


class AccountKnowledge(ApiModel):
    """What shows that somebody holds a bill of the account."""

    biller_id: _Short
    account_number: _Short
    second_factor: _Short


class GuestAccountOut(ApiModel):
    biller_id: str
    biller_name: str
    account_number: str
    account_name_masked: str | None


class GuestLookUpOut(ApiModel):
    """Unpaid bills first, the next due one on top."""

    account: GuestAccountOut
    bills: list[BillOut]

    @classmethod
    def of(cls, found: FoundAccount) -> GuestLookUpOut:
        account = GuestAccountOut(
            biller_id=found.biller.id,
            biller_name=found.biller.name,
            account_number=found.account_number,
            account_name_masked=masked(found.account_name),
        )
        bills = [BillOut.of(view, for_guest=True) for view in found.bills]
        return cls(account=account, bills=bills)


class LinkAccountBody(AccountKnowledge):
    nickname: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] | None = None


class LinkedAccountOut(ApiModel):
    id: str
    biller_id: str
    biller_name: str
    account_number: str
    nickname: str | None

    @classmethod
    def of(cls, view: AccountView) -> LinkedAccountOut:
        account = view.account
        return cls(
            id=account.id,
            biller_id=account.biller_id,
            biller_name=view.biller_name,
            account_number=account.account_number,
            nickname=account.nickname,
        )


class LinkedAccountsOut(ApiModel):
    data: list[LinkedAccountOut]


class BillFileOut(ApiModel):
    """A bill file and how far it is. `rows_total` is known once it is read to its end."""

    id: str
    biller_id: str
    file_name: str
    mode: Mode
    status: FileStatus
    rows_total: int | None
    bytes_total: int
    bytes_done: int
    rows_done: int
    created: int
    updated: int
    unchanged: int
    withdrawn: int
    protected: int = Field(description="Bills left as they were, because a payment is under way.")
    rejected: int
    problem: str | None = Field(description="Why the file failed, or what was left undone.")
    problems_by_reason: dict[str, int]
    mapping: dict[str, str]
    uploaded_by: str
    created_at: Timestamp
    finished_at: Timestamp | None

    @classmethod
    def of(cls, file: BillFile) -> BillFileOut:
        return cls(
            id=file.id,
            biller_id=file.biller_id,
            file_name=file.file_name,
            mode=file.mode,
            status=file.status,
            rows_total=file.rows_total,
            bytes_total=file.bytes_total,
            bytes_done=file.bytes_done,
            rows_done=file.rows_done,
            created=file.count("created"),
            updated=file.count("updated"),
            unchanged=file.count("unchanged"),
            withdrawn=file.count("withdrawn"),
            protected=file.count("protected"),
            rejected=file.count("rejected"),
            problem=file.problem,
            problems_by_reason=dict(file.problems_by_reason),
            mapping=dict(file.mapping),
            uploaded_by=file.uploaded_by,
            created_at=file.created_at,
            finished_at=file.finished_at,
        )


class RowProblemOut(ApiModel):
    """`line` counts from 1, the header included; null for a bill that is not in the file."""

    line: int | None
    field: str | None
    code: str
    message: str
    value: str
    bill_number: str

    @classmethod
    def of(cls, problem: ReportedProblem) -> RowProblemOut:
        return cls.model_validate(problem)


class FileFieldOut(ApiModel):
    name: str
    label: str
    required: bool
    hint: str


class PreviewOut(ApiModel):
    """How a file would be read. `mapping` is field to column; `missing` fields need one."""

    columns: list[str]
    sample: list[list[str]]
    mapping: dict[str, str]
    missing: list[str]
    fields: list[FileFieldOut]

    @classmethod
    def of(cls, preview: Preview) -> PreviewOut:
        return cls(
            columns=preview.columns,
            sample=preview.sample,
            mapping=preview.mapping,
            missing=preview.missing,
            fields=[
                FileFieldOut(
                    name=field.name,
                    label=preview.labels[field.name],
                    required=field.required,
                    hint=field.hint,
                )
                for field in FIELDS
            ],
        )
