"""The judge: every payment id, across what clients were told, MongoDB, the ledger, the processor,
the audit log and the receipts. It reads; it never mends.

Lost: somebody was told of money or a payment that is not there, or was charged for nothing.
Doubled: charged more than once, or a bill paid for more than it asks. Stuck: no end came.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import httpx
from verify_receipt import NotValid, Policy, read_policy, verify_receipt

from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import Platform
from paymentus.audit.service import AuditLog, LogVerification
from paymentus.commit.repository import AUDIT_INBOX, IDEMPOTENCY, OUTBOX, WEBHOOK_INBOX
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.states import PaymentState, shown

from support.judging_cash import ENTRIES_OF_CASH, is_cash, wrong_about_cash
from support.judging_stops import entries_of_stopped, waiting_for_a_person, wrong_about_stops
from support.payer import FINAL_STATES, Json, Outside, Record

PAYMENTS = "payment_transactions"
_AT_ONCE = 8
_WEBHOOKS_BY_OBJECT = [
    {"$group": {"_id": {"type": "$type", "object_id": "$object_id"}, "count": {"$sum": 1}}}
]


@dataclass
class Findings:
    """What the judge found. ``right`` only when every list is empty and the trial balance 0."""

    payments: int = 0
    succeeded: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    trial_balance: int = 0

    @property
    def problems(self) -> list[str]:
        return [
            f"{kind}: {what}"
            for kind in ("lost", "doubled", "stuck", "wrong")
            for what in getattr(self, kind)
        ]

    @property
    def right(self) -> bool:
        return not self.problems and self.trial_balance == 0

    def figures(self) -> dict[str, int]:
        return {
            "payments": self.payments,
            "succeeded": self.succeeded,
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "stuck": len(self.stuck),
            "wrong": len(self.wrong),
            "trial_balance": self.trial_balance,
        }


@dataclass(frozen=True)
class Stored:
    """The product's database as it is at the end."""

    payments: dict[str, Json]
    bills: dict[str, Json]
    entries: dict[str, list[Json]]
    keys: list[Json]
    waiting: set[str]
    """Payments that are held until somebody at the compliance desk decides."""

    @classmethod
    async def read(cls, platform: Platform) -> Stored:
        sealed: SealedDocuments = platform.get(SealedDocuments)

        async def rows(collection: str) -> list[Json]:
            found = await platform.database[collection].find({}).to_list()
            return await sealed.opened(collection, found) if collection in sealed.forms else found

        entries: dict[str, list[Json]] = defaultdict(list)
        for entry in await rows("transactions"):
            entries[entry["subject"]].append(entry)
        return cls(
            {row["_id"]: row for row in await rows(PAYMENTS)},
            {row["_id"]: row for row in await rows("bills")},
            entries,
            await rows(IDEMPOTENCY),
            await waiting_for_a_person(platform.database),
        )


async def reconcile(
    platform: Platform, *, api_url: str, outside: Outside, record: Record
) -> Findings:
    """Judge everything. The product must be running, and at rest."""
    stored = await Stored.read(platform)
    found = Findings(payments=len(stored.payments))
    charges = await _charges(outside)
    for payment in stored.payments.values():
        _judge_payment(payment, charges.get(payment["_id"], []), stored, found)
    for payment_id in charges.keys() - stored.payments.keys():
        found.lost.append(f"{payment_id}: charged, but there is no such payment")
    _judge_bills(stored, found)
    _judge_keys(stored, found)
    _judge_what_was_told(record, stored, found)
    found.wrong += await wrong_about_stops(platform.database, outside, stored.payments)
    found.wrong += await wrong_about_cash(platform.database, stored.payments)
    await _judge_receipts(stored, api_url, found)
    await _judge_books(platform, charges, found)
    await _judge_webhooks(platform.database, outside, found)
    await _judge_queues(platform.database, found)
    return found


