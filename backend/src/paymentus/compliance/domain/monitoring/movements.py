"""A transfer as each party sees it: money going out, money coming in, an instrument being used."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.transfer import CashDirection, Transfer

INSTRUMENT = "instrument:"
DEVICE = "device:"


@dataclass(slots=True)
class Movement:
    """One party's side of a transfer. ``at`` is in whole seconds since 1970, UTC.

    ``counterparty`` is the other side ("" where there is none: cash over a counter); ``bill`` says
    that only billers are paid; ``cash`` is set where currency changes hands.
    """

    transfer_id: str
    party_id: str
    at: int
    amount_minor: int
    counterparty: str
    incoming: bool
    bill: bool = False
    cash: CashDirection | None = None


def is_bill_payment(transfer: Transfer) -> bool:
    """Everybody who is paid is a biller."""
    receivers = transfer.receivers
    return bool(receivers) and all(receiver.is_biller for receiver in receivers)


def is_own_deposit(transfer: Transfer) -> bool:
    """Cash that somebody brings to what is theirs: no one else is paid."""
    return transfer.cash is CashDirection.IN and not [
        receiver for receiver in transfer.receivers if receiver.id != transfer.sender.id
    ]


def bill_instrument(transfer: Transfer) -> Movement | None:
    """The instrument that pays bills, as it is used; None where there is none.

    It has no counters of its own on the money path: a document that all payers of one card write to
    would hold them up. What it did lately is read from what was monitored instead.
    """
    if transfer.instrument is None or not is_bill_payment(transfer):
        return None
    at, sender = int(transfer.at.timestamp()), transfer.sender.id
    mark = INSTRUMENT + transfer.instrument
    return Movement(transfer.id, mark, at, transfer.amount_minor, sender, True)


def movements_of(transfer: Transfer) -> list[Movement]:
    """The sender's first, then those of whom it reaches, then of the instrument and device.

    Billers are left out: they are paid by many as a matter of course. What several receive is
    counted in equal shares. Instruments that pay bills are left out too, see ``bill_instrument``.
    """
    at = int(transfer.at.timestamp())
    sender = transfer.sender.id
    amount = transfer.amount_minor
    if (
        len(transfer.receivers) == 1
        and transfer.cash is None
        and not transfer.receivers[0].is_biller
    ):
        receiver = transfer.receivers[0].id
        if receiver != sender and transfer.instrument is None and transfer.device is None:
            # By far the most, so they do not go the long way.
            return [
                Movement(transfer.id, sender, at, amount, receiver, False),
                Movement(transfer.id, receiver, at, amount, sender, True),
            ]
    bill = is_bill_payment(transfer)
    if is_own_deposit(transfer):
        return [Movement(transfer.id, sender, at, amount, "", True, False, transfer.cash)]
    others = [one for one in transfer.receivers if one.id != sender]
    first = others[0].id if others else ""
    found = [Movement(transfer.id, sender, at, amount, first, False, bill, transfer.cash)]
    if bill:
        return found
    reached = [one.id for one in others if not one.is_biller]
    if reached:
        share, rest = divmod(amount, len(reached))
        for number, party_id in enumerate(reached):
            received = share + (1 if number < rest else 0)
            found.append(Movement(transfer.id, party_id, at, received, sender, True))
    for kind, mark in ((INSTRUMENT, transfer.instrument), (DEVICE, transfer.device)):
        if mark:
            found.append(Movement(transfer.id, kind + mark, at, amount, sender, True))
    return found
