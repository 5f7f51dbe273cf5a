"""The ledger over HTTP, read only: accounts, balances as of a time, entries, trial balance."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from paymentus.foundation.authorization import Permission, requires
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.http import (
    Cursor,
    Limit,
    MomentIn,
    MoneyOut,
    Page,
    decode_cursor,
    encode_cursor,
    provided,
)
from paymentus.ledger.schemas import (
    AccountOut,
    BalanceOut,
    EntryOut,
    TrialBalanceOut,
    TrialBalanceRow,
)
from paymentus.ledger.service import LedgerService

router = APIRouter(
    prefix="/api/v1/ledger", tags=["ledger"], dependencies=[requires(Permission.LEDGER_READ)]
)
Ledger = Annotated[LedgerService, provided(LedgerService)]


@router.get(
    "/accounts",
    operation_id="listLedgerAccounts",
    summary="Ledger accounts with their balances",
    response_model=Page[AccountOut],
)
async def list_accounts(
    ledger: Ledger,
    kind: Annotated[str | None, Query(description="First part of the account's id.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[AccountOut]:
    after = decode_cursor(cursor, 1)[0] if cursor else None
    accounts = await ledger.accounts(kind=kind, after=after, limit=limit + 1)
    shown = accounts[:limit]
    more = len(accounts) > limit
    return Page(
        data=[AccountOut.of(account) for account in shown],
        next_cursor=encode_cursor(shown[-1].id) if more else None,
    )


@router.get(
    "/accounts/{account_id:path}/balance",
    operation_id="getLedgerBalance",
    summary="Balance of an account, now or as of a time",
    description="By `effective` date (when it counts) or `recorded` date (when we knew it).",
    response_model=BalanceOut,
    responses={404: {"description": "`account_not_found`"}},
)
async def get_balance(
    ledger: Ledger,
    account_id: Annotated[str, Path(max_length=120, examples=["biller_payable/blr_1/USD"])],
    as_of: Annotated[MomentIn | None, Query(description="RFC 3339, with a zone.")] = None,
    by: Literal["effective", "recorded"] = "effective",
) -> BalanceOut:
    balance = await ledger.balance(account_id, as_of=as_of, by=by)
    return BalanceOut.of(balance, as_of=rfc3339(as_of) if as_of else None, by=by)


@router.get(
    "/entries",
    operation_id="listLedgerEntries",
    summary="Journal entries, newest first",
    response_model=Page[EntryOut],
)
async def list_entries(
    ledger: Ledger,
    subject: Annotated[str | None, Query(max_length=80, description="A payment, say.")] = None,
    account: Annotated[str | None, Query(max_length=120)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EntryOut]:
    before = decode_cursor(cursor, 1)[0] if cursor else None
    rows = await ledger.entries(
        subject=subject, account=account, before_leaf=before, limit=limit + 1
    )
    shown = rows[:limit]
    return Page(
        data=[EntryOut.of(row) for row in shown],
        next_cursor=encode_cursor(shown[-1].leaf_index) if len(rows) > limit else None,
    )


@router.get(
    "/trial-balance",
    operation_id="getTrialBalance",
    summary="Trial balance by currency and account class",
    response_model=TrialBalanceOut,
)
async def get_trial_balance(ledger: Ledger) -> TrialBalanceOut:
    rows = [TrialBalanceRow.of(row) for row in await ledger.trial_balance()]
    imbalance = await ledger.imbalance()
    return TrialBalanceOut(
        rows=rows,
        imbalance=[
            MoneyOut(amount_minor=net, currency=currency)
            for currency, net in sorted(imbalance.items())
        ],
        balanced=not any(imbalance.values()),
    )
