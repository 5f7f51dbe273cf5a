"""States of a payment and the one rule of moving between them: only upwards."""

from __future__ import annotations

from enum import StrEnum


class PaymentState(StrEnum):
    HELD = "held"
    SUBMITTING = "submitting"
    UNKNOWN = "unknown"
    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    BLOCKED = "blocked"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELED = "canceled"
    SUCCEEDED = "succeeded"


# Held comes before the processor is asked, so a released payment moves up to submitting.
# The ends that moved no money share a rank: the first one stands. Success is above them,
# because money that came is counted even when we had given the payment up.
_RANK = {
    PaymentState.HELD: 0,
    PaymentState.SUBMITTING: 1,
    PaymentState.UNKNOWN: 2,
    PaymentState.REQUIRES_ACTION: 3,
    PaymentState.PROCESSING: 4,
    PaymentState.BLOCKED: 5,
    PaymentState.FAILED: 5,
    PaymentState.EXPIRED: 5,
    PaymentState.CANCELED: 5,
    PaymentState.SUCCEEDED: 6,
}
FINAL = frozenset(state for state, rank in _RANK.items() if rank >= 5)
LIVE = frozenset(PaymentState) - FINAL


def may_become(current: PaymentState, wanted: PaymentState) -> bool:
    """Whether news of ``wanted`` changes a payment that is ``current``."""
    return _RANK[wanted] > _RANK[current]


def shown(state: PaymentState) -> PaymentState:
    """The state as payers and billers see it: whether compliance or a card ended a payment without
    money is not for them to learn."""
    return PaymentState.FAILED if state is PaymentState.BLOCKED else state
