"""What the judge knows of payments that compliance stopped: nothing is charged for one that waits
or was never to be made, each is decided and told once, and no payer learns why it ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from paymentus.commit.repository import OUTBOX
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.repository.cases import HOLDS
from paymentus.compliance.service.cases import TRANSFER_REFUSED, TRANSFER_RELEASED
from paymentus.foundation.mongo import Database
from paymentus.payments.repository.documents import PAYMENTS

from support.payer import Json, Outside

_HELD, _BLOCKED = "held", "blocked"
_TOLD = {
    HoldState.RELEASED: TRANSFER_RELEASED,
    HoldState.REFUSED: TRANSFER_REFUSED,
    HoldState.BLOCKED: TRANSFER_REFUSED,
}
# What a payment may be once compliance has said this about it, and all have been told.
_MAY_BE = {
    HoldState.HELD: {_HELD},
    HoldState.BLOCKED: {_BLOCKED},
    HoldState.REFUSED: {_BLOCKED},
    HoldState.RELEASED: {"succeeded", "failed", "expired", "canceled"},
    HoldState.ENDED: {"expired", "canceled"},
}


async def waiting_for_a_person(database: Database) -> set[str]:
    """Held payments that stay so until somebody at the desk decides. One that could not be judged
    yet, or that was decided already, is not at rest."""
    query = {"state": HoldState.HELD.value, "unjudged.0": {"$exists": False}}
    held = [row["_id"] async for row in database[HOLDS].find(query, {"_id": 1})]
    stopped = {"_id": {"$in": held}, "state": _HELD}
    payments = database[PAYMENTS].find(stopped, {"_id": 1})
    return {row["_id"] async for row in payments}


def entries_of_stopped(payment: Json) -> Counter[str] | None:
    """The ledger's entries of a payment without money that compliance stopped; None of others."""
    if payment["state"] == _HELD:
        return Counter({"payment.started": 1})
    first = payment["history"][0]["state"]
    # Blocked at once nothing was expected, so there is nothing to let go.
    return Counter() if first == _BLOCKED else None


async def wrong_about_stops(
    database: Database, outside: Outside, payments: Mapping[str, Json]
) -> list[str]:
    """Each begins with the payment's id."""
    stopped = {row["_id"]: row async for row in database[HOLDS].find({})}
    found = [
        f"{name}: is {payment['state']}, and no case says why"
        for name, payment in payments.items()
        if name not in stopped and _was_stopped(payment)
    ]
    told = Counter(
        [
            (row["topic"], row["key"])
            async for row in database[OUTBOX].find({"topic": {"$in": sorted(set(_TOLD.values()))}})
        ]
    )
    for name, hold in stopped.items():
        found += _wrong_about(name, hold, payments.get(name), told)
    never_sent = {
        name for name, payment in payments.items() if _was_stopped(payment) and not _sent(payment)
    }
    for kind in ("payment_intent", "checkout.session"):
        for one in await outside.objects(kind):
            about = {one["metadata"].get("payment_id"), one.get("client_reference_id")}
            found += [
                f"{name}: the processor has a {kind} of it" for name in about & never_sent if name
            ]
    return found


def _wrong_about(
    name: str, hold: Json, payment: Json | None, told: Counter[tuple[str, str]]
) -> Iterator[str]:
    state = HoldState(hold["state"])
    times = {topic: told[topic, name] for topic in _TOLD.values() if told[topic, name]}
    # A payment that was blocked in its first commit needs nobody to be told.
    at_once = payment is not None and payment["history"][0]["state"] == _BLOCKED
    due = {_TOLD[state]: 1} if state in _TOLD and not at_once else {}
    if payment is not None and times != due:
        yield f"{name}: {state.value} by compliance, told {times}, not {due}"
    if hold.get("unjudged"):
        yield f"{name}: could not be judged, and nobody has judged it since"
    if payment is None:
        if hold["channel"] != "cash":
            yield f"{name}: is {state.value} in a case, and there is no such payment"
    elif payment["state"] not in _MAY_BE[state]:
        yield f"{name}: {payment['state']}, though compliance has it as {state.value}"


def _was_stopped(payment: Json) -> bool:
    return bool(payment["history"][0]["state"] in (_HELD, _BLOCKED))


def _sent(payment: Json) -> bool:
    """Whether it went on to the processor."""
    return any(moment["state"] == "submitting" for moment in payment["history"])
