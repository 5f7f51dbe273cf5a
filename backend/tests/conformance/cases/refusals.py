"""Another request under a used key, and refusals that must not stick to their key."""

from __future__ import annotations

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
    paid,
)
from conformance.target import Card, State, Target, Trouble


@case(
    "other-amount",
    source="FINERACT-2485",
    bug="The same key with another amount was answered 200 with the first result.",
    holds="The second request is refused; the first one stands.",
)
async def other_amount(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    more = await t.order(act.payer, act.bill, amount_minor=5_000)
    second = await t.pay(act.payer, encode(more), key=key)
    must(first.accepted, f"the first was answered {first}")
    must(second.refused and second.payment is None, f"another amount was answered {second}")
    await final(t, act.payer, first.payment)
    await paid(t, act.bill, 4_000)
    return f"{second}; {await charged(t, act.bill, 1)}"


@case(
    "other-bill",
    source="FINERACT-2485",
    bug="The same key on another account was answered 200 with the other account's ids.",
    holds="The second request is refused and names nothing of the first.",
)
async def other_bill(t: Target) -> str:
    act, key = await an_act(t), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    other = await an_act(t)
    second = await t.pay(other.payer, other.body, key=key)
    must(first.accepted, f"the first was answered {first}")
    must(second.refused, f"another bill was answered {second}")
    must(str(first.payment) not in str(second.content), "the refusal names the first payment")
    await charged(t, act.bill, 1)
    return f"{second}; {await charged(t, other.bill, 0)} of the other bill"


@case(
    "other-body-while-it-runs",
    source="IETF Idempotency-Key draft 07",
    bug="A second body that comes while the first request runs waits and gets its answer.",
    holds="The second body is refused, whenever it comes.",
)
async def other_body_while_it_runs(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    more = await t.order(act.payer, act.bill, amount_minor=5_000)
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=key)
        second = await t.pay(act.payer, encode(more), key=key)
        must(second.refused and second.payment is None, f"another amount was answered {second}")
    last = await clear_answer(t, act, key)
    await final(t, act.payer, last.payment)
    await paid(t, act.bill, 4_000)
    return f"{first}, then {second}; {await charged(t, act.bill, 1)}"


@case(
    "corrected-after-a-mistake",
    source="FINERACT-2485",
    bug="A request refused with 400 and sent again corrected, under its key, stayed 400.",
    holds="A refusal before anything was done leaves the key free.",
)
async def corrected_after_a_mistake(t: Target) -> str:
    act, key = await an_act(t), a_key()
    wrong = await t.pay(act.payer, await t.mistaken(act.payer, act.order), key=key)
    must(wrong.refused, f"the mistake was answered {wrong}")
    right = await t.pay(act.payer, act.body, key=key)
    must(right.accepted and not right.replayed, f"corrected, it was answered {right}")
    await final(t, act.payer, right.payment)
    return f"{wrong}, corrected {right}; {await charged(t, act.bill, 1)}"


@case(
    "mistake-after-success",
    source="FINERACT-2485",
    bug="A body that cannot be valid got the stored success of its key.",
    holds="The mistake is refused; the success stands.",
)
async def mistake_after_success(t: Target) -> str:
    act, key = await an_act(t), a_key()
    right = await t.pay(act.payer, act.body, key=key)
    wrong = await t.pay(act.payer, await t.mistaken(act.payer, act.order), key=key)
    must(wrong.refused and wrong.payment is None, f"the mistake was answered {wrong}")
    again = await t.pay(act.payer, act.body, key=key)
    must(again.payment == right.payment, f"after it the key answers {again}")
    return f"{wrong}; {await charged(t, act.bill, 1)}"


@case(
    "failure-is-not-kept",
    source="FINERACT-2985",
    bug="A failure of the server was kept under its key and came back for good.",
    holds="After a 5xx the same request goes through once the trouble is over.",
)
async def failure_is_not_kept(t: Target) -> str:
    act, key = await an_act(t, who="new here", card=Card.NEW_AND_KEPT), a_key()
    async with t.trouble(Trouble.AWAY):
        failed = await t.pay(act.payer, act.body, key=key)
    must(failed.unclear or failed.state is State.OPEN, f"without a processor: {failed}")
    answer = await clear_answer(t, act, key)
    must(answer.accepted, f"afterwards the key answers {answer}")
    return f"{failed}, afterwards {answer}; {await charged(t, act.bill, 0)} before the page"


@case(
    "not-known-is-not-kept",
    source="FINERACT-2985",
    bug="An answer given before the outcome was known was kept as the outcome.",
    holds="Once the outcome is known, a retry under the key says how it ended.",
)
async def not_known_is_not_kept(t: Target) -> str:
    act, key = await an_act(t), a_key()
    async with t.trouble(Trouble.LOSES_ANSWERS):
        first = await t.pay(act.payer, act.body, key=key)
    answer = await clear_answer(t, act, key)
    ended = await final(t, act.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"it ended as {ended}")
    again = await t.pay(act.payer, act.body, key=key)
    must(again.state is State.SUCCEEDED, f"it succeeded, and the key still answers {again}")
    return f"{first}, then {again}; {await charged(t, act.bill, 1)}"


@case(
    "refusal-in-between-is-not-kept",
    source="FINERACT-2485",
    bug="A 409 because of what another request did was kept, and stayed when that was over.",
    holds="Refused while an earlier payment is open, the same request goes through after it fails.",
)
async def refusal_in_between_is_not_kept(t: Target) -> str:
    act = await an_act(t, card=Card.DECLINED)
    better, key = await an_act(t, bill=act.bill), a_key()
    async with t.trouble(Trouble.NEVER_HEARS):
        first = await t.pay(act.payer, act.body, key=a_key())
        refused = await t.pay(better.payer, better.body, key=key)
    must(refused.refused, f"while the first is open the second was answered {refused}")
    ended = await final(t, act.payer, first.payment)
    must(ended.state is State.FAILED, f"the declined card ended as {ended}")
    answer = await clear_answer(t, better, key)
    must(answer.accepted, f"after it failed the key answers {answer}")
    ended = await final(t, better.payer, answer.payment)
    must(ended.state is State.SUCCEEDED, f"the good card ended as {ended}")
    await paid(t, act.bill, AMOUNT)
    return f"{refused}, afterwards {answer}; {await charged(t, act.bill, 1)}"
