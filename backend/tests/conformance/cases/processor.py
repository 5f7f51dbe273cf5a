"""When the card processor's answer is lost, late or unreadable."""

from __future__ import annotations

import asyncio

from conformance.suite import (
    AMOUNT,
    Act,
    a_key,
    an_act,
    case,
    charged,
    clear_answer,
    encode,
    final,
    must,
    paid,
)
from conformance.target import Card, Reply, State, Target, Trouble


async def _through(t: Target, trouble: Trouble) -> tuple[Act, Reply, Reply]:
    """Pay in this trouble, ask again under the same key in it and after it, see it end."""
    act, key = await an_act(t), a_key()
    async with t.trouble(trouble):
        first = await t.pay(act.payer, act.body, key=key)
        await t.pay(act.payer, act.body, key=key)
    answer = await clear_answer(t, act, key)
    must(first.payment in (None, answer.payment), "the retry names another payment")
    return act, first, await final(t, act.payer, answer.payment)


@case(
    "answer-lost",
    source="Adyen/adyen-commercetools #1305",
    bug="The answer was lost, the retry carried another key, and there were two authorizations.",
    holds="The retry finds the charge that was made.",
)
async def answer_lost(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.LOSES_ANSWERS)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{first}, ended {ended}; {await charged(t, act.bill, 1)}"


@case(
    "request-lost",
    source="Kill Bill #338",
    bug="A request that never arrived was taken for paid, or was sent again beside another.",
    holds="It is charged once or ends without money, and the payer is told which.",
)
async def request_lost(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.NEVER_HEARS)
    times = 1 if ended.state is State.SUCCEEDED else 0
    await paid(t, act.bill, AMOUNT * times)
    return f"{first}, ended {ended}; {await charged(t, act.bill, times)}"


@case(
    "processor-keeps-its-500",
    source="Stripe idempotent requests",
    bug="The processor charged, said 500 and repeats it for its key: a new key charges again.",
    holds="The charge is found instead of made again.",
)
async def processor_keeps_its_500(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.KEEPS_500)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{first}, ended {ended}; {await charged(t, act.bill, 1)}"


@case(
    "answer-unreadable",
    source="Kill Bill #338",
    bug="An answer that could not be read was taken for a failure; the payer paid again.",
    holds="It is not a failure; the charge is found.",
)
async def answer_unreadable(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.GARBLED)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{first}, ended {ended}; {await charged(t, act.bill, 1)}"


@case(
    "processor-is-busy",
    source="Stripe rate limits",
    bug="A 429 of the processor was kept as the outcome of the payment.",
    holds="It is tried again or ends without money; the key does not keep the 429.",
)
async def processor_is_busy(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.BUSY)
    times = 1 if ended.state is State.SUCCEEDED else 0
    await paid(t, act.bill, AMOUNT * times)
    return f"{first}, ended {ended}; {await charged(t, act.bill, times)}"


@case(
    "processor-holds-its-lock",
    source="Stripe idempotent requests",
    bug="A 409 of the processor (the first call still runs there) was taken for a refusal.",
    holds="It is tried again; it is charged once.",
)
async def processor_holds_its_lock(t: Target) -> str:
    act, first, ended = await _through(t, Trouble.LOCKED)
    times = 1 if ended.state is State.SUCCEEDED else 0
    await paid(t, act.bill, AMOUNT * times)
    return f"{first}, ended {ended}; {await charged(t, act.bill, times)}"


async def _second_while_unknown(t: Target, second: Act, first: Act) -> tuple[Reply, Reply, Reply]:
    """The first payment is charged and unknown; somebody tries again under a new key."""
    async with t.trouble(Trouble.LOSES_ANSWERS):
        unknown = await t.pay(first.payer, first.body, key=a_key())
        tried = await t.pay(second.payer, second.body, key=a_key())
    must(not tried.accepted, f"while the first is unknown a second was answered {tried}")
    ended = await final(t, first.payer, unknown.payment)
    later = await t.pay(second.payer, second.body, key=a_key())
    must(not later.accepted, f"after the first was found a second was answered {later}")
    return unknown, tried, ended


