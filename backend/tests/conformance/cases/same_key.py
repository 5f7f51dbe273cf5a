"""The same request again: once done, and the same answer."""

from __future__ import annotations

import asyncio

from conformance.suite import (
    AMOUNT,
    a_key,
    an_act,
    case,
    charged,
    clear_answer,
    encode,
    final,
    must,
    one_payment,
    paid,
)
from conformance.target import Card, NotSupported, State, Target, Trouble


@case(
    "double-click",
    source="woocommerce-gateway-stripe PR 3912",
    bug="A button pressed twice made two payments within a minute.",
    holds="Two requests with one key, the second while the first runs, are one payment.",
)
async def double_click(t: Target) -> str:
    act, key = await an_act(t), a_key()
    first = asyncio.create_task(t.pay(act.payer, act.body, key=key))
    await asyncio.sleep(0.02)
    second = await t.pay(act.payer, act.body, key=key)
    answers = [await first, second]
    must(all(a.accepted or a.running for a in answers), f"answered {answers[0]} and {answers[1]}")
    last = await clear_answer(t, act, key)
    payment = one_payment([*answers, last])
    await final(t, act.payer, payment)
    return f"{answers[0]}, then {answers[1]}; {await charged(t, act.bill, 1)}"


@case(
    "ten-at-once",
    source="GaloyMoney/blink #232",
    bug="A look-up before the write, or a lock that can expire, lets two requests through.",
    holds="Ten requests with one key at the same moment are one payment, told to all ten.",
)
async def ten_at_once(t: Target) -> str:
    act, key = await an_act(t), a_key()
    answers = await asyncio.gather(*(clear_answer(t, act, key) for _ in range(10)))
    must(all(a.accepted for a in answers), f"answered {sorted({str(a) for a in answers})}")
    await final(t, act.payer, one_payment(answers))
    await paid(t, act.bill, AMOUNT)
    return f"10 answers, 1 payment, {await charged(t, act.bill, 1)}"


@case(
    "two-servers-at-once",
    source="Airbnb Orpheus",
    bug="Keys kept by each server, or read from a lagging copy, are not there for its neighbor.",
    holds="One key sent to two servers at once is one payment.",
)
async def two_servers_at_once(t: Target) -> str:
    if t.servers < 2:
        raise NotSupported("it runs as one server")
    act, key = await an_act(t), a_key()
    answers = await asyncio.gather(*(clear_answer(t, act, key, server=n % 2) for n in range(6)))
    must(all(a.accepted for a in answers), f"answered {sorted({str(a) for a in answers})}")
    await final(t, act.payer, one_payment(answers))
    return f"6 answers by 2 servers, 1 payment, {await charged(t, act.bill, 1)}"


@case(
    "while-it-runs",
    source="IETF Idempotency-Key draft 07",
    bug="A retry while the first request waits for the processor starts a second one.",
    holds="The retry is told to wait or gets the same payment; it never acts.",
)
async def while_it_runs(t: Target) -> str:
    act, key = await an_act(t), a_key()
    async with t.trouble(Trouble.SLOW):
        first = asyncio.create_task(t.pay(act.payer, act.body, key=key))
        await asyncio.sleep(0.5)
        retry = await t.pay(act.payer, act.body, key=key)
        answer = await first
    must(retry.running or retry.payment == answer.payment, f"the retry was answered {retry}")
    await final(t, act.payer, answer.payment)
    return f"meanwhile {retry}; {await charged(t, act.bill, 1)}"


@case(
    "replay-says-so",
    source="Formance Idempotency-Hit",
    bug="A client cannot tell a repeated answer from a new act.",
    holds="The retry gets the same status and body, and says that it is a replay.",
)
async def replay_says_so(t: Target) -> str:
    act, key = await an_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(act.payer, act.body, key=key)
    must(first.accepted and not first.replayed, f"the first answer was {first}")
    must(again.replayed, f"the retry does not say that it is a replay: {again}")
    same = (again.status, again.content) == (first.status, first.content)
    must(same, f"the retry got another answer: {again.content}, first {first.content}")
    return f"{again}; {await charged(t, act.bill, 1)}"


@case(
    "replay-after-it-moved-on",
    source="Stripe idempotent requests",
    bug="A replay of an old answer is taken for news and starts the payment over.",
    holds="After the payer has paid, a retry changes nothing, and looking shows the truth.",
)
async def replay_after_it_moved_on(t: Target) -> str:
    act, key = await an_act(t, card=Card.PAGE), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    must(first.state is State.WAITING, f"the first answer was {first}")
    await t.finish_page(first, Card.GOOD)
    ended = await final(t, act.payer, first.payment)
    again = await t.pay(act.payer, act.body, key=key)
    must(again.accepted and again.replayed, f"the retry was answered {again}")
    must(again.payment == first.payment, "the retry names another payment")
    now = await t.look(act.payer, str(first.payment))
    must(ended.state is now.state is State.SUCCEEDED, f"after the retry it is {now}")
    await paid(t, act.bill, AMOUNT)
    return f"{first}, paid, {again}; {await charged(t, act.bill, 1)}"


@case(
    "replay-of-an-old-page",
    source="Stripe Checkout expiry",
    bug="A retry after the payer gave up opens a second page, and both are paid.",
    holds="A retry under the key of an open page leads to the same page.",
)
async def replay_of_an_old_page(t: Target) -> str:
    act, key = await an_act(t, card=Card.PAGE), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(act.payer, act.body, key=key)
    must(again.payment == first.payment, "the retry opened another payment")
    await t.finish_page(first, Card.GOOD)
    await t.finish_page(again, Card.GOOD)
    await final(t, act.payer, first.payment)
    await paid(t, act.bill, AMOUNT)
    return f"1 page, {await charged(t, act.bill, 1)}"


@case(
    "decline-replays",
    source="Stripe idempotent requests",
    bug="A retry under the key of a decline charges the card again.",
    holds="The decline is the answer of its key, and the bank is not asked again.",
)
async def decline_replays(t: Target) -> str:
    act, key = await an_act(t, card=Card.DECLINED), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(act.payer, act.body, key=key)
    must(first.state is State.FAILED or first.refused, f"the decline was answered {first}")
    must(again.replayed, f"the retry ran again: {again}")
    must((again.status, again.payment) == (first.status, first.payment), f"it became {again}")
    await paid(t, act.bill, 0)
    return f"{first}, {again}; {await charged(t, act.bill, 0)}"


@case(
    "new-key-after-a-decline",
    source="odoo PR 107723",
    bug="One key for all attempts: after a decline the new card got the old decline.",
    holds="A new key is a new attempt, and it is charged.",
)
async def new_key_after_a_decline(t: Target) -> str:
    act = await an_act(t, card=Card.DECLINED)
    declined = await t.pay(act.payer, act.body, key=a_key())
    better = await t.order(act.payer, act.bill, card=Card.GOOD)
    answer = await t.pay(act.payer, encode(better), key=a_key())
    must(answer.accepted, f"the second card was answered {answer}")
    must(answer.payment != declined.payment, "the second card got the first one's payment")
    ended = await final(t, act.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"the second card ended as {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{declined}, then {answer}; {await charged(t, act.bill, 1)}"
