"""Proves what is stored, after a restore or on any day: the books first, then everything else.

Each check reads and mends nothing, and says what it looked at. Work that goes on meanwhile disturbs
none of them but ``bills``, which is compared again before it is called wrong.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import wanted_indexes
from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import Platform
from paymentus.audit.domain.checkpoint import NoteRefused, verify_checkpoint
from paymentus.audit.service import (
    AuditLog,
    LogVerification,
    checkpoints_of_witnesses,
    policy_of_files,
)
from paymentus.foundation.errors import DomainError, InvariantViolated
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.funds_flow import success_id
from paymentus.payments.repository import PAYMENTS, payment_of
from paymentus.payments.service import PaymentReading

_AT_ONCE = 200
_SUCCEEDED = {"state": "succeeded"}

Progress = Callable[[str, int], None]
"""Called with (what is checked, how many so far)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was proved, or what is wrong with it."""

    name: str
    looked_at: int
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Integrity:
    def __init__(self, platform: Platform, progress: Progress = lambda what, count: None) -> None:
        self._platform = platform
        self._database = platform.database
        self._progress = progress

    async def of_finances(self) -> list[Check]:
        """Ledger, its leaves, what payments say of it, and what bills say of payments."""
        return [await check() for check in (self._ledger, self._payments_and_entries, self._bills)]

    async def of_data(self) -> list[Check]:
        """The audit log against its witnesses, every receipt, every index."""
        return [await check() for check in (self._audit_log, self._receipts, self.of_indexes)]

    async def _ledger(self) -> Check:
        ledger: LedgerService = self._platform.get(LedgerService)
        seen = 0

        def one_more(count: int) -> None:
            nonlocal seen
            seen += count
            self._progress("ledger", seen)

        found = await ledger.verify(ledger_leaves(self._database), one_more)
        unbalanced = [
            f"the trial balance of {currency} is {net}, not 0"
            for currency, net in sorted(found.trial_balance.items())
            if net
        ]
        return Check("ledger", found.entries, (*found.problems, *unbalanced))

    async def _payments_and_entries(self) -> Check:
        """Each payment that succeeded has its entry, and no such entry lacks its payment."""
        entries = self._database["transactions"]
        problems: list[str] = []
        count = 0
        async for batch in self._batches(PAYMENTS, _SUCCEEDED, {"currency": 1}):
            wanted = {success_id(row["_id"]): row["_id"] for row in batch}
            found = entries.find({"_id": {"$in": [*wanted]}}, {"event": 1, "subject": 1})
            there = {row["_id"]: row["subject"] async for row in found}
            problems += [
                f"payment {payment}: succeeded, and has no entry in the ledger"
                for entry, payment in wanted.items()
                if there.get(entry) != payment
            ]
            count += len(batch)
            self._progress("payments", count)
        posted = {"event": "payment.succeeded"}
        async for batch in self._batches("transactions", posted, {"subject": 1}):
            named = [row["subject"] for row in batch]
            rows = self._database[PAYMENTS].find({"_id": {"$in": named}, **_SUCCEEDED}, {"_id": 1})
            lacking = set(named) - {row["_id"] async for row in rows}
            problems += [
                f"payment {id}: the ledger has its money, and it did not succeed"
                for id in sorted(lacking)
            ]
        return Check("payments and entries", count, tuple(problems))

    async def _bills(self) -> Check:
        """What a bill says was paid of it is what succeeded payments paid."""
        wrong, count = await self._bills_that_differ(None)
        if wrong:
            # A payment may have succeeded between the two reads.
            again, _ = await self._bills_that_differ([*wrong])
            wrong = {id: words for id, words in wrong.items() if id in again}
        return Check("bills", count, tuple(wrong.values()))

    async def _bills_that_differ(self, only: list[str] | None) -> tuple[dict[str, str], int]:
        match: dict[str, Any] = {**_SUCCEEDED}
        if only is not None:
            match["items.bill_id"] = {"$in": only}
        pipeline: list[dict[str, Any]] = [
            {"$match": match},
            {"$unwind": "$items"},
            {"$group": {"_id": "$items.bill_id", "paid": {"$sum": "$items.amount_minor"}}},
        ]
        cursor = await self._database[PAYMENTS].aggregate(pipeline, allowDiskUse=True)
        paid = {row["_id"]: row["paid"] async for row in cursor}
        of_bills = {} if only is None else {"_id": {"$in": only}}
        wrong: dict[str, str] = {}
        count = 0
        async for batch in self._batches("bills", of_bills, {"amount_paid": 1}):
            for bill in batch:
                expected = paid.get(bill["_id"], 0)
                if bill["amount_paid"] != expected:
                    wrong[bill["_id"]] = (
                        f"bill {bill['_id']}: says {bill['amount_paid']} paid,"
                        f" its payments say {expected}"
                    )
            count += len(batch)
            self._progress("bills", count)
        return wrong, count

    async def _audit_log(self) -> Check:
        settings = self._platform.settings
        policy = policy_of_files(load_or_create_log_key(settings), settings.audit_policy_file)
        remarks, kept = [], []
        for witness, text in (await checkpoints_of_witnesses(policy)).items():
            if text is None:
                remarks.append(f"{witness.name} does not tell what it has seen")
            else:
                kept.append(text)
        verification = LogVerification(self._database, policy.policy, shard=settings.shard)
        report = await verification.run(
            kept=kept, progress=lambda done, total: self._progress("audit log", done)
        )
        return Check("audit log", report.entries_checked, report.problems, tuple(remarks))

    async def _receipts(self) -> Check:
        """Each receipt can be made, is committed to by its leaf, and leads to a signed root."""
        reading: PaymentReading = self._platform.get(PaymentReading)
        sealed: SealedDocuments = self._platform.get(SealedDocuments)
        policy = self._platform.get(AuditLog).policy
        problems: list[str] = []
        count = erased = 0
        async for batch in self._batches(PAYMENTS, _SUCCEEDED, None):
            for document in await sealed.opened(PAYMENTS, batch):
                try:
                    receipt = json.loads(await reading.receipt(payment_of(document)))
                    verify_checkpoint(
                        receipt["proof"]["checkpoint"], policy.log_key, origin=policy.origin
                    )
                except Erased:
                    erased += 1
                except (DomainError, InvariantViolated, NoteRefused, ValueError) as wrong:
                    problems.append(f"receipt of {document['_id']}: {wrong}")
            count += len(batch)
            self._progress("receipts", count)
        remarks = (f"{erased} of people who were erased",) if erased else ()
        return Check("receipts", count, tuple(problems), remarks)

    async def of_indexes(self) -> Check:
        problems: list[str] = []
        count = 0
        for collection, indexes in wanted_indexes().items():
            there = set(await self._database[collection].index_information())
            count += len(indexes)
            problems += [
                f"{collection} lacks its index {index.document['name']}"
                for index in indexes
                if index.document["name"] not in there
            ]
        return Check("indexes", count, tuple(problems))

    async def _batches(
        self, collection: str, query: dict[str, Any], fields: dict[str, int] | None
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """In the order of ids, so that one long read holds nothing open."""
        after: dict[str, Any] = {}
        while True:
            found = self._database[collection].find({"$and": [query, after]}, fields)
            rows = await found.sort("_id", 1).limit(_AT_ONCE).to_list()
            if not rows:
                return
            yield rows
            after = {"_id": {"$gt": rows[-1]["_id"]}}


def problems_of(checks: Iterable[Check]) -> list[str]:
    return [problem for check in checks for problem in check.problems]


Checks = Callable[[Integrity], Awaitable[list[Check]]]
