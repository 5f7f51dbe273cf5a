"""Demonstration data: three billers, their bills and a sign-in for each kind of user.

Safe to repeat: billers and people are found by name and address, and a biller whose demo file
was imported keeps its bills as they are. The bills come in by a file, as a biller's own would, so
the staff's screens show a real report with two wrong rows. Due dates are set around the day of
the first run.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import httpx

from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillerNotFound,
    BillFileRules,
    CutOff,
    FeeModel,
    FeeRule,
    Method,
    PaymentRules,
    SecondFactor,
    SecondFactorKind,
    Support,
)
from paymentus.billers.service import BillerSettings, BillersService
from paymentus.bills.domain import FileStatus, Mode
from paymentus.bills.service import BillFiles, BillsService, NewFile
from paymentus.foundation.authorization import SECOND_FACTOR_NEEDED, Role
from paymentus.foundation.clock import utc_now
from paymentus.foundation.errors import InvariantViolated, Rejected
from paymentus.foundation.settings import Environment
from paymentus.identity.service import IdentityService, SecondFactorsService

if TYPE_CHECKING:
    from paymentus.app.wiring import Platform

# Like a name of the sandbox's invented list, and near enough to be held; nobody's in this world.
HELD_PAYER = "Mikhail Zanderkov"
PASSWORD = "paymentus-demo"  # noqa: S105 - printed on the first page of the README
ACTOR = "seed"
_FILE_NAME = "demo-bills.csv"

_METHODS_TO_DELIVER = ((Method.BANK, 2), (Method.CARD, 1))
_POSTAL_CODE = SecondFactor(
    SecondFactorKind.POSTAL_CODE, "ZIP code", "The ZIP code your bill is mailed to."
)

RIVERTON = BillerSettings(
    slug="riverton-water",
    name="City of Riverton Water",
    category="Water",
    currency="USD",
    logo_text="RW",
    statement_descriptor="RIVERTON WATER",
    support=Support("+1 555 0100", "water@riverton.example", "https://riverton.example/water"),
    fees=(
        FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=150),
        FeeRule(Method.BANK, FeeModel.ABSORBED),
    ),
    cut_off=CutOff(time(17, 0), "America/Los_Angeles", _METHODS_TO_DELIVER),
    payment_rules=PaymentRules(partial=True, minimum_minor=500),
    account_number=AccountNumberFormat(
        r"\d{10}", "Account number", "10 digits, at the top right of your bill.", "1002003001"
    ),
    second_factor=_POSTAL_CODE,
    bill_files=BillFileRules(),
)
NORTHWIND = BillerSettings(
    slug="northwind-energy",
    name="Northwind Energy",
    category="Electricity",
    currency="USD",
    logo_text="NE",
    statement_descriptor="NORTHWIND ENERGY",
    support=Support("+1 555 0120", "care@northwind.example", "https://northwind.example"),
    fees=(
        FeeRule(
            Method.CARD, FeeModel.PERCENT, basis_points=200, minimum_minor=100, maximum_minor=995
        ),
        FeeRule(Method.BANK, FeeModel.ABSORBED),
    ),
    cut_off=CutOff(time(20, 0), "America/Chicago", _METHODS_TO_DELIVER),
    payment_rules=PaymentRules(),
    account_number=AccountNumberFormat(
        r"NE-\d{6}", "Account number", "NE- and six digits, under your name.", "NE-123456"
    ),
    second_factor=SecondFactor(
        SecondFactorKind.LAST_NAME, "Last name", "The last name your bill is addressed to."
    ),
    bill_files=BillFileRules(),
)
LAKESIDE = BillerSettings(
    slug="lakeside-tax",
    name="Lakeside Property Tax",
    category="Property tax",
    currency="USD",
    logo_text="LT",
    statement_descriptor="LAKESIDE PROP TAX",
    support=Support("+1 555 0140", "tax@lakeside.example", "https://lakeside.example/tax"),
    fees=(
        FeeRule(Method.CARD, FeeModel.ABSORBED),
        FeeRule(Method.BANK, FeeModel.ABSORBED),
    ),
    cut_off=CutOff(time(15, 30), "America/New_York", ((Method.BANK, 3), (Method.CARD, 2))),
    payment_rules=PaymentRules(
        partial=True, minimum_minor=5_000, over_payment=True, maximum_minor=2_000_000
    ),
    account_number=AccountNumberFormat(
        r"\d{2}-\d{3}-\d{3}", "Parcel number", "Such as 12-345-678, on your tax notice.",
        "12-345-678",
    ),
    second_factor=_POSTAL_CODE,
    bill_files=BillFileRules(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Account:
    number: str
    name: str
    factor: str
    address: str
    # Amount in cents and the days from today until it is due, one a bill.
    bills: tuple[tuple[int, int], ...]


_RIVERTON_ACCOUNTS = (
    _Account("1002003001", "Maria Lopez", "94110", "18 Alder Street, Riverton", ((10_000, 12),)),
    _Account(
        "1002003002", "Sam Carter", "94110", "240 Mill Road, Riverton",
        ((8_412, 9), (7_955, -20), (9_130, 40)),
    ),
    _Account("1002003004", HELD_PAYER, "94110", "31 Mill Road, Riverton", ((6_430, 11),)),
    _Account("1002003003", "Priya Nair", "94114", "7 Quarry Lane, Riverton", ((12_050, -3),)),
    *(
        _Account(
            f"10020031{n:02d}", name, f"941{n:02d}", f"{n * 11 + 3} River Walk, Riverton",
            ((5_240 + 317 * n, 4 + n), (4_980 + 291 * n, n - 26)),
        )
        for n, name in enumerate(
            ["Ana Ruiz", "Ben Okafor", "Chloe Martin", "Dev Patel", "Elena Rossi", "Femi Ade",
             "Grace Kim", "Hugo Weiss", "Iris Novak", "Jonas Berg",
             "Kim Doan", "Liam Byrne", "Mona Sato", "Nils Holm", "Olga Petrov"], start=1,
        )
    ),
)  # fmt: skip
_NORTHWIND_ACCOUNTS = (
    _Account(
        "NE-123456", "Sam Carter", "Carter", "240 Mill Road, Riverton", ((14_260, 15), (13_388, 46))
    ),
    _Account("NE-204417", "Maria Lopez", "Lopez", "18 Alder Street, Riverton", ((9_975, -6),)),
    *(
        _Account(
            f"NE-3{n:05d}", name, name.split()[1], f"{n * 9 + 2} Hill Crest, Riverton",
            ((11_020 + 453 * n, 6 + n), (60_100 - 917 * n, n - 12)),
        )
        for n, name in enumerate(
            ["Ana Ruiz", "Ben Okafor", "Chloe Martin", "Dev Patel", "Elena Rossi", "Femi Ade"],
            start=1,
        )
    ),
)  # fmt: skip
_LAKESIDE_ACCOUNTS = (
    _Account(
        "12-345-678", "Sam Carter", "94110", "240 Mill Road, Riverton",
        ((184_350, 30), (184_350, 213)),
    ),
    *(
        _Account(
            f"12-40{n}-11{n}", name, "94112", f"{n * 4} Shore Drive, Lakeside",
            ((96_000 + 12_345 * n, 30), (96_000 + 12_345 * n, -152)),
        )
        for n, name in enumerate(["Hugo Weiss", "Iris Novak", "Jonas Berg", "Kim Doan"], start=1)
    ),
)  # fmt: skip
_CHARGES = {
    RIVERTON.slug: ("Water", "Sewer", "Street lights"),
    NORTHWIND.slug: ("Energy used", "Delivery", "State tax"),
    LAKESIDE.slug: ("County", "School district", "Fire district"),
}
_DEMO = (
    (RIVERTON, _RIVERTON_ACCOUNTS),
    (NORTHWIND, _NORTHWIND_ACCOUNTS),
    (LAKESIDE, _LAKESIDE_ACCOUNTS),
)
_PEOPLE = (
    ("payer@example.com", "Sam Carter", Role.PAYER, "A payer with linked accounts"),
    (
        "checked@example.com",
        HELD_PAYER,
        Role.PAYER,
        "A payer whose name is like a listed one: what they pay is held",
    ),
    ("staff@riverton.example", "Robin Hale", Role.BILLER_STAFF, "Staff of City of Riverton Water"),
    ("admin@riverton.example", "Dana Frost", Role.BILLER_ADMIN, "Its administrator"),
    ("compliance@example.com", "Noor Aziz", Role.COMPLIANCE_OFFICER, "Compliance officer"),
    (
        "compliance2@example.com",
        "Ines Duarte",
        Role.COMPLIANCE_OFFICER,
        "A second compliance officer, who approves",
    ),
    ("treasury@example.com", "Theo Lind", Role.TREASURY, "Treasury"),
    ("auditor@example.com", "Vera Kolb", Role.AUDITOR, "Auditor"),
    ("admin@example.com", "Alex Moreau", Role.ADMIN, "Platform administrator"),
    (
        "admin2@example.com",
        "Jo Sandoval",
        Role.ADMIN,
        "A second administrator, who approves",
    ),
)
_LINKED = {
    "payer@example.com": (
        (RIVERTON.slug, "1002003002", "94110", "Home water"),
        (NORTHWIND.slug, "NE-123456", "Carter", "Home electricity"),
        (LAKESIDE.slug, "12-345-678", "94110", None),
    ),
    "checked@example.com": ((RIVERTON.slug, "1002003004", "94110", "Home water"),),
}


class NotForProduction(Rejected):
    """Demonstration data has passwords and secrets that everybody knows."""


async def seed(platform: Platform) -> str:
    """Load what is not there yet; returns the sign-ins as a table to print.

    Raises ``NotForProduction``.
    """
    if platform.settings.environment is Environment.PRODUCTION:
        raise NotForProduction()
    billers = {}
    for settings, accounts in _DEMO:
        biller = await _biller(platform, settings)
        billers[biller.slug] = biller
        await _bills(platform, biller, accounts)
    await _people(platform, billers)
    return _table(await _hand_out_authenticators(platform.settings.stripe_api_base))


async def _biller(platform: Platform, settings: BillerSettings) -> Biller:
    service: BillersService = platform.get(BillersService)
    try:
        return await service.get(settings.slug)
    except BillerNotFound:
        return await service.create(settings, actor=ACTOR)


async def _bills(platform: Platform, biller: Biller, accounts: tuple[_Account, ...]) -> None:
    files: BillFiles = platform.get(BillFiles)
    sent, _ = await files.page(biller.id, after=None, limit=200)
    if any(file.file_name == _FILE_NAME and file.status is FileStatus.DONE for file in sent):
        return
    importer = files.importer
    content = demo_file(biller.slug, accounts, today=biller.today(utc_now()))

    async def blocks() -> AsyncIterator[bytes]:
        yield content.encode()

    new = NewFile(_FILE_NAME, Mode.UPDATE, {}, ACTOR, claimed_by=importer.owner)
    done = await importer.run(await files.receive(biller.id, new, blocks()))
    if done.status is not FileStatus.DONE:
        raise InvariantViolated(f"the demo bills of {biller.slug} failed: {done.problem}")


def demo_file(slug: str, accounts: tuple[_Account, ...], *, today: date) -> str:
    """A bill file as this biller's own system would write it, two wrong rows included."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(
        ["Account No", "Customer Name", "Bill No", "Bill Date", "Due Date", "Amount Due", "ZIP",
         "Service Address", "Period From", "Period To", "Charges", "Message"]
    )  # fmt: skip
    number = 0
    for account in accounts:
        for amount, days in account.bills:
            number += 1
            due = today + timedelta(days=days)
            issued = due - timedelta(days=30)
            message = "Thank you for paying on time." if days > 0 else "This bill is past due."
            write(
                [
                    account.number, account.name, f"{due:%Y}-{number:04d}", issued, due,
                    _dollars(amount), account.factor,
                    account.address, issued - timedelta(days=30), issued,
                    _charges(_CHARGES[slug], amount), message,
                ]
            )  # fmt: skip
    if slug == RIVERTON.slug:
        write(["1002003001", "Maria Lopez", "9001", today, today, "12.345", "94110", *[""] * 5])
        write(["10020030", "Unknown", "9002", today, today, "41.00", "94110", *[""] * 5])
    return out.getvalue()


