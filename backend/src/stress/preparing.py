"""What people need before the clock runs: bills, sessions, saved cards. None of it is counted."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import httpx
import pyotp

from stress.options import Operator, Options
from stress.tally import Json
from stress.visitor import GivenUp, Sandbox, SignedOut, Visitor

_PASSWORD = "three blue otters"  # noqa: S105 - of people who live as long as this test
_POSTAL_CODE = "94110"
_AT_ONCE = 8
_FILE_SECONDS = 600.0
_BILLS_MAX = 90
"""A guest is shown a hundred of an account's bills."""
_OPERATOR = "set OPERATOR_EMAIL, OPERATOR_PASSWORD and OPERATOR_TOTP_SECRET."


class NotFit(Exception):
    """This installation cannot be tested, and why."""


@dataclass(frozen=True, slots=True)
class Bill:
    id: str
    open_minor: int


@dataclass
class Person:
    """Somebody with a session. Without ``card`` a guest, who pays on the processor's page."""

    visitor: Visitor
    account: str
    email: str
    with_card: bool
    card: str = ""
    bills: list[Bill] = field(default_factory=list)
    sessions: int = 0


class Entrance:
    """Gives people their sessions, the first time and whenever they were signed out."""

    def __init__(self, biller_id: str, sandbox: Sandbox) -> None:
        self._biller_id = biller_id
        self._sandbox = sandbox

    async def enter(self, person: Person) -> None:
        """A new session for the person's account, and its open bills. Raises ``NotFit``."""
        person.visitor.forget()
        person.sessions += 1
        knowledge = {
            "biller_id": self._biller_id,
            "account_number": person.account,
            "second_factor": _POSTAL_CODE,
        }
        if person.with_card:
            await register(person.visitor, f"{person.sessions}-{person.email}")
            person.card = await keep_card(person.visitor, self._sandbox, person.email)
            await _done(person.visitor, "POST", "/accounts", knowledge)
            found = await _done(person.visitor, "GET", "/bills?status=open&limit=200")
            bills: list[Json] = found["data"]
        else:
            bills = (await _done(person.visitor, "POST", "/guest/lookup", knowledge))["bills"]
        person.bills = [
            Bill(bill["id"], int(bill["amount_open"]["amount_minor"]))
            for bill in bills
            if bill["status"] == "open" and bill["live_payment_id"] is None
        ]


async def register(visitor: Visitor, email: str) -> None:
    """Become a payer with a session."""
    body = {"email": email, "password": _PASSWORD, "full_name": "Pat Payer"}
    await _done(visitor, "POST", "/auth/register", body)


async def keep_card(visitor: Visitor, sandbox: Sandbox, email: str) -> str:
    """Save a card on the processor's page; its id. Raises ``NotFit`` when that page is not the
    sandbox's: then a real processor stands behind this installation."""
    started = await _done(
        visitor, "POST", "/payment-methods/setup", {"return_path": "/cards"}, key=f"card-{email}"
    )
    outcome = await sandbox.fill_in_page(started["redirect_url"], email=email)
    if outcome != "complete":
        raise NotFit(
            f"The sandbox says '{outcome}' to the card page {started['redirect_url']}. This test"
            " works only where this sandbox is the card processor; nothing was paid."
        )
    kept = await _done(
        visitor, "POST", f"/payment-methods/setup/{started['id']}/complete",
        request="POST /payment-methods/setup/{id}/complete",
    )  # fmt: skip
    return str(kept["data"][0]["id"])


async def require_sandbox(options: Options, visitor: Visitor, sandbox: Sandbox) -> None:
    """Before anything is uploaded: the installation's processor is this sandbox."""
    try:
        await sandbox.get("health")
    except httpx.HTTPError as wrong:
        raise NotFit(
            f"There is no sandbox at {options.sandbox_url} ({type(wrong).__name__}). This test"
            " works with the sandbox as card processor and nothing else."
        ) from None
    email = f"probe-{time.time_ns()}@stress.example"
    await register(visitor, email)
    await keep_card(visitor, sandbox, email)
    visitor.forget()


