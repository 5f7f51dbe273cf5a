"""Reading payments: a payer's own, a biller's, one payment's whole story, and its receipt."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from paymentus.audit.domain.leaf import LogEntry
from paymentus.audit.service import AuditLog
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import BILLER_BOUND, Permission, Principal
from paymentus.foundation.money import Money, format_money
from paymentus.integrations.key_management import Erased
from paymentus.ledger.domain import EntryKind
from paymentus.ledger.service import LedgerService, Recorded
from paymentus.notifications.service import NotificationsService
from paymentus.payments.domain.funds_flow import success_id
from paymentus.payments.domain.payment import NoReceiptYet, Payment, PaymentNotFound
from paymentus.payments.domain.states import PaymentState, shown
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service.receipts import build_receipt

# Leaves about a payment that only those who work for compliance may see.
_OF_COMPLIANCE = ("transfer.", "compliance.", "case.")
_ENTRY_TITLES = {
    EntryKind.PENDING: "Money reserved in the ledger",
    EntryKind.POST_PENDING: "Money posted in the ledger",
    EntryKind.VOID_PENDING: "Reservation let go",
    EntryKind.POSTED: "Posted in the ledger",
}


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened; ``kind`` is state, entry, leaf, webhook or mail.

    The detail of a mail says what became of it: waiting, sending, sent, bounced or given_up.
    """

    at: datetime
    kind: str
    title: str
    detail: str


Owners = frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Story:
    """Timeline, entries and leaves are oldest first.

    ``owners`` are those whose postings may be shown; None for all. ``for_compliance``: its reader
    may know what compliance has done.
    """

    payment: Payment
    timeline: tuple[StoryLine, ...]
    entries: tuple[Recorded, ...]
    leaves: tuple[LogEntry, ...]
    owners: Owners = None
    for_compliance: bool = False


