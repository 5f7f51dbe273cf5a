"""Whose key it is: another person never sees the answer, the same person always does."""

from __future__ import annotations

from conformance.suite import (
    AMOUNT,
    Act,
    a_key,
    an_act,
    case,
    charged,
    encode,
    final,
    must,
    paid,
)
from conformance.target import Card, State, Target


@case(
    "key-of-two-people",
    source="FINERACT-2485",
    bug="A key another account had used was answered with that account's result.",
    holds="Two people with one key have two payments; neither sees the other's.",
)
async def key_of_two_people(t: Target) -> str:
    key = a_key()
    one, two = await an_act(t), await an_act(t, who="second")
    first = await t.pay(one.payer, one.body, key=key)
    second = await t.pay(two.payer, two.body, key=key)
    must(first.accepted and second.accepted, f"answered {first} and {second}")
    must(not second.replayed, "the second person got the first one's answer")
    must(first.payment != second.payment, "two people, one payment")
    return f"{await charged(t, one.bill, 1)} and {await charged(t, two.bill, 1)}"


@case(
    "request-of-another-person",
    source="FINERACT-2485",
    bug="The very same request sent by somebody else was answered with the first one's result.",
    holds="Somebody else with the same key and body sees nothing of it and charges nothing.",
)
async def request_of_another_person(t: Target) -> str:
    act, key = await an_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    stranger = await t.payer("second")
    other = await t.pay(stranger, act.body, key=key)
    must(not other.accepted and not other.replayed, f"a stranger was answered {other}")
    must(str(first.payment) not in str(other.content), "a stranger was told the payment's id")
    return f"{other}; {await charged(t, act.bill, 1)}"


@case(
    "payment-of-another-person",
    source="FINERACT-2485",
    bug="An id from somebody else's answer opened their payment.",
    holds="Somebody else's payment is not found.",
)
async def payment_of_another_person(t: Target) -> str:
    act = await an_act(t)
    first = await t.pay(act.payer, act.body, key=a_key())
    seen = await t.look(await t.payer("second"), str(first.payment))
    must(seen.refused and seen.payment is None, f"a stranger who looks is answered {seen}")
    return f"{seen}"


@case(
    "browser-and-token-are-one",
    source="Airbnb Orpheus",
    bug="A key belonged to the session, so the app's retry of the browser's request paid again.",
    holds="The same person, signed in twice, has one set of keys.",
)
async def browser_and_token_are_one(t: Target) -> str:
    act, key = await an_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(await t.same_person(act.payer), act.body, key=key)
    must(again.replayed and again.payment == first.payment, f"signed in otherwise: {again}")
    return f"{again}; {await charged(t, act.bill, 1)}"


async def _guest_act(t: Target) -> Act:
    bill = await t.bill(AMOUNT)
    guest = await t.guest(bill)
    return Act(guest, bill, await t.order(guest, bill, card=Card.PAGE))


@case(
    "guest-replays",
    source="docs.stripe.com/checkout/fulfillment",
    bug="Guests have no account, so their keys were not kept at all.",
    holds="A guest's retry is the same payment.",
)
async def guest_replays(t: Target) -> str:
    act, key = await _guest_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(act.payer, act.body, key=key)
    must(again.replayed and again.payment == first.payment, f"the retry was answered {again}")
    await t.finish_page(first, Card.GOOD)
    ended = await final(t, act.payer, first.payment)
    must(ended.state is State.SUCCEEDED, f"it ended as {ended}")
    return f"{first}, {again}; {await charged(t, act.bill, 1)}"


@case(
    "guest-looks-again",
    source="docs.stripe.com/checkout/fulfillment",
    bug="A guest who went back to the bill lost the payment begun, and paid again.",
    holds="Back at the bill in the same browser, the same request is the same payment.",
)
async def guest_looks_again(t: Target) -> str:
    act, key = await _guest_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    back = await t.guest_again(act.payer, act.bill)
    again = await t.pay(back, act.body, key=key)
    must(again.replayed and again.payment == first.payment, f"back again: {again}")
    await t.finish_page(again, Card.GOOD)
    await final(t, back, first.payment)
    return f"{again}; {await charged(t, act.bill, 1)}"


@case(
    "two-guests-one-key",
    source="FINERACT-2485",
    bug="Guests share one scope: one guest's key gave another the first one's answer.",
    holds="Another guest of the same bill sees nothing of the first and cannot charge beside.",
)
async def two_guests_one_key(t: Target) -> str:
    act, key = await _guest_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    await t.finish_page(first, Card.GOOD)
    await final(t, act.payer, first.payment)
    other = await t.guest(act.bill)
    same = await t.pay(other, act.body, key=key)
    must(not same.accepted and not same.replayed, f"another guest was answered {same}")
    seen = await t.look(other, str(first.payment))
    must(seen.refused, f"another guest who looks is answered {seen}")
    await paid(t, act.bill, AMOUNT)
    return f"{same}; {await charged(t, act.bill, 1)}"


@case(
    "guest-pays-what-a-person-is-paying",
    source="Kill Bill #1015",
    bug="The guest's page and the signed-in page did not know of each other: paid twice.",
    holds="A bill has one payment in progress at most, whoever pays.",
)
async def guest_pays_what_a_person_is_paying(t: Target) -> str:
    act = await an_act(t, card=Card.PAGE)
    guest = await t.guest(act.bill)
    order = await t.order(guest, act.bill, card=Card.PAGE)
    first = await t.pay(act.payer, act.body, key=a_key())
    second = await t.pay(guest, encode(order), key=a_key())
    for reply in (first, second):
        if reply.state is State.WAITING:
            await t.finish_page(reply, Card.GOOD)
    for payer, reply in ((act.payer, first), (guest, second)):
        if reply.payment:
            await final(t, payer, reply.payment)
    await paid(t, act.bill, AMOUNT)
    return f"{first} and {second}; {await charged(t, act.bill, 1)}"
