"""The key itself: missing, long, odd, and whose it is."""

from __future__ import annotations

import asyncio

from conformance.suite import (
    AMOUNT,
    a_key,
    an_act,
    case,
    charged,
    encode,
    final,
    must,
    paid,
)
from conformance.target import State, Target


@case(
    "no-key",
    source="adyen-java-api-library PR 909",
    bug="A request sent twice without a key paid out twice.",
    holds="A request without a key is refused, and nothing is done.",
)
async def no_key(t: Target) -> str:
    act = await an_act(t)
    answer = await t.pay(act.payer, act.body, key=None)
    must(answer.refused, f"without a key it was answered {answer}")
    return f"{answer}; {await charged(t, act.bill, 0)}"


@case(
    "empty-key",
    source="IETF Idempotency-Key draft 07",
    bug="An empty key was a key: everybody's first request, for everybody after.",
    holds="An empty key is refused like none.",
)
async def empty_key(t: Target) -> str:
    act = await an_act(t)
    answer = await t.pay(act.payer, act.body, key="")
    must(answer.refused, f"an empty key was answered {answer}")
    return f"{answer}; {await charged(t, act.bill, 0)}"


@case(
    "long-keys",
    source="Stripe idempotent requests",
    bug="A key longer than its column was cut off, and two long keys became one.",
    holds="A key of 255 characters works; a longer one is refused or counts to its last letter.",
)
async def long_keys(t: Target) -> str:
    act, longest = await an_act(t), a_key().ljust(255, "x")
    fits = await t.pay(act.payer, act.body, key=longest)
    must(fits.accepted, f"a key of 255 characters was answered {fits}")
    one, two, longer = await an_act(t), await an_act(t), a_key().ljust(255, "x")
    answers = [
        await t.pay(one.payer, one.body, key=longer + "a"),
        await t.pay(two.payer, two.body, key=longer + "b"),
    ]
    must(all(not a.replayed for a in answers), "a longer key met the answer of another")
    both = all(a.refused for a in answers) or all(a.accepted for a in answers)
    must(both, f"two longer keys, alike for 255: {answers[0]} and {answers[1]}")
    return f"255: {fits}; 256: {answers[0]}"


@case(
    "letter-case-counts",
    source="IETF Idempotency-Key draft 07",
    bug="Keys compared without letter case: two clients' keys became one.",
    holds="Keys that differ in letter case are two keys.",
)
async def letter_case_counts(t: Target) -> str:
    one, two, key = await an_act(t), await an_act(t), f"Key-{a_key()}"
    first = await t.pay(one.payer, one.body, key=key.lower())
    second = await t.pay(two.payer, two.body, key=key.upper())
    must(first.accepted and second.accepted, f"answered {first} and {second}")
    must(first.payment != second.payment, "two keys, one payment")
    return f"2 keys, {await charged(t, one.bill, 1)} and {await charged(t, two.bill, 1)}"


# Each becomes another one of them when quotes, spaces, escapes or parameters are cleaned away.
_ODD = ("ab", '"ab"', "a b", "a  b", "a%20b", "a+b", "ab;c=1", "0", "00")


@case(
    "odd-keys",
    source="RFC 9110, 5.5",
    bug="Quotes, spaces and escapes were cleaned away, and different keys became one.",
    holds="Each odd key is refused, or is a key of its own: itself again replays, others do not.",
)
async def odd_keys(t: Target) -> str:
    payments: dict[str, str] = {}
    run = a_key()
    for odd in _ODD:
        act = await an_act(t, amount_minor=1_000)
        answer = await t.pay(act.payer, act.body, key=f"{run}{odd}")
        if answer.refused and answer.payment is None and answer.status == 400:
            continue
        must(answer.accepted and not answer.replayed, f"the key {odd} was answered {answer}")
        must(str(answer.payment) not in payments.values(), f"{odd} is taken for another key")
        payments[odd] = str(answer.payment)
        again = await t.pay(act.payer, act.body, key=f"{run}{odd}")
        must(again.replayed and again.payment == answer.payment, f"{odd} again: {again}")
    return f"{len(payments)} of {len(_ODD)} are keys, each its own"


@case(
    "key-on-two-routes",
    source="Airbnb Orpheus",
    bug="One key for two kinds of request: the second got the first one's answer.",
    holds="The same key on another route is another act.",
)
async def key_on_two_routes(t: Target) -> str:
    act, key = await an_act(t), a_key()
    other = await t.other_act(act.payer, key)
    must(other.accepted, f"the other act was answered {other}")
    answer = await t.pay(act.payer, act.body, key=key)
    must(answer.accepted and not answer.replayed, f"the payment was answered {answer}")
    again = await t.other_act(act.payer, key)
    must(again.content == other.content, "the other act lost its answer")
    return f"{answer}; {await charged(t, act.bill, 1)}"


@case(
    "key-outlives-its-record",
    source="Stripe idempotent requests",
    bug="Keys are forgotten after a while, and a late retry is a new act.",
    holds="A retry after the key is forgotten is refused or shows the payment: the bill is paid.",
)
async def key_outlives_its_record(t: Target) -> str:
    whole, key = await an_act(t), a_key()
    part = await an_act(t, amount_minor=4_000)
    firsts = [await t.pay(act.payer, act.body, key=key + act.bill) for act in (whole, part)]
    for act, first in zip((whole, part), firsts, strict=True):
        await final(t, act.payer, first.payment)
    await t.outlive_keys()
    late = [await t.pay(act.payer, act.body, key=key + act.bill) for act in (whole, part)]
    await asyncio.sleep(0.5)
    await charged(t, whole.bill, 1)
    await charged(t, part.bill, 1)
    await paid(t, whole.bill, AMOUNT)
    await paid(t, part.bill, 4_000)
    return f"late retries: {late[0]}, {late[1]}; 1 charge each"


@case(
    "many-keys-one-after-another",
    source="Kill Bill (double billing bound)",
    bug="A client that makes a new key for each retry is charged each time.",
    holds="The bill takes its amount once, whatever the keys.",
)
async def many_keys_one_after_another(t: Target) -> str:
    act = await an_act(t)
    first = await t.pay(act.payer, act.body, key=a_key())
    ended = await final(t, act.payer, first.payment)
    must(ended.state is State.SUCCEEDED, f"the first ended as {ended}")
    for _ in range(3):
        again = await t.pay(act.payer, encode(act.order), key=a_key())
        must(not again.accepted, f"paid already, and a new key was answered {again}")
    return f"then {again}; {await charged(t, act.bill, 1)}"
