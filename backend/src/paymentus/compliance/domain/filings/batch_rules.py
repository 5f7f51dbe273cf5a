"""What the head of a batch file says of what is in it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.grammar import Grammar
from paymentus.compliance.domain.filings.tree import Spot


def judge_batch(root: Spot, grammar: Grammar, found: Findings) -> None:
    """Totals and counts as the guides define them.

    ``TotalAmount`` is the sum of all detail amounts of a CTR batch (in, out and foreign), of all
    amounts involved of a SAR batch. ``PartyCount`` counts all parties; whether those inside
    others count is read both ways in the field, so both are taken.
    """
    form = root.value("FormTypeCode")
    if form != grammar.form:
        found.error("form_type", root.at("FormTypeCode"), f"“{form}” is not {grammar.form}.")
    activities = root.all("Activity")
    top = sum(len(activity.all("Party")) for activity in activities)
    every = sum(1 for activity in activities for spot in activity.walk() if spot.name == "Party")
    with_file = sum(1 for activity in activities if activity.all("ActivitySupportDocument"))
    files = sum(len(activity.all("ActivitySupportDocument")) for activity in activities)
    counted: dict[str, set[int]] = {
        "PartyCount": {top, every},
        "ActivityCount": {len(activities)},
        "ActivityAttachmentCount": {with_file},
        "AttachmentCount": {files},
    }
    for name in grammar.attributes:
        if name in counted:
            _judge_count(root, name, counted[name], found)
    _judge_total(root, _AMOUNTS[grammar.form], found)


def _judge_count(root: Spot, name: str, right: set[int], found: Findings) -> None:
    said = root.node.attributes.get(name, "")
    if said.isdigit() and int(said) not in right:
        found.error(
            "wrong_count", _attribute(root, name), f"{name} is {said}, and there are {max(right)}."
        )


def _judge_total(root: Spot, amounts: Callable[[Spot], list[str]], found: Findings) -> None:
    said = root.node.attributes.get("TotalAmount", "")
    try:
        total = Decimal(said)
    except InvalidOperation:
        return
    texts = [text for activity in root.all("Activity") for text in amounts(activity) if text]
    if not all(text.isdigit() for text in texts):
        return
    right = sum(int(text) for text in texts)
    if total != right:
        found.error(
            "wrong_total",
            _attribute(root, "TotalAmount"),
            f"TotalAmount is {said}; the amounts in the reports add up to {right}.",
        )


def _attribute(root: Spot, name: str) -> Spot:
    return root.at(f"@{name}")


def _ctr_amounts(activity: Spot) -> list[str]:
    transactions = activity.first("CurrencyTransactionActivity")
    if transactions is None:
        return []
    return [
        detail.value("DetailTransactionAmountText")
        for detail in transactions.all("CurrencyTransactionActivityDetail")
    ]


def _sar_amounts(activity: Spot) -> list[str]:
    return [activity.at("SuspiciousActivity").value("TotalSuspiciousAmountText")]


_AMOUNTS = {"CTRX": _ctr_amounts, "SARX": _sar_amounts}
