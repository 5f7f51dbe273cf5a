"""The bill is the last guard: whatever the keys, it is never paid beyond its amount."""

from __future__ import annotations

import asyncio

from conformance.suite import AMOUNT, a_key, an_act, case, charged, final, must, paid
from conformance.target import Card, NotSupported, State, Target


@case(
    "two-tabs",
    source="Kill Bill #1015",
    bug="Two tabs have two keys and one bill, and both were charged.",
    holds="One is charged; the other is refused or shown the one that won.",
)
async def two_tabs(t: Target) -> str:
    one = await an_act(t)
    two = await an_act(t, bill=one.bill)
    answers = await asyncio.gather(*(t.pay(act.payer, act.body, key=a_key()) for act in (one, two)))
    ends = [await final(t, one.payer, a.payment) for a in answers if a.accepted]
    won = [end for end in ends if end.state is State.SUCCEEDED]
    must(len(won) == 1, f"{len(won)} of 2 succeeded")
    await paid(t, one.bill, AMOUNT)
    return f"{answers[0]} and {answers[1]}; {await charged(t, one.bill, 1)}"


@case(
    "two-pages",
    source="woocommerce-gateway-stripe PR 3912",
    bug="Two of the processor's pages were open for one order, and both were paid.",
    holds="A second page closes the first; paying both charges once.",
)
async def two_pages(t: Target) -> str:
    one = await an_act(t, card=Card.PAGE)
    two = await an_act(t, bill=one.bill, card=Card.PAGE)
    pages = [await t.pay(act.payer, act.body, key=a_key()) for act in (one, two)]
    for page in pages:
        if page.state is State.WAITING:
            await t.finish_page(page, Card.GOOD)
    ends = [await final(t, one.payer, page.payment) for page in pages if page.payment]
    won = [end for end in ends if end.state is State.SUCCEEDED]
    must(len(won) == 1, f"{len(won)} of 2 succeeded")
    await paid(t, one.bill, AMOUNT)
    return f"{pages[0]} and {pages[1]}; {await charged(t, one.bill, 1)}"


@case(
    "two-people-one-bill",
    source="Kill Bill #1015",
    bug="Two people of one household pay the same bill at the same moment.",
    holds="One is charged.",
)
async def two_people_one_bill(t: Target) -> str:
    one = await an_act(t)
    two = await an_act(t, who="second", bill=one.bill)
    answers = await asyncio.gather(*(t.pay(act.payer, act.body, key=a_key()) for act in (one, two)))
    for act, answer in zip((one, two), answers, strict=True):
        if answer.accepted:
            await final(t, act.payer, answer.payment)
    await paid(t, one.bill, AMOUNT)
    return f"{answers[0]} and {answers[1]}; {await charged(t, one.bill, 1)}"


@case(
    "part-payments-raced",
    source="hyperswitch #13182",
    bug="Acts that each fit into what is left were let through together and exceeded it.",
    holds="Part payments of 40.00 raced on 100.00 never come to more than 100.00.",
)
async def part_payments_raced(t: Target) -> str:
    bill = await t.bill(AMOUNT)
    acts = [await an_act(t, bill=bill, amount_minor=4_000) for _ in range(5)]
    answers = await asyncio.gather(*(t.pay(act.payer, act.body, key=a_key()) for act in acts))
    for act, answer in zip(acts, answers, strict=True):
        if answer.accepted:
            await final(t, act.payer, answer.payment)
    charges = list(await t.charges(bill))
    counted = await t.paid(bill)
    must(0 < counted <= AMOUNT, f"{counted} paid of {AMOUNT}")
    must(counted == 4_000 * len(charges), f"{counted} counted, {len(charges)} charges")
    return f"{len(charges)} of 5 charged, {counted} of {AMOUNT}"


@case(
    "part-payments-one-after-another",
    source="hyperswitch #13182",
    bug="What was paid before was not counted, and the parts came to more than the bill.",
    holds="Parts are taken until the bill is paid, and no further.",
)
async def part_payments_one_after_another(t: Target) -> str:
    bill = await t.bill(AMOUNT)
    acts = [await an_act(t, bill=bill, amount_minor=6_000) for _ in range(2)]
    first = await t.pay(acts[0].payer, acts[0].body, key=a_key())
    await final(t, acts[0].payer, first.payment)
    second = await t.pay(acts[1].payer, acts[1].body, key=a_key())
    must(not second.accepted, f"60.00 of 100.00 paid, another 60.00 was answered {second}")
    await paid(t, bill, 6_000)
    return f"{first}, then {second}; {await charged(t, bill, 1)}"


@case(
    "one-offer-under-two-keys",
    source="formancehq/stack #1464",
    bug="A page that was loaded again made a new key for the same order, and paid it twice.",
    holds="One offer is paid once, also where the bill would take more.",
)
async def one_offer_under_two_keys(t: Target) -> str:
    if not t.one_offer_pays_once:
        raise NotSupported("an order names no offer, so a second part payment is an act of its own")
    act = await an_act(t, amount_minor=4_000)
    first = await t.pay(act.payer, act.body, key=a_key())
    await final(t, act.payer, first.payment)
    second = await t.pay(act.payer, act.body, key=a_key())
    if second.accepted:
        await final(t, act.payer, second.payment)
    await charged(t, act.bill, 1)
    await paid(t, act.bill, 4_000)
    return f"{first}, then {second}; 1 charge"


@case(
    "one-offer-raced",
    source="formancehq/stack #1464",
    bug="The same order under two keys at the same moment was paid twice.",
    holds="One offer is paid once, raced too.",
)
async def one_offer_raced(t: Target) -> str:
    if not t.one_offer_pays_once:
        raise NotSupported("an order names no offer, so a second part payment is an act of its own")
    act = await an_act(t, amount_minor=4_000)
    answers = await asyncio.gather(
        *(t.pay(act.payer, act.body, key=a_key(), server=n % t.servers) for n in range(4))
    )
    for answer in answers:
        if answer.accepted:
            await final(t, act.payer, answer.payment)
    await paid(t, act.bill, 4_000)
    return f"{answers[0]}, {answers[1]}, …; {await charged(t, act.bill, 1)}"