def _charges(names: tuple[str, ...], amount: int) -> str:
    """Three charges that sum to the bill."""
    second, third = amount * 3 // 10, amount // 20
    parts = zip(names, (amount - second - third, second, third), strict=True)
    return "; ".join(f"{name}={_dollars(minor)}" for name, minor in parts)


def _dollars(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


async def _people(platform: Platform, billers: dict[str, Biller]) -> None:
    identity: IdentityService = platform.get(IdentityService)
    factors: SecondFactorsService = platform.get(SecondFactorsService)
    bills: BillsService = platform.get(BillsService)
    riverton = billers[RIVERTON.slug]
    for email, name, role, _ in _PEOPLE:
        of_biller = role in (Role.BILLER_STAFF, Role.BILLER_ADMIN)
        user = await identity.create_user(
            email=email,
            password=PASSWORD,
            full_name=name,
            role=role,
            biller_id=riverton.id if of_biller else None,
            actor=ACTOR,
            is_published=True,
        )
        if role in SECOND_FACTOR_NEEDED:
            secret = authenticator_secret(email)
            await factors.put_authenticator(user.id, secret, actor=ACTOR)
        if role is not Role.PAYER:
            continue
        linked = {view.account.account_number for view in await bills.accounts.of_user(user.id)}
        for slug, number, factor, nickname in _LINKED.get(email, ()):
            if number not in linked:
                await bills.accounts.link(
                    user_id=user.id,
                    biller_id=billers[slug].id,
                    account_number=number,
                    second_factor=factor,
                    nickname=nickname,
                    client="seed",
                )


def authenticator_secret(email: str) -> bytes:
    """The secret of a demo person's authenticator app: 20 bytes that everybody can derive."""
    name = f"paymentus-demo authenticator of {email}".encode()
    # Only for its twenty bytes, which is what apps expect: everybody can derive it anyway.
    return hashlib.sha1(name, usedforsecurity=False).digest()


async def _hand_out_authenticators(sandbox: str | None) -> bool:
    """Give the staff's phones, which the sandbox stands in for, their secrets."""
    if sandbox is None:
        return False
    async with httpx.AsyncClient(base_url=sandbox, timeout=10, trust_env=False) as http:
        for email, _, role, _ in _PEOPLE:
            if role in SECOND_FACTOR_NEEDED:
                secret = base64.b32encode(authenticator_secret(email)).decode()
                body = {"label": email, "secret": secret}
                answer = await http.post("/_sandbox/authenticators", json=body)
                answer.raise_for_status()
    return True


def _table(has_authenticators: bool) -> str:
    width = max(len(email) for email, *_ in _PEOPLE)
    rows = [f"  {email:<{width}}  {words}" for email, _, _, words in _PEOPLE]
    lines = [f"Sign in with the password {PASSWORD} as", *rows]
    if has_authenticators:
        lines.append("All but the payers are asked for a code too: see Codes below.")
    guest = "City of Riverton Water, account 1002003001, ZIP code 94110"
    return "\n".join([*lines, f"As a guest: {guest}"])
