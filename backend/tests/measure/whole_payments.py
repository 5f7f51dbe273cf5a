"""Whole payments over HTTP against the product as it runs: session, quote, saved card, processor,
ledger, audit log, outbox. Payers are signed in, linked and have a card before the clock runs.

Each payer pays one bill after the other: asks for the quote, pays it, and has the answer that says
succeeded. The judge then looks at every payment id.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import httpx

from measure.http_client import Connection, Json
from measure.rates import Rate
from measure.servers import MeasuredProduct
from paymentus.app.wiring import Platform
from paymentus.billers.domain import Biller, PaymentRules
from paymentus.billers.service import BillersService
from paymentus.bills.domain.bill_file import Mode
from paymentus.bills.service import BillFiles, BillsService, NewFile
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.service import IdentityService
from paymentus.payment_methods.service import PaymentMethodsService

from support.payer import PASSWORD, Outside, Record
from support.product import until
from support.reconcile import Findings, at_rest, reconcile
from support.scene import POSTAL_CODE, biller_settings

PAYERS = 64
WARM_UP_SECONDS = 3.0
_REST_SECONDS = 120.0
_AT_ONCE = 4


@dataclass
class Payer:
    """One person with a browser's connection, and the bills still to be paid."""

    account: str
    cookie: str
    card: str
    bills: Iterator[str]


@dataclass
class Load:
    """What the payers saw while the clock ran, and what it cost."""

    seconds: float
    record: Record = field(default_factory=Record)
    times: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ran_out: bool = False
    answered: int = 0
    cpu: dict[str, float] = field(default_factory=dict)
    drained_seconds: float = 0.0

    @property
    def rate(self) -> Rate:
        return Rate.of(self.times, over_seconds=self.seconds, how=f"{PAYERS} payers")

    @property
    def cpu_ms_per_payment(self) -> dict[str, float]:
        """Work done after the answer (mails, webhooks, the log) included."""
        paid = max(1, self.answered)
        return {name: round(used * 1000 / paid, 2) for name, used in self.cpu.items()}


@dataclass(frozen=True)
class Measured:
    load: Load
    findings: Findings


async def measure(
    product: MeasuredProduct, *, seconds: float, bills_each: int, crowd: int = 0
) -> Measured:
    """Prepare, pay, wait until all is at rest, judge.

    Another ``crowd`` has another biller, other payers and other bills.
    """
    platform = product.platform()
    outside = Outside(product.sandbox_url)
    try:
        payers = await _prepare(platform, product, bills_each, crowd)
        load = Load(seconds)
        before = product.cpu_seconds()
        await _pay_all(product, payers, load)
        load.drained_seconds = await _rest(platform)
        after = product.cpu_seconds()
        load.cpu = {name: after[name] - before[name] for name in after}
        api_url = product.apis[0].url
        findings = await reconcile(platform, api_url=api_url, outside=outside, record=load.record)
    finally:
        await outside.close()
        await platform.close()
    return Measured(load, findings)


async def _pay_all(product: MeasuredProduct, payers: list[Payer], load: Load) -> None:
    begins = time.perf_counter() + WARM_UP_SECONDS
    ends = begins + load.seconds

    async def pays(payer: Payer, url: str) -> None:
        headers = {"Cookie": f"{SESSION_COOKIE}={payer.cookie}", "Origin": product.public_url}
        connection = Connection(f"{url}", headers)
        while (started := time.perf_counter()) < ends:
            bill = next(payer.bills, None)
            if bill is None:
                load.ran_out = True
                break
            problem = await _pay(connection, payer, bill, load.record)
            done = time.perf_counter()
            load.answered += 1
            if problem:
                load.refused.append(problem)
            elif begins <= done <= ends:
                load.times.append(done - started)
        await connection.close()

    urls = [api.url for api in product.apis]
    await asyncio.gather(
        *(pays(payer, urls[number % len(urls)]) for number, payer in enumerate(payers))
    )