async def at_rest(database: Database) -> list[str]:
    """What is not final yet: payments, keys, bills' holds, audit events. Empty when all is.

    A payment that waits for a person's decision is at rest, and so are its key and its bills.
    """
    waiting = [None, *await waiting_for_a_person(database)]
    open_payments = {"state": {"$nin": sorted(FINAL_STATES)}, "_id": {"$nin": waiting}}
    payments = database[PAYMENTS].find(open_payments, {"state": 1})
    open_ = [f"payment {row['_id']} is {row['state']}" async for row in payments]
    running = {"status": "running", "subject": {"$nin": waiting}}
    keys = database[IDEMPOTENCY].find(running, {"subject": 1})
    open_ += [f"the key of {row['subject']} is running" async for row in keys]
    held = {"live_payment_id": {"$nin": waiting}}
    bills = database["bills"].find(held, {"live_payment_id": 1})
    open_ += [f"bill {row['_id']} is held by {row['live_payment_id']}" async for row in bills]
    events = database[AUDIT_INBOX].find({}, {"type": 1})
    open_ += [f"{row['type']} is not in the audit log" async for row in events]
    return open_


async def _charges(outside: Outside) -> dict[str, list[Json]]:
    """The processor's succeeded charges by our payment id."""
    charges: dict[str, list[Json]] = defaultdict(list)
    for charge in await outside.objects("charge"):
        if charge["status"] == "succeeded":
            charges[str(charge["metadata"].get("payment_id"))].append(charge)
    return charges


def _judge_payment(payment: Json, charges: list[Json], stored: Stored, found: Findings) -> None:
    name, state = payment["_id"], payment["state"]
    kinds = Counter(entry["event"] for entry in stored.entries.get(name, []))
    if state not in FINAL_STATES and name not in stored.waiting:
        found.stuck.append(f"{name}: {state}")
        return
    if len(charges) > 1:
        found.doubled.append(f"{name}: charged {len(charges)} times")
    if state != "succeeded":
        if charges:
            found.lost.append(f"{name}: charged, but {state}")
        expected = entries_of_stopped(payment)
        if expected is None:
            # The ledger is read by more people than may know what compliance does.
            end = shown(PaymentState(state)).value
            expected = Counter({"payment.started": 1, f"payment.{end}": 1})
        if kinds != expected:
            found.wrong.append(f"{name}: {state}, with the entries {dict(kinds)}")
        return
    found.succeeded += 1
    if is_cash(payment):
        if charges:
            found.doubled.append(f"{name}: paid in cash, and charged as well")
        if kinds != ENTRIES_OF_CASH:
            found.wrong.append(f"{name}: paid in cash, with the entries {dict(kinds)}")
        return
    if not charges:
        found.lost.append(f"{name}: succeeded, but never charged")
    for charge in charges:
        told = (charge["amount"], charge["currency"].upper())
        if told != (payment["total_minor"], payment["currency"]):
            found.wrong.append(f"{name}: charged {told}, not {payment['total_minor']}")
    whole = Counter({"payment.started": 1, "payment.succeeded": 1, "processor.fee_reported": 1})
    if kinds != whole:
        found.wrong.append(f"{name}: succeeded, with the entries {dict(kinds)}")


def _judge_bills(stored: Stored, found: Findings) -> None:
    paid: dict[str, int] = defaultdict(int)
    reserved: dict[tuple[str, str], int] = defaultdict(int)
    for name, payment in stored.payments.items():
        for item in payment["items"]:
            if payment["state"] == "succeeded":
                paid[item["bill_id"]] += item["amount_minor"]
            if name in stored.waiting:
                reserved[item["bill_id"], name] += item["amount_minor"]
    for name, bill in stored.bills.items():
        held = reserved.pop((name, bill["live_payment_id"]), 0)
        if bill["amount_reserved"] != held or (bill["live_payment_id"] is not None and not held):
            found.stuck.append(f"{name}: still held by {bill['live_payment_id']}")
        if bill["amount_paid"] != paid[name]:
            found.wrong.append(f"{name}: says {bill['amount_paid']} paid, not {paid[name]}")
        if paid[name] > bill["amount_due"]:
            found.doubled.append(f"{name}: {paid[name]} paid of {bill['amount_due']}")
    for (name, payment_id), amount in reserved.items():
        found.wrong.append(f"{name}: does not hold {amount} for {payment_id}, which waits")


def _judge_keys(stored: Stored, found: Findings) -> None:
    for key in stored.keys:
        if key["status"] != "done" and key["subject"] not in stored.waiting:
            found.stuck.append(f"idempotency key of {key['subject']}: {key['status']}")
        if key["route"] == "makePayment" and key["subject"] not in stored.payments:
            found.lost.append(f"idempotency key of {key['subject']}: there is no such payment")