async def sign_in_operator(operator: Operator, visitor: Visitor, sandbox: Sandbox) -> None:
    """By password and code; a code counts once, so the next one is waited for where need be."""
    for _ in range(3):
        body: Json = {"email": operator.email, "password": operator.password}
        code, seconds_left = await _code(operator, sandbox)
        if code:
            body["code"] = code
        try:
            answer = await visitor.ask("POST", "/auth/token", body)
        except SignedOut:
            raise NotFit(f"{operator.email} cannot sign in: {_OPERATOR}") from None
        if answer.status == 200:
            visitor.token = str(answer.body["access_token"])
            return
        if answer.body.get("code") != "code_not_accepted":
            break
        await asyncio.sleep(seconds_left + 0.5)
    raise NotFit(
        f"{operator.email} cannot sign in ({answer.status} {answer.body.get('code')}): {_OPERATOR}"
    )


async def _code(operator: Operator, sandbox: Sandbox) -> tuple[str, float]:
    """The code as it is now, empty without an authenticator, and how long it is shown."""
    if operator.totp_secret:
        return pyotp.TOTP(operator.totp_secret).now(), 30 - time.time() % 30
    shown = await sandbox.get("authenticators")
    codes = [one["code"] for one in shown["data"] if one["label"] == operator.email]
    return (codes[0] if codes else ""), float(shown["seconds_left"])


def bills_each(options: Options) -> int:
    """As many as somebody could pay in the time: two pauses at least for each, of half the mean at
    least, though hardly anybody is so quick so often."""
    return min(_BILLS_MAX, 2 + int(options.seconds / (1.4 * options.think_seconds)))


def bill_file(accounts: list[str], each: int, rng: random.Random, *, tag: str, due: date) -> bytes:
    """A file as the biller's own system writes it: 20.00 to 180.00 a bill."""
    lines = ["Account No,Customer Name,Bill No,Due Date,Amount Due,ZIP"]
    for account in accounts:
        for number in range(each):
            minor = rng.randrange(2_000, 18_001)
            name = f"{tag}-{account[-4:]}-{number:03d}"
            amount = f"{minor // 100}.{minor % 100:02d}"
            lines.append(f"{account},Pat Payer,{name},{due},{amount},{_POSTAL_CODE}")
    return "\n".join(lines).encode()


async def upload_bills(options: Options, visitor: Visitor, file: bytes, *, count: int) -> str:
    """Returns the biller's id, once all the bills are there."""
    biller = await _done(visitor, "GET", f"/billers/{options.biller}", request="GET /billers/{id}")
    path = f"/billers/{biller['id']}/bill-files"
    sent = await visitor.ask("POST", path, upload=file, request="POST /billers/{id}/bill-files")
    if sent.status != 202:
        raise NotFit(f"The bills were not taken: {sent.status} {sent.body.get('detail')}")
    deadline = time.monotonic() + _FILE_SECONDS
    while time.monotonic() < deadline:
        seen = await _done(visitor, "GET", f"{path}/{sent.body['id']}", request="GET bill file")
        if seen["status"] == "done" and seen["created"] == count:
            return str(biller["id"])
        if seen["status"] in ("done", "failed"):
            raise NotFit(f"Of {count} bills {seen['created']} were made: {seen['problem']}")
        await asyncio.sleep(0.5)
    raise NotFit(f"The file of {count} bills was not imported in {_FILE_SECONDS:.0f} s.")


async def enter_all(entrance: Entrance, people: list[Person], say: Callable[[str], None]) -> None:
    """Sessions for all, a few at once. Raises ``NotFit``."""
    at_once = asyncio.Semaphore(_AT_ONCE)
    entered = 0

    async def enter(person: Person) -> None:
        nonlocal entered
        async with at_once:
            await entrance.enter(person)
        entered += 1
        if entered % 100 == 0:
            say(f"  {entered} sessions")

    try:
        async with asyncio.TaskGroup() as tasks:
            for person in people:
                tasks.create_task(enter(person))
    except* NotFit as several:
        raise NotFit(str(several.exceptions[0])) from None


async def _done(
    visitor: Visitor,
    method: str,
    path: str,
    body: Json | None = None,
    *,
    key: str | None = None,
    request: str = "",
) -> Json:
    """The document of an answer that must be good. Raises ``NotFit`` else."""
    try:
        answer = await visitor.ask(method, path, body, key=key, request=request)
    except (GivenUp, SignedOut) as wrong:
        raise NotFit(f"{method} {path}: {type(wrong).__name__}") from None
    if not 200 <= answer.status < 300:
        said = answer.body.get("detail") or answer.body
        raise NotFit(f"{method} {path} was answered {answer.status}: {said}")
    return answer.body
