"""Money that comes back to where it began: a bounded search backward along what each party got."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paymentus.compliance.domain.monitoring.activity import DAY, Row

EDGES_LOOKED_AT_MAX = 200

IncomingOf = Callable[[str], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Step:
    """Money from one party to another on the way."""

    sender: str
    receiver: str
    row: Row


def find_round_trip(
    sender: str,
    receiver: str,
    last: Row,
    *,
    incoming_of: IncomingOf,
    hops_max: int,
    days: int,
    keep_percent: int,
) -> tuple[Step, ...] | None:
    """The way from ``receiver`` back to itself that ``last`` (sender to receiver) closes.

    Going backward each step is earlier, at most ``days`` before the last one, and its amount is at
    least the next one's and at most what leaves ``keep_percent`` of it: people on the way keep a
    share and add nothing. Three to ``hops_max`` steps: money that goes to and fro between two is a
    loan or a refund. Depth first, the newest movements first, a bounded number of them.
    """
    earliest = last.at - days * DAY
    looked_at = 0
    # (party, at, amount, steps taken so far from there on)
    waiting: list[tuple[str, int, int, tuple[Step, ...]]] = [
        (sender, last.at, last.amount_minor, (Step(sender, receiver, last),))
    ]
    while waiting:
        party, at, amount, way = waiting.pop()
        most = amount * 100 // keep_percent
        for row in incoming_of(party):
            before = row.at
            if before > at or before < earliest or not amount * 99 <= row.amount_minor * 100:
                continue
            if row.amount_minor > most:
                continue
            looked_at += 1
            if looked_at > EDGES_LOOKED_AT_MAX:
                return None
            giver = row.counterparty
            found = (Step(giver, party, row), *way)
            if giver == receiver:
                if len(found) >= 3:
                    return found
                continue
            if len(found) < hops_max and giver not in [step.receiver for step in found]:
                waiting.append((giver, before, row.amount_minor, found))
    return None