def _judge_what_was_told(record: Record, stored: Stored, found: Findings) -> None:
    by_key: dict[str, set[str]] = defaultdict(set)
    for told in record.payments():
        assert told.payment is not None
        payment_id, said = str(told.payment_id), told.payment["state"]
        stands = stored.payments.get(payment_id)
        if stands is None:
            found.lost.append(f"{payment_id}: a client was told {said}, but it is not there")
            continue
        if said == PaymentState.BLOCKED:
            found.wrong.append(f"{payment_id}: its payer was told that it is blocked")
        elif said in FINAL_STATES and shown(PaymentState(stands["state"])) != said:
            found.wrong.append(f"{payment_id}: a client was told {said}, it is {stands['state']}")
        if told.key:
            by_key[told.key].add(payment_id)
    for key, payments in by_key.items():
        if len(payments) > 1:
            found.doubled.append(f"key {key}: made {sorted(payments)}")


async def _judge_receipts(stored: Stored, api_url: str, found: Findings) -> None:
    """Each succeeded payment's receipt, fetched as its holder does and verified offline."""
    async with httpx.AsyncClient(base_url=f"{api_url}/api/v1", timeout=30) as http:
        policy = read_policy((await http.get("/audit/policy.json")).content)
        at_once = asyncio.Semaphore(_AT_ONCE)

        async def judge(payment: Json) -> None:
            async with at_once:
                verdict = await _verdict(http, policy, payment)
            if verdict != "valid":
                found.wrong.append(f"{payment['_id']}: its receipt: {verdict}")

        paid = [one for one in stored.payments.values() if one["state"] == "succeeded"]
        await asyncio.gather(*(judge(payment) for payment in paid))


async def _verdict(http: httpx.AsyncClient, policy: Policy, payment: Json) -> str:
    params = {"token": payment["receipt_token"]}
    answer = await http.get(f"/receipts/{payment['_id']}", params=params)
    if answer.status_code != 200:
        return f"{answer.status_code} {answer.text[:200]}"
    try:
        return verify_receipt(answer.content, policy)
    except NotValid as refused:
        return str(refused)


async def _judge_books(platform: Platform, charges: dict[str, list[Json]], found: Findings) -> None:
    """The ledger and the audit log prove themselves; the ledger says what the processor says."""
    ledger: LedgerService = platform.get(LedgerService)
    log: AuditLog = platform.get(AuditLog)
    books = await ledger.verify(ledger_leaves(platform.database))
    found.wrong += [f"ledger: {problem}" for problem in books.problems]
    found.trial_balance = sum(abs(net) for net in books.trial_balance.values())
    report = await LogVerification(platform.database, log.policy).run()
    found.wrong += [f"audit log: {problem}" for problem in report.problems]
    charged = sum(charge["amount"] for each in charges.values() for charge in each)
    posted = await _debits(platform.database, "processor_receivable/stripe/USD")
    if charged != posted:
        found.wrong.append(f"ledger: {posted} received, the processor charged {charged}")


async def _debits(database: Database, account_id: str) -> int:
    account = await database["ledger_accounts"].find_one({"_id": account_id})
    return int(account["debits_posted"]) if account else 0


async def _judge_webhooks(database: Database, outside: Outside, found: Findings) -> None:
    """Nothing happened more often here than at the processor, however often it was told."""
    happened = Counter(
        (event["type"], str(event["data"]["object"].get("id")))
        for event in await outside.objects("event")
    )
    taken = Counter(
        {
            (row["_id"]["type"], row["_id"]["object_id"]): row["count"]
            async for row in await database[WEBHOOK_INBOX].aggregate(_WEBHOOKS_BY_OBJECT)
        }
    )
    for (type, object_id), count in (taken - happened).items():
        found.wrong.append(f"webhooks: {type} of {object_id} was taken {count} times too often")


async def _judge_queues(database: Database, found: Findings) -> None:
    given_up = await database[OUTBOX].count_documents({"state": "given_up"})
    if given_up:
        found.wrong.append(f"outbox: {given_up} messages given up")
    waiting = await database[AUDIT_INBOX].count_documents({})
    if waiting:
        found.stuck.append(f"audit inbox: {waiting} events wait")
