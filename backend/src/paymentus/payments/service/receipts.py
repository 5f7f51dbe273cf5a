"""Receipts that prove themselves: what one says, and the file a payer keeps.

Invariants: the details are fixed when the payment succeeds, because the audit leaf of that moment
commits to them; a file leaves the house only if its proof holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from paymentus.audit.domain.checkpoint import parse_checkpoint
from paymentus.audit.domain.receipt import ProofBundle, receipt_file
from paymentus.audit.domain.tree import leaf_hash, verify_inclusion
from paymentus.foundation.clock import rfc3339
from paymentus.payments.domain.payment import Payment


def receipt_details(payment: Mapping[str, Any]) -> dict[str, Any]:
    """The member ``receipt`` of the file, and what the leaf commits to.

    ``payment`` names ``payment_id``, ``confirmation_number``, ``paid_at`` (aware datetime or RFC
    3339), ``items``, ``currency``, ``statement_descriptor``, and ``brand`` and ``last4`` of the
    card (either may be None). Each item names ``biller``, ``account_number``, ``bill_number``,
    ``amount_minor``, ``fee_minor`` and ``delivery_date`` (date or ISO text); more is ignored.
    """
    items = [_item(item) for item in payment["items"]]
    if not items:
        raise ValueError("a receipt is for one bill or more")
    amount = sum(item["amount_minor"] for item in items)
    fee = sum(item["fee_minor"] for item in items)
    paid_at = payment["paid_at"]
    return {
        "payment_id": payment["payment_id"],
        "confirmation_number": payment["confirmation_number"],
        "paid_at": rfc3339(paid_at) if isinstance(paid_at, datetime) else paid_at,
        "items": items,
        "amount_minor": amount,
        "fee_minor": fee,
        "total_minor": amount + fee,
        "currency": payment["currency"],
        "method": method_words(payment.get("brand"), payment.get("last4")),
        "statement_descriptor": payment["statement_descriptor"],
    }


def receipt_of(
    payment: Payment, *, brand: str | None, last4: str | None, at: datetime
) -> dict[str, Any]:
    """The details of a payment that succeeded at ``at``, by the card that paid or in cash."""
    return receipt_details(
        {
            "payment_id": payment.id,
            "confirmation_number": payment.confirmation_number,
            "paid_at": at,
            "items": [
                {
                    "biller": item.biller_name,
                    "account_number": item.account_number,
                    "bill_number": item.bill_number,
                    "amount_minor": item.amount_minor,
                    "fee_minor": item.fee_minor,
                    "delivery_date": item.delivery_date,
                }
                for item in payment.items
            ],
            "currency": payment.currency,
            "brand": brand or payment.brand,
            "last4": last4 or payment.last4,
            "statement_descriptor": payment.statement_descriptor,
        }
    )


def method_words(brand: str | None, last4: str | None) -> str:
    """``visa ending 4242``; ``card`` where the processor did not say which."""
    return f"{brand or 'card'} ending {last4}" if last4 else brand or "card"


def build_receipt(  # noqa: PLR0917 (the order of the file format)
    details: Mapping[str, Any],
    salt: bytes,
    leaf: bytes,
    index: int,
    path: Sequence[bytes],
    checkpoint: str,
) -> bytes:
    """The receipt file (``paymentus-receipt/1``): canonical JSON and one newline.

    Raises ``ValueError`` when the leaf does not commit to these details, or when the path does not
    lead from the leaf to the checkpoint's root. The checkpoint's signature is not checked here.
    """
    signed = parse_checkpoint(checkpoint)
    verify_inclusion(
        index=index, size=signed.size, leaf=leaf_hash(leaf), path=path, root=signed.root
    )
    proof = ProofBundle(
        leaf=leaf, index=index, tree_size=signed.size, path=tuple(path), checkpoint=checkpoint
    )
    return receipt_file(details, salt, proof)


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    delivery = item["delivery_date"]
    return {
        "biller": item["biller"],
        "account_number": item["account_number"],
        "bill_number": item["bill_number"],
        "amount_minor": _whole(item["amount_minor"]),
        "fee_minor": _whole(item["fee_minor"]),
        "delivery_date": delivery.isoformat() if isinstance(delivery, date) else delivery,
    }


def _whole(amount: Any) -> int:
    if type(amount) is not int or amount < 0:
        raise ValueError("an amount is a whole number of minor units, zero or more")
    return amount
