"""A day of traffic over HTTP, and every personal value that was said in it.

People, accounts and documents are invented; none of their values could stand anywhere by chance.
"""

from __future__ import annotations

import csv
import io
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import httpx

from paymentus.app import seed
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Permission, Role
from paymentus.identity.service import ApiKeysService, IdentityService
from raw_dump.searching import SHORTEST

from support.payer import DECLINED_CARD, Outside, Payer, Record
from support.product import Product, until

BILLER = seed.RIVERTON.slug
FIRST_ACCOUNT = 7_301_946_582
FAMILY_NAMES = ("Quillfeather", "Ćirković", "Thornebury", "Wackerbarth", "Ó Fionnáin", "Ylikangas")


@dataclass(frozen=True)
class Person:
    """Somebody with a bill, and what a biller or a payer says of them."""

    name: str
    email: str
    account: str
    postal_code: str
    address: str
    phone: str
    ssn: str
    bill_numbers: tuple[str, str]

    @classmethod
    def number(cls, n: int) -> Person:
        family = FAMILY_NAMES[n % len(FAMILY_NAMES)]
        account = str(FIRST_ACCOUNT + 1_017 * n)
        return cls(
            name=f"Zephyrine{n} {family}",
            email=f"zephyrine.{n}@quill-{n}-family.example",
            account=account,
            postal_code=f"{88_123 + n}",
            address=f"{4_417 + n} Thistledown Crescent, Apartment {n}B",
            phone=f"+1 628 555 {1_730 + n}",
            ssn=f"{219 + n}-09-{9_990 - n}",
            bill_numbers=(f"WTR-{account[-6:]}-{n}", f"SEW-{account[-6:]}-{n}"),
        )

    @property
    def values(self) -> set[str]:
        return {
            *(self.name, self.email, self.account, self.address, self.phone, self.ssn),
            *self.bill_numbers,
            f"{self.postal_code} {self.name}",
        }


@dataclass
class Day:
    """The people of the day; ``said`` is every personal value that went in, ``payments`` count."""

    people: list[Person]
    said: set[str] = field(default_factory=set)
    payments: int = 0
    requests: int = 0


def of_the_demo_data() -> set[str]:
    """Names, addresses, account numbers and e-mail addresses that the seed puts in."""
    values = {email for email, *_ in seed._PEOPLE} | {name for _, name, *_ in seed._PEOPLE}
    values |= {nickname for *_, nickname in seed._LINKED if nickname}
    for _, accounts in seed._DEMO:
        for account in accounts:
            values |= {account.number, account.name, account.address}
    public = {settings.account_number.example for settings, _ in seed._DEMO}
    public |= {settings.support.email for settings, _ in seed._DEMO}
    return {value for value in values - public if len(value) >= SHORTEST}


