"""The server dies between the claim and the answer."""

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
from conformance.target import Moment, State, Target


@case(
    "killed-before-the-charge",
    source="formancehq/stack #1633",
    bug="A crash left the key locked for ever, or lost it, so that a retry acted again.",
    holds="The retry gets the payment within a minute; it is charged once at most.",
)
async def killed_before_the_charge(t: Target) -> str:
    act, key = await an_act(t), a_key()
    await t.crash(act.payer, act.body, key=key, moment=Moment.BEFORE_CHARGE)
    answer = await clear_answer(t, act, key)
    must(answer.accepted, f"after the crash the key answers {answer}")
    ended = await final(t, act.payer, answer.payment)
    times = 1 if ended.state is State.SUCCEEDED else 0
    await paid(t, act.bill, AMOUNT * times)
    return f"{answer}, ended {ended}; {await charged(t, act.bill, times)}"


@case(
    "killed-after-the-charge",
    source="Kill Bill #508",
    bug="The machine died after the charge and before it was noted; the retry charged again.",
    holds="The retry gets the payment that was charged.",
)
async def killed_after_the_charge(t: Target) -> str:
    act, key = await an_act(t), a_key()
    await t.crash(act.payer, act.body, key=key, moment=Moment.AFTER_CHARGE)
    answer = await clear_answer(t, act, key)
    must(answer.accepted, f"after the crash the key answers {answer}")
    ended = await final(t, act.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{answer}; {await charged(t, act.bill, 1)}"


@case(
    "child-ids-after-a-crash",
    source="formancehq/wallets PR 109",
    bug="A retry made new ids for what it asks others to do, so they took it for another act.",
    holds="Retries at once after a crash ask the processor for the same charge.",
)
async def child_ids_after_a_crash(t: Target) -> str:
    act, key = await an_act(t), a_key()
    await t.crash(act.payer, act.body, key=key, moment=Moment.AFTER_CHARGE)
    answers = await asyncio.gather(*(clear_answer(t, act, key) for _ in range(4)))
    payment = one_payment(answers)
    ended = await final(t, act.payer, payment)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    return f"4 retries, 1 payment, {await charged(t, act.bill, 1)}"


@case(
    "other-body-after-a-crash",
    source="FINERACT-2485",
    bug="After a crash the key was free for another body, or gave it the first one's result.",
    holds="The key still belongs to the first body.",
)
async def other_body_after_a_crash(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    more = await t.order(act.payer, act.bill, amount_minor=5_000)
    await t.crash(act.payer, act.body, key=key, moment=Moment.AFTER_CHARGE)
    other = await t.pay(act.payer, encode(more), key=key)
    must(other.refused and other.payment is None, f"another amount was answered {other}")
    answer = await clear_answer(t, act, key)
    await final(t, act.payer, answer.payment)
    await paid(t, act.bill, 4_000)
    return f"{other}; {await charged(t, act.bill, 1)}"


@case(
    "killed-and-nobody-comes-back",
    source="gumroad #3814",
    bug="A charge whose client never asked again stayed unnoticed: paid, and the bill still open.",
    holds="The payment is counted without anybody asking.",
)
async def killed_and_nobody_comes_back(t: Target) -> str:
    act = await an_act(t)
    await t.crash(act.payer, act.body, key=a_key(), moment=Moment.AFTER_CHARGE)
    waited = 0.0
    while await t.paid(act.bill) != AMOUNT:
        must(waited < t.final_within_seconds, f"charged, and not counted after {waited:.0f} s")
        await asyncio.sleep(0.5)
        waited += 0.5
    return f"counted by itself; {await charged(t, act.bill, 1)}"