class PaymentReading:
    def __init__(
        self,
        *,
        repository: PaymentsRepository,
        ledger: LedgerService,
        audit: AuditLog,
        deliveries: Deliveries,
        notifications: NotificationsService,
        public_url: str,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._audit = audit
        self._deliveries = deliveries
        self._notifications = notifications
        self._public_url = public_url

    async def own_page(
        self, principal: Principal, *, before: str | None, limit: int
    ) -> list[Payment]:
        return await self._repository.of_principal(principal.id, before=before, limit=limit)

    async def visible(self, principal: Principal, payment_id: str) -> Payment:
        """One's own payment, or for staff one that pays their biller; else ``PaymentNotFound``."""
        payment = await self._repository.payment(payment_id)
        if payment is None:
            raise PaymentNotFound()
        if payment.principal_id == principal.id:
            return payment
        if principal.may(Permission.PAYMENTS_READ):
            if principal.role not in BILLER_BOUND:
                return payment
            if principal.biller_id in {item.biller_id for item in payment.items}:
                return _only_biller(payment, str(principal.biller_id))
        raise PaymentNotFound()

    async def biller_page(
        self,
        biller_id: str,
        *,
        state: PaymentState | None,
        search: str | None,
        since: datetime | None,
        until: datetime | None,
        before: str | None,
        limit: int,
    ) -> list[Payment]:
        """A biller's payments, newest first, each with this biller's items only."""
        payments = await self._repository.of_biller(
            biller_id,
            states=None if state is None else [one for one in PaymentState if shown(one) is state],
            search=search,
            since=since,
            until=until,
            before=before,
            limit=limit,
        )
        return [_only_biller(payment, biller_id) for payment in payments]

    async def story(self, principal: Principal, payment_id: str) -> Story:
        """States, ledger entries, audit leaves, webhooks and mails of one payment, in order."""
        payment = await self.visible(principal, payment_id)
        knows = principal.may(Permission.COMPLIANCE_READ)
        recent = await self._ledger.entries(subject=payment.id, limit=50)
        entries = sorted(recent, key=lambda recorded: recorded.leaf_index)
        logged = (await self._audit.entries(subject=payment.id, limit=50)).entries
        leaves = tuple(
            sorted(
                (leaf for leaf in logged if knows or not leaf.type.startswith(_OF_COMPLIANCE)),
                key=lambda leaf: leaf.index,
            )
        )
        objects = [id for id in (payment.object_id, payment.intent_id, payment.charge_id) if id]
        webhooks = await self._deliveries.webhooks_about(objects) if objects else []
        lines = [
            StoryLine(
                step.at,
                "state",
                (step.state if knows else shown(step.state)).value,
                _reason(payment, step.state),
            )
            for step in payment.history
        ]
        lines += [_entry_line(recorded) for recorded in entries]
        lines += [
            StoryLine(leaf.at, "leaf", f"Audit log entry {leaf.index}", leaf.type)
            for leaf in leaves
        ]
        lines += [
            StoryLine(hook["received_at"], "webhook", hook["type"], hook["state"])
            for hook in webhooks
        ]
        lines += await self._mails(payment.id)
        order = {"state": 0, "entry": 1, "leaf": 2, "webhook": 3, "mail": 4}
        lines.sort(key=lambda line: (line.at, order[line.kind]))
        owners = _owners_shown(principal, payment, entries)
        return Story(payment, tuple(lines), tuple(entries), leaves, owners, for_compliance=knows)

    async def _mails(self, payment_id: str) -> list[StoryLine]:
        """What was sent, and what still waits for its turn."""
        sent = {note.id: note for note in await self._notifications.about(payment_id)}
        lines = [
            StoryLine(
                note.finished_at or note.created_at,
                "mail",
                "Receipt by mail" if note.kind == "receipt" else "Mail to the payer",
                note.state,
            )
            for note in sent.values()
        ]
        for message in await self._deliveries.messages_about(payment_id):
            if message["topic"] == "receipt_mail" and message["_id"] not in sent:
                state = "given_up" if message["state"] == "given_up" else "waiting"
                lines.append(StoryLine(message["created_at"], "mail", "Receipt by mail", state))
        return lines

    async def payment_with_receipt(
        self, principal: Principal, payment_id: str, token: str | None
    ) -> Payment:
        """A succeeded payment, for its payer or whoever holds its receipt's token."""
        payment = await self._repository.payment(payment_id)
        if payment is None:
            raise PaymentNotFound()
        holds_token = token is not None and hmac.compare_digest(
            token.encode(), payment.receipt_token.encode()
        )
        if not holds_token and payment.principal_id != principal.id:
            raise PaymentNotFound()
        if payment.state is not PaymentState.SUCCEEDED:
            raise NoReceiptYet()
        return payment

    async def receipt(self, payment: Payment) -> bytes:
        """The receipt file: canonical JSON that carries its own proof, the same bytes each time.

        Raises ``Erased`` once the payer was erased.
        """
        if payment.receipt is None or payment.salt is None:
            raise Erased()
        proof = await self._audit.prove_event(success_id(payment.id))
        return build_receipt(
            payment.receipt,
            bytes.fromhex(payment.salt),
            proof.leaf,
            proof.index,
            proof.path,
            proof.checkpoint,
        )

    def receipt_page(self, payment: Payment) -> str:
        """The link that shows the receipt to whoever holds it."""
        return f"{self._public_url}/receipts/{payment.id}?token={payment.receipt_token}"

    async def receipt_mail(self, payment_id: str) -> dict[str, Any] | None:
        """What the receipt mail says; None when there is nobody to write to."""
        payment = await self._repository.payment(payment_id)
        if payment is None or payment.email is None or payment.succeeded_at is None:
            return None
        currency = payment.currency

        def text(amount_minor: int) -> str:
            return format_money(Money(amount_minor, currency))

        return {
            "payment_id": payment.id,
            "to": payment.email,
            "confirmation_number": payment.confirmation_number,
            "total_text": text(payment.total_minor),
            "items": [
                {
                    "biller": item.biller_name,
                    "bill_number": item.bill_number,
                    "amount_text": text(item.amount_minor),
                    "delivery_date": item.delivery_date.isoformat(),
                }
                for item in payment.items
            ],
            "fee_text": text(payment.fee_minor),
            "paid_at": payment.succeeded_at.isoformat(),
            "receipt_url": self.receipt_page(payment),
        }

    async def payment_mail(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """A word to who waits for a payment that was checked; None when there is nobody to write
        to. One that can go on leads to the page where its last step is done."""
        payment = await self._repository.payment(message["payment_id"])
        if payment is None or payment.email is None:
            return None
        page = f"{self._public_url}/payments/{payment.id}"
        goes_on = message["kind"] == "payment_continues" and payment.redirect_url is not None
        return {
            "kind": message["kind"],
            "user_id": payment.id,
            "to": payment.email,
            "url": payment.redirect_url if goes_on else page,
        }


def _only_biller(payment: Payment, biller_id: str) -> Payment:
    """A biller sees its own lines of a payment, not what the payer paid to others."""
    return replace(
        payment, items=tuple(item for item in payment.items if item.biller_id == biller_id)
    )


def _owners_shown(principal: Principal, payment: Payment, entries: list[Recorded]) -> Owners:
    """Where a payment went to several billers, each sees its own line of every entry."""
    if principal.role not in BILLER_BOUND:
        return None
    own = frozenset({item.biller_id for item in payment.items})
    paid = {
        posting.account_id.split("/")[1]
        for recorded in entries
        for posting in recorded.entry.postings
        if posting.account_id.startswith("biller_")
    }
    return None if paid <= own else own


def _reason(payment: Payment, state: PaymentState) -> str:
    return payment.reason.message if payment.reason and state is payment.state else ""


def _entry_line(recorded: Recorded) -> StoryLine:
    entry = recorded.entry
    return StoryLine(
        entry.recorded_at, "entry", _ENTRY_TITLES[entry.kind], f"{entry.event}, {entry.id}"
    )