async def _pay(connection: Connection, payer: Payer, bill: str, record: Record) -> str:
    """One whole payment; the problem, or an empty text when it succeeded."""
    status, quote = await connection.post("/api/v1/quotes", {"items": [{"bill_id": bill}]})
    record.add("POST /quotes", None, status, quote)
    if status != 201:
        return f"quote {status}: {quote.get('detail')}"
    method = {"kind": "saved_card", "payment_method_id": payer.card}
    order: Json = {"quote_id": quote["id"], "method": method}
    key = f"key-{bill}"
    status, payment = await connection.post("/api/v1/payments", order, key=key)
    record.add("POST /payments", key, status, payment)
    if status == 201 and payment["state"] == "succeeded":
        return ""
    return f"payment {status}: {payment.get('state') or payment.get('detail')}"


async def _rest(platform: Platform) -> float:
    """Seconds until nothing is left to do: states, keys, webhooks, messages, audit events."""
    database = platform.database

    async def nothing_is_left() -> bool:
        waiting = await database["inbox"].count_documents({"state": "new"}, limit=1)
        waiting += await database["outbox"].count_documents({"state": "new"}, limit=1)
        return not waiting and not await at_rest(database)

    return await until("everything at rest", nothing_is_left, seconds=_REST_SECONDS, every=0.5)


async def _prepare(
    platform: Platform, product: MeasuredProduct, bills_each: int, crowd: int
) -> list[Payer]:
    billers: BillersService = platform.get(BillersService)
    settings = biller_settings(f"riverton-measured-{crowd}", payment_rules=PaymentRules())
    biller = await billers.create(settings, actor="measure")
    first = 3_000_000_001 + crowd * PAYERS
    accounts = [f"{first + number}" for number in range(PAYERS)]
    bills = await _bills(platform, biller, accounts, bills_each)
    at_once = asyncio.Semaphore(_AT_ONCE)
    async with httpx.AsyncClient(
        base_url=product.sandbox_url, auth=("sk_test_x", ""), timeout=60
    ) as processor:

        async def person(account: str) -> Payer:
            async with at_once:
                return await _payer(platform, processor, biller, account, bills[account])

        return list(await asyncio.gather(*(person(account) for account in accounts)))


async def _payer(
    platform: Platform,
    processor: httpx.AsyncClient,
    biller: Biller,
    account: str,
    bills: list[str],
) -> Payer:
    identity: IdentityService = platform.get(IdentityService)
    customers: CustomersService = platform.get(CustomersService)
    methods: PaymentMethodsService = platform.get(PaymentMethodsService)
    email = f"{account}@example.com"
    user = await identity.create_user(
        email=email, password=PASSWORD, full_name="Pat Payer", role=Role.PAYER, actor="measure"
    )
    await customers.link(
        user_id=user.id, biller_id=biller.id, account_number=account, account_key=account
    )
    customer = await methods.customer_of(user.id)
    attached = await processor.post(
        "/v1/payment_methods/pm_card_visa/attach", data={"customer": customer}
    )
    attached.raise_for_status()
    card = (await methods.collect(user.id))[0].id
    signed_in = await identity.sign_in(email=email, password=PASSWORD, client="measure")
    return Payer(account, signed_in.cookie, card, iter(bills))


async def _bills(
    platform: Platform, biller: Biller, accounts: list[str], each: int
) -> dict[str, list[str]]:
    """Bills of 100.00 for every account, by one bill file as billers send it."""
    due = (date.today() + timedelta(days=14)).isoformat()
    lines = ["account_number,bill_number,amount_due,due_on,second_factor"]
    made: dict[str, list[str]] = {}
    service: BillsService = platform.get(BillsService)
    for account in accounts:
        numbers = [f"B{account[-3:]}{number:05d}" for number in range(each)]
        lines += [f"{account},{number},100.00,{due},{POSTAL_CODE}" for number in numbers]
        made[account] = [
            await service.id_of(biller.id, account_key=account, bill_number=number)
            for number in numbers
        ]
    files: BillFiles = platform.get(BillFiles)
    new = NewFile("bills.csv", Mode.UPDATE, {}, "usr_measure", claimed_by=files.importer.owner)

    async def content() -> AsyncIterator[bytes]:
        yield "\n".join(lines).encode()

    done = await files.importer.run(await files.receive(biller.id, new, content()))
    if done.counts.get("created") != len(accounts) * each:
        raise RuntimeError(f"the bills were not taken: {done.counts}")
    return made
