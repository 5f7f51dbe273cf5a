"""The ledger as a child would keep it: four sums an account, and a list of holds.

Written from the recipes and not from the code that it judges; it shares nothing with it but the
names of refusals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# (account, side, amount)
Move = tuple[str, str, int]

DEBIT_SIDED = ("processor_receivable", "bank", "biller_receivable", "disputes_held",
               "processor_fees", "dispute_fees")  # fmt: skip
NEVER_NEGATIVE = ("biller_receivable", "disputes_held", "biller_payable", "customer_credit")


@dataclass
class LedgerModel:
    """``sums``: account -> [debits posted, credits posted, debits held, credits held]."""

    sums: dict[str, list[int]] = field(default_factory=dict)
    # id of the pending entry -> [its moves, "open" | "posted" | "voided"]
    holds: dict[str, tuple[Sequence[Move], str]] = field(default_factory=dict)

    def post(self, moves: Sequence[Move], *, held: bool) -> str | None:
        """The name of the refusal, or None when the moves are made."""
        first = 2 if held else 0
        for account, side, amount in moves:
            row = self.sums.setdefault(account, [0, 0, 0, 0])
            row[first + (side == "credit")] += amount
        short = any(self._is_short(account, side) for account, side, _ in moves)
        if short:
            for account, side, amount in moves:
                self.sums[account][first + (side == "credit")] -= amount
            return "WouldGoBelowFloor"
        return None

    def hold(self, id: str, moves: Sequence[Move]) -> str | None:
        refusal = self.post(moves, held=True)
        if refusal is None:
            self.holds[id] = (moves, "open")
        return refusal

    def end_hold(self, id: str, *, posts: bool) -> str | None:
        if id not in self.holds:
            return "HoldNotFound"
        moves, state = self.holds[id]
        if state != "open":
            return "HoldAlreadyPosted" if state == "posted" else "HoldAlreadyVoided"
        for account, side, amount in moves:
            row = self.sums[account]
            row[2 + (side == "credit")] -= amount
            if posts:
                row[side == "credit"] += amount
        self.holds[id] = (moves, "posted" if posts else "voided")
        return None

    def _is_short(self, account: str, side: str) -> bool:
        """Whether this side takes from an account that then has less than nothing."""
        kind = account.partition("/")[0]
        if kind not in NEVER_NEGATIVE:
            return False
        if kind in DEBIT_SIDED:
            return side == "credit" and self.left(account) < 0
        return side == "debit" and self.left(account) < 0

    def left(self, account: str) -> int:
        """What can still be taken: what is there, less what holds may take."""
        debits, credits, debits_held, credits_held = self.sums.get(account, (0, 0, 0, 0))
        if account.partition("/")[0] in DEBIT_SIDED:
            return debits - credits - credits_held
        return credits - debits - debits_held
