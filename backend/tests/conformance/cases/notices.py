"""Notices of the processor (webhooks): again, under other ids, late, and beside the payer."""

from __future__ import annotations

import asyncio
import time

from conformance.suite import AMOUNT, a_key, an_act, case, charged, final, must, paid
from conformance.target import Card, State, Target


async def _one_receipt(t: Target, payment: str) -> str:
    """Receipts go out a little later; a second one would too."""
    deadline = time.monotonic() + t.final_within_seconds
    while await t.receipts(payment) == 0:
        must(time.monotonic() < deadline, "no receipt went out")
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)
    sent = await t.receipts(payment)
    must(sent == 1, f"{sent} receipts went out")
    return "1 receipt"


@case(
    "notice-sent-again",
    source="frappe/payments PR 240",
    bug="The same event delivered again was worked off again.",
    holds="The same event, five times more, changes nothing.",
)
async def notice_sent_again(t: Target) -> str:
    act = await an_act(t)
    answer = await t.pay(act.payer, act.body, key=a_key())
    await final(t, act.payer, answer.payment)
    await t.notify(str(answer.payment), times=5, new_ids=False)
    receipt = await _one_receipt(t, str(answer.payment))
    await paid(t, act.bill, AMOUNT)
    return f"{await charged(t, act.bill, 1)}, {receipt}"


@case(
    "notice-under-another-id",
    source="docs.stripe.com/webhooks",
    bug="De-duplication by event id alone: the same news under a new id was counted again.",
    holds="The same news as a new event changes nothing.",
)
async def notice_under_another_id(t: Target) -> str:
    act = await an_act(t)
    answer = await t.pay(act.payer, act.body, key=a_key())
    await final(t, act.payer, answer.payment)
    await t.notify(str(answer.payment), times=3, new_ids=True)
    receipt = await _one_receipt(t, str(answer.payment))
    await paid(t, act.bill, AMOUNT)
    return f"{await charged(t, act.bill, 1)}, {receipt}"


@case(
    "failure-told-late",
    source="202-ecommerce/stripe_official #79",
    bug="A late failure of an old attempt marked a paid order as failed.",
    holds="What is paid stays paid.",
)
async def failure_told_late(t: Target) -> str:
    act = await an_act(t)
    answer = await t.pay(act.payer, act.body, key=a_key())
    await final(t, act.payer, answer.payment)
    await t.notify_failed(str(answer.payment))
    await asyncio.sleep(0.5)
    now = await t.look(act.payer, str(answer.payment))
    must(now.state is State.SUCCEEDED, f"paid, and after the late notice {now}")
    await paid(t, act.bill, AMOUNT)
    return f"still {now}; {await charged(t, act.bill, 1)}"


@case(
    "payer-and-notice-at-once",
    source="medusa #13301, dokan #2994",
    bug="The returning payer and the webhook both fulfilled the order: two mails, counted twice.",
    holds="Whoever comes first, it is counted once and one receipt goes out.",
)
async def payer_and_notice_at_once(t: Target) -> str:
    act = await an_act(t, card=Card.PAGE)
    page = await t.pay(act.payer, act.body, key=a_key())
    await t.finish_page(page, Card.GOOD)
    payment = str(page.payment)
    await asyncio.gather(
        t.notify(payment, times=2, new_ids=True),
        *(t.come_back(act.payer, payment) for _ in range(3)),
    )
    ended = await final(t, act.payer, payment)
    must(ended.state is State.SUCCEEDED, f"paid, and told {ended}")
    receipt = await _one_receipt(t, payment)
    await paid(t, act.bill, AMOUNT)
    return f"{await charged(t, act.bill, 1)}, {receipt}"


@case(
    "retry-after-the-notice",
    source="gumroad PR 6193",
    bug="The webhook came before the answer was stored; the retry recorded it a second time.",
    holds="Notices before, between and after retries leave one payment.",
)
async def retry_after_the_notice(t: Target) -> str:
    act, key = await an_act(t), a_key()
    answer = await t.pay(act.payer, act.body, key=key)
    payment = str(answer.payment)
    for _ in range(2):
        await t.notify(payment, times=1, new_ids=True)
        again = await t.pay(act.payer, act.body, key=key)
        must(again.replayed and again.payment == payment, f"the retry was answered {again}")
    receipt = await _one_receipt(t, payment)
    await paid(t, act.bill, AMOUNT)
    return f"{again}; {await charged(t, act.bill, 1)}, {receipt}"
