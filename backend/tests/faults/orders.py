"""Ways to pay, as steps of a flow that may lose its server and as what its client does then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from faults.crashes import Doomed
from faults.stage import FINAL_WITHIN_SECONDS, Attempt, Stage

from support.payer import FINAL_STATES, Json, Outside, Payer, Told
from support.product import WEBHOOKS, until

Items = Callable[[Attempt], list[Json]]
Acts = Callable[[str], Awaitable[None]]
PAID = "checkout.session.completed"


def own_bill(attempt: Attempt) -> list[Json]:
    return [{"bill_id": attempt.bill_id}]


@dataclass(frozen=True)
class Order:
    """How a payer pays (``card`` None is the hosted page), and what must come of it.

    ``acts`` is what the payer does on the page that the payment leads to.
    """

    stage: Stage
    card: str | None
    end: str = "succeeded"
    items: Items = own_bill
    acts: Acts | None = None

    async def begin(self, attempt: Attempt) -> Told | None:
        """Quote and pay where the payer now sends requests to; None when that server died."""
        stage = self.stage
        quote = await stage.once(attempt, "POST", "/quotes", {"items": self.items(attempt)})
        if quote is None:
            return None
        attempt.quote = str(quote.body["id"])
        order = stage.payer.order(attempt.quote, self.card)
        return await stage.once(attempt, "POST", "/payments", order, key=attempt.key)

    async def asks_again(self, attempt: Attempt) -> None:
        """One more try with the same key, at a server that may die: anything but a wrong answer."""
        payer = self.stage.payer
        if not attempt.quote:
            told = await payer.try_once("POST", "/quotes", {"items": self.items(attempt)})
            if told.status == 0:
                return
            attempt.quote = str(told.body["id"])
        order = payer.order(attempt.quote, self.card)
        told = await payer.try_once("POST", "/payments", order, attempt.key)
        in_progress = told.body.get("code") == "request_in_progress"
        assert told.status in (0, 201) or in_progress, (attempt, told)
        page = told.body.get("next_action")
        if page and self.acts:
            await self.acts(page["url"])
            await payer.try_once("POST", f"/payments/{told.payment_id}/refresh")

    async def comes_back(self, attempt: Attempt) -> None:
        """With the same key, until the payment has come to its end."""
        payer = self.stage.payer
        if not attempt.quote:
            quote = await payer.ask("POST", "/quotes", {"items": self.items(attempt)})
            attempt.quote = str(quote.body["id"])
        told = await payer.pay(attempt.quote, self.card, key=attempt.key)
        assert told.status == 201, (attempt, told)
        payment = await self.see_through(told.body)
        assert payment["state"] == self.end, (attempt, payment)
        self.stage.longest.ended()

    async def see_through(self, payment: Json) -> Json:
        """Do what the payment asks for, and look at it until it is final."""
        payer, seen = self.stage.payer, [payment]

        async def is_final() -> bool:
            page = seen[-1]["next_action"]
            if page and self.acts:
                await self.acts(page["url"])
                await payer.ask("POST", f"/payments/{payment['id']}/refresh")
            seen.append(await payer.payment(payment["id"]))
            return seen[-1]["state"] in FINAL_STATES

        await until("its end", is_final, seconds=FINAL_WITHIN_SECONDS, every=0.2)
        return seen[-1]


async def pay_on_the_page(stage: Stage, attempt: Attempt, doomed: Doomed) -> None:
    """Open the page, pay on it, hear its webhook and come back: all at the server that dies."""
    payer, outside = stage.payer, stage.outside
    payer.use(stage.api_url)
    attempt.quote = str((await payer.quote(attempt.bill_id)).body["id"])
    payer.use(doomed.url)
    order = payer.order(attempt.quote, None)
    opened = await stage.once(attempt, "POST", "/payments", order, key=attempt.key)
    if opened is None:
        return
    await outside.send_webhooks_to(doomed.url, WEBHOOKS, [PAID])
    await outside.pay(opened.body["next_action"]["url"])
    await outside.send("POST", "/_sandbox/deliveries/now", {})
    attempt.comes_back = attempt.number % 2 == 0
    refreshed = await stage.once(attempt, "POST", f"/payments/{opened.payment_id}/refresh")
    # What was not delivered to the dead goes to the living, and nobody works on it yet.
    await outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
    await outside.send("POST", "/_sandbox/deliveries/now", {})
    assert refreshed is None or refreshed.body["state"] == "succeeded", refreshed


def on_the_page(outside: Outside) -> Acts:
    async def pay(url: str) -> None:
        await outside.pay(url)

    return pay


def at_the_bank(outside: Outside, answer: str) -> Acts:
    """The payer passes (``complete``) or fails (``fail``) the bank's question, once."""

    async def give_answer(url: str) -> None:
        intent = url.partition("?")[0].rsplit("/", 1)[1]
        now = await outside.objects("payment_intent")
        if any(each["id"] == intent and each["status"] == "requires_action" for each in now):
            await outside.send("POST", f"/_sandbox/3ds/{intent}/{answer}", {})

    return give_answer


async def keep_card_that_asks(payer: Payer, outside: Outside, number: str) -> str:
    """Save a card whose bank wants to be asked when it is saved, and at every payment."""
    path = {"return_path": "/cards"}
    told = await payer.ask("POST", "/payment-methods/setup", path, key=f"card-{number}")
    entered = await outside.pay(str(told.body["redirect_url"]), number)
    if entered["outcome"] == "authenticate":
        intent = str(entered["url"]).partition("?")[0].rsplit("/", 1)[1]
        await outside.send("POST", f"/_sandbox/3ds/{intent}/complete", {})
    kept = await payer.ask("POST", f"/payment-methods/setup/{told.body['id']}/complete")
    return str(next(card["id"] for card in kept.body["data"] if card["last4"] == number[-4:]))