def file_of(people: list[Person]) -> bytes:
    """Two bills a person; and for each a row that cannot be taken, with all that is personal."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(
        ["Account No", "Customer Name", "Bill No", "Due Date", "Amount Due", "ZIP",
         "Service Address", "Message", "Charges"]
    )  # fmt: skip
    for person in people:
        for n, number in enumerate(person.bill_numbers):
            due = date.today() + timedelta(days=20 + n)
            message = f"Call us from {person.phone}. On file: {person.ssn}."
            write(
                [person.account, person.name, number, due, "84.12", person.postal_code,
                 person.address, message, f"Water for {person.name}=84.12"]
            )  # fmt: skip
        wrong = [person.account, person.name, f"{person.bill_numbers[0]}x", "2026-02-31", "1.005"]
        write([*wrong, person.postal_code, person.address, person.phone, f"{person.ssn} is wrong"])
        write(
            [f"{person.account}99", person.name, "", "", person.phone, "", person.address, "", ""]
        )
    return out.getvalue().encode()


async def live_through(product: Product, people: int) -> Day:
    """Seed, import, look up, register, pay and fail to; returns when everything is worked off."""
    platform = product.platform()
    await seed.seed(platform)
    day = Day([Person.number(n) for n in range(people)])
    day.said = {value for person in day.people for value in person.values} | of_the_demo_data()
    outside = Outside(product.sandbox_url)
    try:
        staff = await _staff(platform)
        address = product.apis[0].url
        await _a_billers_morning(address, staff, day)
        half = len(day.people) // 2
        for person in day.people[:half]:
            await _a_payers_day(platform, address, staff, person, outside, day)
        for person in day.people[half:]:
            await _a_guests_day(address, staff, person, outside, day)
        await _a_billers_evening(address, staff, day)
        await _worked_off(platform)
    finally:
        await outside.close()
        await platform.close()
    return day


@dataclass(frozen=True)
class _Staff:
    biller_id: str
    headers: dict[str, str]


async def _staff(platform: Platform) -> _Staff:
    billers: BillersService = platform.get(BillersService)
    biller = await billers.get(BILLER)
    keys: ApiKeysService = platform.get(ApiKeysService)
    scope = [Permission.BILLS_IMPORT, Permission.BILLS_READ, Permission.PAYMENTS_READ]
    made = await keys.create(
        biller_id=biller.id, name="Nightly upload", scope=scope, days=30, actor="usr_test"
    )
    return _Staff(biller.id, {"Authorization": f"Bearer {made.text}"})


def _http(address: str, **options: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"{address}/api/v1", timeout=30, trust_env=False, **options)


async def _a_billers_morning(address: str, staff: _Staff, day: Day) -> None:
    """A file with wrong rows, looked at before, and its report."""
    content = file_of(day.people)
    path = f"/billers/{staff.biller_id}/bill-files"
    async with _http(address, headers=staff.headers) as http:
        file = {"file": (f"{day.people[0].name}.csv", content, "text/csv")}
        assert (await http.post(f"{path}/preview", files=file)).status_code == 200
        sent = await http.post(path, files=file)
        assert sent.status_code == 202, sent.text
        file_id = sent.json()["id"]

        async def done() -> bool:
            return bool((await http.get(f"{path}/{file_id}")).json()["status"] == "done")

        await until("the file is imported", done, seconds=60)
        report = (await http.get(f"{path}/{file_id}")).json()
        assert report["rejected"] == 2 * len(day.people), report
        assert (await http.get(f"{path}/{file_id}/problems")).status_code == 200
        mended = await http.get(f"{path}/{file_id}/problems.csv")
        assert day.people[0].phone in mended.text
        # The same file once more: everything is compared with what is stored.
        assert (await http.post(path, files=file)).status_code == 202
        assert (await http.post(path, files={"file": ("x.csv", b"\x00\x01")})).status_code >= 400
    day.requests += 7


async def _a_payers_day(
    platform: Platform, address: str, staff: _Staff, person: Person, outside: Outside, day: Day
) -> None:
    payer = Payer(person.email, [address], Record())
    try:
        body = {"email": person.email, "password": "seven lazy walnuts", "full_name": person.name}
        # One who never follows the mail's link, and one who has.
        unconfirmed = {**body, "email": f"unconfirmed.{person.email}"}
        assert (await payer.ask("POST", "/auth/register", unconfirmed)).status < 300
        identity: IdentityService = platform.get(IdentityService)
        await identity.create_user(**body, role=Role.PAYER, actor="test")
        await payer.ask("POST", "/auth/token", {**body, "password": "not the one"})
        told = await payer.ask(
            "POST", "/auth/token", {"email": person.email, "password": body["password"]}
        )
        payer._token = str(told.body["access_token"])
        await payer.link(staff.biller_id, person.account, person.postal_code)
        bills = (await payer.ask("GET", "/bills")).body["data"]
        assert {bill["bill_number"] for bill in bills} == set(person.bill_numbers)
        declined = await payer.keep_card(outside, DECLINED_CARD)
        await _paid(payer, bills[0]["id"], declined, outside, day)
        await _paid(payer, bills[0]["id"], None, outside, day)
        card = await payer.keep_card(outside)
        payment = await _paid(payer, bills[1]["id"], card, outside, day)
        receipt = payment["receipt"]["url"].removeprefix("/api/v1")
        assert person.account in str((await payer.ask("GET", receipt)).body)
        await payer.ask("GET", f"/payments/{payment['id']}")
        await payer.ask("GET", "/accounts")
        day.requests += len(payer._record.told)
    finally:
        await payer.close()


async def _paid(
    payer: Payer, bill_id: str, card: str | None, outside: Outside, day: Day
) -> dict[str, Any]:
    quote = await payer.quote(bill_id)
    assert quote.status == 201, quote
    order = await payer.pay(str(quote.body["id"]), card, key=str(uuid.uuid4()))
    assert order.status == 201, order
    day.payments += 1
    payment = await payer.see_through(str(order.body["id"]), outside, seconds=30)
    assert payment["state"] in ("succeeded", "failed"), payment
    return payment


async def _a_guests_day(
    address: str, staff: _Staff, person: Person, outside: Outside, day: Day
) -> None:
    async with _http(address, headers={"Sec-Fetch-Site": "same-origin"}) as http:
        knowledge = {"biller_id": staff.biller_id, "account_number": person.account}
        wrong = {**knowledge, "second_factor": "00000"}
        assert (await http.post("/guest/lookup", json=wrong)).status_code == 404
        right = {**knowledge, "second_factor": person.postal_code}
        found = await http.post("/guest/lookup", json=right)
        assert found.status_code == 200, found.text
        # The session cookie is for HTTPS; this client is on loopback.
        http.headers["Cookie"] = found.headers["set-cookie"].partition(";")[0]
        bill = (await http.get("/bills")).json()["data"][0]
        quote = (await http.post("/quotes", json={"items": [{"bill_id": bill["id"]}]})).json()
        order = {"quote_id": quote["id"], "method": {"kind": "checkout"}, "email": person.email}
        for mail in (f"{person.email} {person.phone}", person.email):
            sent = await http.post(
                "/payments",
                json={**order, "email": mail},
                headers={"Idempotency-Key": str(uuid.uuid4())},
            )
        assert sent.status_code == 201, sent.text
        payment = sent.json()
        await outside.pay(payment["next_action"]["url"])
        now = (await http.post(f"/payments/{payment['id']}/refresh")).json()
        assert now["state"] == "succeeded", now
        pdf = await http.get(now["receipt"]["pdf_url"].removeprefix("/api/v1"))
        assert pdf.status_code == 200
    day.payments += 1
    day.requests += 9


async def _a_billers_evening(address: str, staff: _Staff, day: Day) -> None:
    """Staff look for people by what a caller reads to them, right and wrong."""
    async with _http(address, headers=staff.headers) as http:
        for person in day.people:
            place = f"/billers/{staff.biller_id}"
            bills = await http.get(f"{place}/bills", params={"q": person.account})
            assert len(bills.json()["data"]) == 2, bills.text
            number = {"q": person.bill_numbers[0].lower()}
            assert len((await http.get(f"{place}/bills", params=number)).json()["data"]) == 1
            paid = await http.get(f"{place}/payments", params={"q": person.account})
            assert paid.json()["data"], paid.text
            for nonsense in (person.email, person.name, person.ssn, person.phone):
                await http.get(f"{place}/bills", params={"q": nonsense})
                await http.get(f"/bills/{nonsense}")
                await http.post("/quotes", json={"items": [{"bill_id": nonsense, "x": nonsense}]})
            day.requests += 15


async def _worked_off(platform: Platform) -> None:
    deliveries: Deliveries = platform.get(Deliveries)

    async def nothing_waits() -> bool:
        # Webhooks of what is not ours wait for a minute; they hold ids alone.
        outbox, inbox, _ = await deliveries.lags()
        return not (outbox or inbox)

    await until("mails and events are sent", nothing_waits, seconds=60)
