"""Wire forms of ledger accounts, balances and entries."""

from __future__ import annotations

from typing import Literal

from paymentus.foundation.clock import rfc3339
from paymentus.foundation.http import ApiModel, MoneyOut
from paymentus.foundation.mongo import Document
from paymentus.ledger.domain import Account
from paymentus.ledger.service import Balance, Recorded


class PostingOut(ApiModel):
    account: str
    side: Literal["debit", "credit"]
    amount: MoneyOut


class EntryOut(ApiModel):
    id: str
    kind: str
    event: str
    subject: str
    description: str
    postings: list[PostingOut]
    pending_id: str | None
    corrects: str | None
    effective_at: str
    recorded_at: str
    leaf_index: int

    @classmethod
    def of(cls, recorded: Recorded, owners: frozenset[str] | None = None) -> EntryOut:
        """``owners`` limits the postings shown to theirs."""
        entry = recorded.entry
        return cls(
            id=entry.id,
            kind=entry.kind.value,
            event=entry.event,
            subject=entry.subject,
            description=entry.description,
            postings=[
                PostingOut(
                    account=posting.account_id,
                    side=posting.side.value,
                    amount=MoneyOut(amount_minor=posting.amount_minor, currency=posting.currency),
                )
                for posting in entry.postings
                if owners is None or posting.account_id.split("/")[1] in owners
            ],
            pending_id=entry.pending_id,
            corrects=entry.corrects,
            effective_at=rfc3339(entry.effective_at),
            recorded_at=rfc3339(entry.recorded_at),
            leaf_index=recorded.leaf_index,
        )


class AccountOut(ApiModel):
    """Amounts are on the account's normal side; ``available`` counts holds that would lower it."""

    id: str
    account_class: Literal["asset", "liability", "income", "expense"]
    currency: str
    posted: MoneyOut
    available: MoneyOut
    debits_posted: MoneyOut
    credits_posted: MoneyOut
    debits_pending: MoneyOut
    credits_pending: MoneyOut

    @classmethod
    def of(cls, account: Account) -> AccountOut:
        def money(amount_minor: int) -> MoneyOut:
            return MoneyOut(amount_minor=amount_minor, currency=account.currency)

        return cls(
            id=account.id,
            account_class=account.account_class.value,
            currency=account.currency,
            posted=money(account.posted),
            available=money(account.available),
            debits_posted=money(account.debits_posted),
            credits_posted=money(account.credits_posted),
            debits_pending=money(account.debits_pending),
            credits_pending=money(account.credits_pending),
        )


class BalanceOut(ApiModel):
    account_id: str
    balance: MoneyOut
    debits: MoneyOut
    credits: MoneyOut
    as_of: str | None
    by: Literal["effective", "recorded"]

    @classmethod
    def of(cls, balance: Balance, *, as_of: str | None, by: str) -> BalanceOut:
        def money(amount_minor: int) -> MoneyOut:
            return MoneyOut(amount_minor=amount_minor, currency=balance.currency)

        return cls.model_validate(
            {
                "account_id": balance.account_id,
                "balance": money(balance.balance_minor),
                "debits": money(balance.debits_minor),
                "credits": money(balance.credits_minor),
                "as_of": as_of,
                "by": by,
            }
        )


class TrialBalanceRow(ApiModel):
    currency: str
    account_class: str
    debits_posted: MoneyOut
    credits_posted: MoneyOut
    debits_pending: MoneyOut
    credits_pending: MoneyOut

    @classmethod
    def of(cls, row: Document) -> TrialBalanceRow:
        currency = row["_id"]["currency"]

        def money(name: str) -> MoneyOut:
            return MoneyOut(amount_minor=row[name], currency=currency)

        return cls(
            currency=currency,
            account_class=row["_id"]["class"],
            debits_posted=money("debits_posted"),
            credits_posted=money("credits_posted"),
            debits_pending=money("debits_pending"),
            credits_pending=money("credits_pending"),
        )


class TrialBalanceOut(ApiModel):
    """Debits equal credits in every currency, or something is badly wrong."""

    rows: list[TrialBalanceRow]
    imbalance: list[MoneyOut]
    balanced: bool