@case(
    "second-payment-while-unknown",
    source="Kill Bill #1015",
    bug="A second payment of an invoice went through while the first was unknown: paid twice.",
    holds="While the outcome is open a second payment is refused; the first is found.",
)
async def second_payment_while_unknown(t: Target) -> str:
    first = await an_act(t)
    second = await an_act(t, bill=first.bill)
    unknown, tried, ended = await _second_while_unknown(t, second, first)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, first.bill, AMOUNT)
    return f"{unknown}, second {tried}; {await charged(t, first.bill, 1)}"


@case(
    "second-payer-while-unknown",
    source="Kill Bill #1015",
    bug="Somebody else could pay the same invoice while the first payment was unknown.",
    holds="Whoever tries is refused while the outcome is open.",
)
async def second_payer_while_unknown(t: Target) -> str:
    first = await an_act(t)
    second = await an_act(t, who="second", bill=first.bill)
    unknown, tried, ended = await _second_while_unknown(t, second, first)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    return f"{unknown}, second {tried}; {await charged(t, first.bill, 1)}"


@case(
    "same-key-while-unknown",
    source="Kill Bill #639",
    bug="A second capture under the same key succeeded while the first was unknown.",
    holds="The retry asks what became of the first; it does not charge beside it.",
)
async def same_key_while_unknown(t: Target) -> str:
    act, key = await an_act(t), a_key()
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=key)
        retries = [await t.pay(act.payer, act.body, key=key) for _ in range(3)]
    odd = [r for r in retries if not (r.running or r.unclear or r.payment == first.payment)]
    must(not odd, f"a retry made another payment: {', '.join(map(str, odd))}")
    answer = await clear_answer(t, act, key)
    ended = await final(t, act.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    return f"{first}, retries {retries[-1]}; {await charged(t, act.bill, 1)}"


@case(
    "everybody-asks-at-once",
    source="Kill Bill #338, #809",
    bug="The janitor and the payer's retry raced without a lock and moved the payment twice.",
    holds="Retries and looks at once, while the janitor works, end in one charge counted once.",
)
async def everybody_asks_at_once(t: Target) -> str:
    act, key = await an_act(t), a_key()
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=key)
    must(first.payment is not None, f"the first was answered {first}")
    asks = [clear_answer(t, act, key) for _ in range(4)]
    asks += [t.look(act.payer, str(first.payment)) for _ in range(4)]
    await asyncio.gather(*asks)
    ended = await final(t, act.payer, first.payment)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"8 asked at once; {await charged(t, act.bill, 1)}, counted once"


@case(
    "unknown-is-not-failure",
    source="Payveris 2018",
    bug="Payments that were rejected or not were paid again by their payers: nobody knew.",
    holds="A lost answer is never told as a failure.",
)
async def unknown_is_not_failure(t: Target) -> str:
    act, key = await an_act(t), a_key()
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=key)
        must(first.state is not State.FAILED, f"the lost answer was told as {first}")
        must(not first.refused, f"the lost answer was told as {first}")
    answer = await clear_answer(t, act, key)
    ended = await final(t, act.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"charged, and told {ended}")
    return f"{first}, ended {ended}; {await charged(t, act.bill, 1)}"


@case(
    "decline-whose-answer-was-lost",
    source="Kill Bill #1832",
    bug="A payment that was found failed only later was never tried again.",
    holds="It ends without money, and the bill can be paid under a new key.",
)
async def decline_whose_answer_was_lost(t: Target) -> str:
    act = await an_act(t, card=Card.DECLINED)
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=a_key())
    ended = await final(t, act.payer, first.payment)
    must(ended.state is State.FAILED, f"declined, and told {ended}")
    better = await t.order(act.payer, act.bill)
    answer = await t.pay(act.payer, encode(better), key=a_key())
    must(answer.accepted, f"a good card afterwards was answered {answer}")
    await final(t, act.payer, answer.payment)
    await paid(t, act.bill, AMOUNT)
    return f"{first}, ended {ended}, then {answer}; {await charged(t, act.bill, 1)}"
