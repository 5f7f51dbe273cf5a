"""Ledger accounts: the chart, the normal side of each class, balances posted and pending.

An account is named by what it is: ``biller_payable/bil_01J.../USD``. The first
part is in the chart below, so that a misspelt account cannot be opened by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

AccountId = str


class Side(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"

    def opposite(self) -> Side:
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


class AccountClass(StrEnum):
    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def normal_side(self) -> Side:
        return Side.DEBIT if self in (AccountClass.ASSET, AccountClass.EXPENSE) else Side.CREDIT


# Chart of accounts: kind -> (class, floored). A floored account's available
# balance, on its normal side and with holds counted, never goes below zero.
CHART: dict[str, tuple[AccountClass, bool]] = {
    "processor_receivable": (AccountClass.ASSET, False),
    "bank": (AccountClass.ASSET, False),
    "cash_at_counters": (AccountClass.ASSET, True),
    "biller_receivable": (AccountClass.ASSET, True),
    "disputes_held": (AccountClass.ASSET, True),
    "biller_payable": (AccountClass.LIABILITY, True),
    "customer_credit": (AccountClass.LIABILITY, True),
    "fee_income": (AccountClass.INCOME, False),
    "processor_fees": (AccountClass.EXPENSE, False),
    "dispute_fees": (AccountClass.EXPENSE, False),
}


def account_id(kind: str, owner: str, currency: str) -> AccountId:
    """``account_id("biller_payable", "bil_1", "USD")``; kind must be in the chart."""
    if kind not in CHART:
        raise ValueError(f"{kind!r} is not in the chart of accounts")
    if "/" in owner:
        raise ValueError("an owner's name holds no slash")
    return f"{kind}/{owner}/{currency}"


def account_class_of(identifier: AccountId) -> AccountClass:
    return CHART[identifier.split("/", 1)[0]][0]


@dataclass(frozen=True, slots=True)
class Account:
    """Running totals in minor units. All four only grow, except pending ones when holds end."""

    id: AccountId
    debits_posted: int = 0
    credits_posted: int = 0
    debits_pending: int = 0
    credits_pending: int = 0

    def __post_init__(self) -> None:
        if (
            self.debits_posted < 0
            or self.credits_posted < 0
            or self.debits_pending < 0
            or self.credits_pending < 0
        ):
            raise ValueError(f"{self.id}: a running total below zero cannot be")

    @property
    def account_class(self) -> AccountClass:
        return account_class_of(self.id)

    @property
    def currency(self) -> str:
        return self.id.rsplit("/", 1)[1]

    @property
    def has_floor(self) -> bool:
        return CHART[self.id.split("/", 1)[0]][1]

    @property
    def posted(self) -> int:
        """Balance on the normal side, holds left out."""
        net = self.debits_posted - self.credits_posted
        return net if self.account_class.normal_side is Side.DEBIT else -net

    @property
    def available(self) -> int:
        """What can still be taken: the posted balance less holds that would lower it."""
        if self.account_class.normal_side is Side.DEBIT:
            return self.debits_posted - self.credits_posted - self.credits_pending
        return self.credits_posted - self.debits_posted - self.debits_pending
