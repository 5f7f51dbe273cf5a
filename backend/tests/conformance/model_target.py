"""The smallest target: an API in memory that is right, and wrong in one way when told to.

It shows what a case asks for, and that each case can fail (``test_suite.py``).
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conformance.model_bugs import Bug
from conformance.model_processor import Killed, Lost, Processor
from conformance.target import Card, Moment, Order, Reply, State, Target, Trouble


@dataclass(frozen=True)
class Person:
    name: str
    session: str = "token"


@dataclass
class Bill:
    amount_minor: int
    paid_minor: int = 0
    live: str | None = None


@dataclass
class Offer:
    payer: str
    bill: str
    amount_minor: int
    payment: str | None = None


@dataclass
class Payment:
    id: str
    payer: str
    bill: str
    amount_minor: int
    card: Card
    state: State
    charge_key: str


@dataclass
class Kept:
    """What is known of a key: the body, the payment, and the answer once there is one."""

    body: Any
    payment: str | None
    answer: Reply | None = None
    running: bool = True


class Refused(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.reply = Reply(status, content={"code": code}, code=code)


class ModelTarget(Target):
    name = "an API in memory"
    final_within_seconds = 1.0
    servers = 2
    one_offer_pays_once = True

    def __init__(self, *bugs: Bug) -> None:
        self._bugs = frozenset(bugs)
        self._ids = itertools.count(1)
        self._bills: dict[str, Bill] = {}
        self._offers: dict[str, Offer] = {}
        self._payments: dict[str, Payment] = {}
        self._keys: dict[Any, Kept] = {}
        self._receipts: Counter[str] = Counter()
        self._processor = Processor()

    def _has(self, bug: Bug) -> bool:
        return bug in self._bugs

    def _id(self, kind: str) -> str:
        return f"{kind}_{next(self._ids)}_"

    # People, bills, orders.

    async def payer(self, which: str = "first") -> Person:
        return Person(which)

    async def same_person(self, payer: Person) -> Person:
        return Person(payer.name, "browser")

    async def guest(self, bill: str) -> Person:
        return Person(self._id("guest"), "guest")

    async def guest_again(self, guest: Person, bill: str) -> Person:
        return await self.guest(bill) if self._has(Bug.GUEST_FORGOTTEN) else guest

    async def bill(self, amount_minor: int) -> str:
        bill = self._id("bill")
        self._bills[bill] = Bill(amount_minor)
        return bill

    async def order(
        self, payer: Person, bill: str, *, amount_minor: int | None = None, card: Card = Card.GOOD
    ) -> Order:
        offer, amount = self._id("offer"), amount_minor or self._bills[bill].amount_minor
        self._offers[offer] = Offer(payer.name, bill, amount)
        order = {"offer": offer, "amount_minor": amount, "card": {"kind": card.name, "keep": False}}
        return {**order, "email": "pat@example.com"}

    async def mistaken(self, payer: Person, order: Order) -> bytes:
        return json.dumps({**order, "card": {"kind": "CARDBOARD"}}).encode()

    async def respelled(self, order: Order) -> Sequence[bytes]:
        return [json.dumps({**order, "card": {"kind": order["card"]["kind"]}}).encode()]

    # Paying.

    async def pay(
        self,
        payer: Person,
        body: bytes,
        *,
        key: str | None,
        headers: Mapping[str, str] | None = None,
        server: int = 0,
    ) -> Reply:
        scope: Any = None
        try:
            scope = self._scope(payer, "pay", self._checked(key), body, headers, server)
            if self._has(Bug.BODY_IGNORED) and scope in self._keys:
                return await self._again(self._keys[scope], self._keys[scope].body)
            order = self._read(body)
            compared = body if self._has(Bug.BYTES_COMPARED) else _canonical(order)
            if scope in self._keys:
                return await self._again(self._keys[scope], compared)
            return await self._act(payer, order, scope, compared)
        except Refused as refused:
            kept = Bug.FAILURE_KEPT if refused.reply.status >= 500 else Bug.REFUSAL_KEPT
            if self._has(kept) and scope is not None and scope not in self._keys:
                self._keys[scope] = Kept(None, None, refused.reply, running=False)
            return refused.reply

    def _checked(self, key: str | None) -> str:
        if (key is None and not self._has(Bug.KEY_OPTIONAL)) or (
            key == "" and not self._has(Bug.EMPTY_KEY_TAKEN)
        ):
            raise Refused(400, "key_missing")
        given = self._id("key") if key is None or self._has(Bug.KEY_IGNORED) else key
        if self._has(Bug.KEY_CUT):
            given = given[:255]
        if len(given) > 255:
            raise Refused(400, "key_too_long")
        if self._has(Bug.KEY_FOLDED):
            given = given.lower()
        return "".join(given.split()).replace('"', "") if self._has(Bug.KEY_CLEANED) else given

    def _scope(
        self,
        payer: Person,
        route: str,
        key: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        server: int = 0,
    ) -> Any:
        if self._has(Bug.GUEST_KEYS_LOST) and payer.session == "guest":
            key = self._id("key")
        return (
            "all" if self._has(Bug.PEOPLE_SHARE_KEYS) else payer.name,
            "all" if self._has(Bug.ROUTES_SHARE_KEYS) else route,
            key,
            payer.session if self._has(Bug.KEY_OF_SESSION) else None,
            server if self._has(Bug.KEYS_PER_SERVER) else None,
            body if self._has(Bug.BODY_IN_KEY) else None,
            json.dumps(dict(headers or {})) if self._has(Bug.HEADERS_IN_KEY) else None,
        )

    def _read(self, body: bytes) -> Order:
        try:
            order = json.loads(body)
            plain = {name: order[name] for name in ("offer", "amount_minor", "card", "email")}
            extra = order.keys() - plain.keys() and not self._has(Bug.UNKNOWN_MEMBERS_TAKEN)
            card = {"keep": False, **plain["card"], "kind": Card[plain["card"]["kind"]].name}
        except (ValueError, KeyError, TypeError):
            raise Refused(422, "not_understood") from None
        if extra:
            raise Refused(422, "unknown_member")
        return {**plain, "card": card}

    async def _again(self, kept: Kept, body: Any) -> Reply:
        stays = kept.payment is None and kept.answer is not None
        if kept.body != body and not stays:
            raise Refused(422, "key_reused")
        if kept.answer is not None:
            return self._replayed(kept.answer)
        if kept.running:
            return Reply(409, content={"code": "in_progress"}, code="in_progress", running=True)
        await self._janitor()
        return self._replayed(kept.answer or _view(self._payments[str(kept.payment)], 201))

    def _replayed(self, answer: Reply) -> Reply:
        return replace(answer, replayed=not self._has(Bug.REPLAY_UNMARKED))

    async def _act(self, payer: Person, order: Order, scope: Any, body: Any) -> Reply:
        offer = self._offers.get(order["offer"])
        if offer is None or offer.payer != payer.name:
            raise Refused(404, "no_such_offer")
        card = Card[order["card"]["kind"]]
        if card is Card.NEW_AND_KEPT and self._processor.trouble is not None:
            raise Refused(503, "processor_away")
        self._guard(offer)
        payment = self._begin(payer, offer, card)
        kept = Kept(body, payment.id)
        if not self._has(Bug.KEY_KEPT_LATE):
            self._keys[scope] = kept
        try:
            if payment.state is not State.WAITING:
                await self._charge(payment)
        except Killed:
            self._die(scope, kept, payment)
            return Reply(0)
        kept.running = False
        answer = _view(payment, 201)
        unclear = payment.state is State.OPEN and not self._has(Bug.UNKNOWN_KEPT)
        declined = payment.state is State.FAILED and self._has(Bug.DECLINE_NOT_KEPT)
        kept.answer = kept.answer if unclear else answer
        self._keys[scope] = kept
        if declined or (payment.state is State.OPEN and self._has(Bug.UNKNOWN_FREES_KEY)):
            del self._keys[scope]
        return answer

    def _guard(self, offer: Offer) -> None:
        """The bill takes what is open, by one live payment; an offer is paid once."""
        earlier = self._payments.get(offer.payment or "")
        paid = earlier is not None and earlier.state is State.SUCCEEDED
        if paid and not self._has(Bug.OFFER_PAID_AGAIN):
            raise Refused(409, "offer_paid")
        bill = self._bills[offer.bill]
        if self._has(Bug.BILL_UNGUARDED):
            return
        live = self._payments.get(bill.live or "")
        if live is not None and live.state is State.WAITING:
            if self._processor.by_payment.get(live.id):
                raise Refused(409, "bill_paid")
            self._end(live)
        elif live is not None:
            raise Refused(409, "bill_has_live_payment")
        if offer.amount_minor > bill.amount_minor - bill.paid_minor:
            raise Refused(409, "more_than_is_open")

    def _begin(self, payer: Person, offer: Offer, card: Card) -> Payment:
        state = State.WAITING if card in (Card.PAGE, Card.NEW_AND_KEPT) else State.OPEN
        name = self._id("pay")
        key = offer.bill if self._has(Bug.CHILD_KEY_PER_BILL) else name
        payment = Payment(name, payer.name, offer.bill, offer.amount_minor, card, state, key)
        self._payments[name], offer.payment = payment, name
        self._bills[offer.bill].live = name
        return payment

    def _die(self, scope: Any, kept: Kept, payment: Payment) -> None:
        kept.running = self._has(Bug.CRASH_LOCKS_KEY)
        if self._has(Bug.CRASH_LOSES_KEY):
            del self._keys[scope], self._payments[payment.id]
            self._bills[payment.bill].live = None

    # What becomes of a payment.

    async def _charge(self, payment: Payment) -> None:
        try:
            good = await self._processor.charge(
                key=self._id("charge") if self._has(Bug.CHILD_KEYS_NEW) else payment.charge_key,
                payment=payment.id,
                amount_minor=payment.amount_minor,
                card=payment.card,
            )
        except Lost:
            if self._has(Bug.LOST_IS_FAILURE):
                self._end(payment)
            if self._has(Bug.LOST_IS_SUCCESS):
                await self._fulfil(payment)
            if self._has(Bug.UNKNOWN_FREES_BILL):
                self._bills[payment.bill].live = None
            return
        await self._take(payment, good=good)

    async def _take(self, payment: Payment, *, good: bool) -> None:
        if good:
            await self._fulfil(payment)
        elif payment.state is State.OPEN:
            self._end(payment)

    async def _fulfil(self, payment: Payment) -> None:
        if payment.state is State.SUCCEEDED:
            return
        if self._has(Bug.COUNTED_TWICE_WHEN_RACED):
            await asyncio.sleep(0.01)
        payment.state = State.SUCCEEDED
        self._count(payment)
        bill = self._bills[payment.bill]
        bill.live = None if bill.live == payment.id else bill.live

    def _count(self, payment: Payment) -> None:
        self._bills[payment.bill].paid_minor += payment.amount_minor
        self._receipts[payment.id] += 1

    def _end(self, payment: Payment) -> None:
        payment.state = State.FAILED
        bill = self._bills[payment.bill]
        bill.live = None if bill.live == payment.id else bill.live

    async def _janitor(self) -> None:
        for payment in list(self._payments.values()):
            if payment.state not in (State.OPEN, State.WAITING) or self._processor.trouble:
                continue
            found = await self._processor.find(payment.id)
            if payment.state is State.OPEN and (found is None or self._has(Bug.CHILD_KEYS_NEW)):
                await self._charge(payment)
            elif found is not None:
                await self._take(payment, good=found)
            if payment.state is State.FAILED and self._has(Bug.FAILED_LATE_HOLDS_BILL):
                payment.state, self._bills[payment.bill].live = State.FAILED, payment.id

    # Looking.

    async def look(self, payer: Person, payment: str) -> Reply:
        await self._janitor()
        found = self._payments.get(payment)
        if found is None or (found.payer != payer.name and not self._has(Bug.LOOK_UNGUARDED)):
            return Refused(404, "no_such_payment").reply
        return _view(found, 200)

    async def come_back(self, payer: Person, payment: str) -> Reply:
        return await self.look(payer, payment)

    async def other_act(self, payer: Person, key: str) -> Reply:
        scope = self._scope(payer, "keep a card", key)
        if scope not in self._keys:
            answer = Reply(201, content={"id": self._id("card")})
            self._keys[scope] = Kept(None, None, answer, running=False)
        return self._keys[scope].answer or Reply(500)

    async def charges(self, bill: str) -> Sequence[int]:
        ours = {payment.id for payment in self._payments.values() if payment.bill == bill}
        gone = {name for name, _ in self._processor.charges if name not in self._payments}
        return [amount for name, amount in self._processor.charges if name in ours | gone]

    async def paid(self, bill: str) -> int:
        if not self._has(Bug.NO_JANITOR):
            await self._janitor()
        return self._bills[bill].paid_minor

    async def receipts(self, payment: str) -> int:
        return self._receipts[payment]

    # Trouble and notices.

    async def finish_page(self, reply: Reply, card: Card) -> None:
        payment = self._payments[str(reply.payment)]
        if payment.state is State.WAITING:
            self._processor.pay_page(payment.id, payment.amount_minor, card)

    @contextlib.asynccontextmanager
    async def trouble(self, trouble: Trouble) -> AsyncIterator[None]:
        self._processor.trouble = trouble
        yield
        self._processor.trouble = None

    async def crash(self, payer: Person, body: bytes, *, key: str, moment: Moment) -> None:
        self._processor.crash_at = moment
        await self.pay(payer, body, key=key)
        self._processor.crash_at = None

    async def outlive_keys(self) -> None:
        self._keys.clear()

    async def notify(self, payment: str, *, times: int, new_ids: bool) -> None:
        await self._janitor()
        counts = Bug.NEW_NOTICES_COUNTED if new_ids else Bug.NOTICES_COUNTED
        for _ in range(times):
            if self._has(counts):
                self._count(self._payments[payment])

    async def notify_failed(self, payment: str) -> None:
        if self._has(Bug.FAILURE_BELIEVED):
            self._end(self._payments[payment])


def _view(payment: Payment, status: int) -> Reply:
    content = {"id": payment.id, "state": payment.state.name, "amount": payment.amount_minor}
    return Reply(status, content=content, payment=payment.id, state=payment.state)


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _canonical(item) for name, item in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value
