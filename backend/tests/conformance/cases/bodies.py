"""Which bodies are the same: what is meant counts, not how it is written."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from conformance.suite import Act, Broken, a_key, an_act, case, charged, encode, final, must
from conformance.target import Card, NotSupported, Order, Target


async def _replays(t: Target, act: Act, spelled: bytes, **sending: Any) -> str:
    """The body spelled otherwise, under the same key, is the same request."""
    key = a_key()
    first = await t.pay(act.payer, act.body, key=key)
    must(first.accepted, f"the first was answered {first}")
    again = await t.pay(act.payer, spelled, key=key, **sending)
    must(again.accepted, f"the same in other letters was answered {again}")
    must(again.replayed and again.payment == first.payment, f"it acted again: {again}")
    return f"{again}; {await charged(t, act.bill, 1)}"


def _reversed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _reversed(value[name]) for name in reversed(list(value))}
    return value


@case(
    "order-of-members",
    source="Adyen/adyen-commercetools #1305",
    bug="A hash over the bytes: a client that writes members in another order is another request.",
    holds="The order of members does not count.",
)
async def order_of_members(t: Target) -> str:
    act = await an_act(t)
    return await _replays(t, act, encode(_reversed(act.order)))


@case(
    "spaces",
    source="Plaid webhook verification",
    bug="Indented JSON is another request.",
    holds="Spaces and line ends between members do not count.",
)
async def spaces(t: Target) -> str:
    act = await an_act(t)
    return await _replays(t, act, b"\r\n" + json.dumps(act.order, indent="\t").encode() + b" \n")


@case(
    "escapes",
    source="RFC 8785",
    bug="The same letters escaped are another request.",
    holds="How a letter is escaped does not count.",
)
async def escapes(t: Target) -> str:
    act = await an_act(t)
    return await _replays(t, act, _escaped(act.order).encode())


def _escaped(value: Any) -> str:
    if isinstance(value, Mapping):
        members = (f"{_escaped(name)}: {_escaped(item)}" for name, item in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_escaped, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\u{ord(letter):04x}" for letter in value) + '"'
    return json.dumps(value)


@case(
    "number-forms",
    source="RFC 8785, 3.2.2.3",
    bug="10000, 10000.0 and 1e4 are three requests to one system and one to another.",
    holds="A number written otherwise replays or is refused; it never acts again.",
)
async def number_forms(t: Target) -> str:
    act, key = await an_act(t, amount_minor=5_000), a_key()
    spelled = _other_numbers(act.order)
    if spelled is None:
        raise NotSupported("a request that pays has no numbers in it")
    first = await t.pay(act.payer, act.body, key=key)
    again = await t.pay(act.payer, spelled, key=key)
    harmless = again.refused or (again.replayed and again.payment == first.payment)
    must(harmless, f"the same number written otherwise was answered {again}")
    return f"{again}; {await charged(t, act.bill, 1)}"


def _other_numbers(order: Order) -> bytes | None:
    """The order with every whole number as a decimal fraction; None when it has no number."""
    marked = json.dumps(_marked(order))
    other = marked.replace('"\\u0001', "").replace('\\u0001"', ".0")
    return other.encode() if other != marked else None


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _marked(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return f"\x01{value}\x01"
    return value


@case(
    "unicode-form",
    source="RFC 8785, 3.1",
    bug="The same name composed or decomposed was another request, and was paid again.",
    holds="It replays or is refused as another body; it never acts again.",
)
async def unicode_form(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    text = next((name for name, value in act.order.items() if _is_address(value)), None)
    if text is None:
        raise NotSupported("a request that pays has no free text in it")
    composed = {**act.order, text: "zoë@example.com"}
    apart = {**composed, text: unicodedata.normalize("NFD", "zoë@example.com")}
    first = await t.pay(act.payer, encode(composed), key=key)
    must(first.accepted, f"the first was answered {first}")
    again = await t.pay(act.payer, encode(apart), key=key)
    harmless = again.refused or (again.replayed and again.payment == first.payment)
    must(harmless, f"decomposed letters were answered {again}")
    return f"{again}; {await charged(t, act.bill, 1)}"


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and "@" in value


@case(
    "defaults-written-out",
    source="Adyen/adyen-commercetools #1305",
    bug="A newer client library writes out a default, and the retry is another request.",
    holds="A default written out is the default left out.",
)
async def defaults_written_out(t: Target) -> str:
    act, key = await an_act(t, card=Card.PAGE), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    must(first.accepted, f"the first was answered {first}")
    for spelled in await t.respelled(act.order):
        again = await t.pay(act.payer, spelled, key=key)
        same = again.replayed and again.payment == first.payment
        must(same, f"with its defaults otherwise it was answered {again}")
    await t.finish_page(first, Card.GOOD)
    await final(t, act.payer, first.payment)
    return f"{again}; {await charged(t, act.bill, 1)}"


@case(
    "two-of-one-member",
    source="RFC 8259, 4",
    bug="A member named twice is read one way by the check and another way by the act.",
    holds="It is refused, or the check and the act read the same one; nothing is paid twice.",
)
async def two_of_one_member(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    first = await t.pay(act.payer, act.body, key=key)
    name, value = next(iter(act.order.items()))
    twice = f"{{{json.dumps(name)}: {json.dumps(value)}, {act.body.decode()[1:]}".encode()
    again = await t.pay(act.payer, twice, key=key)
    harmless = again.refused or (again.replayed and again.payment == first.payment)
    must(harmless, f"named twice it was answered {again}")
    return f"{again}; {await charged(t, act.bill, 1)}"


_VOLATILE = {
    "User-Agent": "another-client/2.0",
    "X-Request-Id": "0f0f0f0f-0000-4000-8000-0f0f0f0f0f0f",
    "Traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "Date": "Mon, 23 Nov 2026 10:00:00 GMT",
    "Accept-Language": "de",
    "X-Forwarded-For": "192.0.2.7",
}


@case(
    "volatile-headers",
    source="Adyen/adyen-commercetools #1305",
    bug="What changes with each try went into the hash, and a retry was another request.",
    holds="Request ids, times, languages and addresses of the client do not count.",
)
async def volatile_headers(t: Target) -> str:
    act = await an_act(t)
    return await _replays(t, act, act.body, headers=_VOLATILE)


@case(
    "volatile-member",
    source="Adyen/adyen-commercetools #1305",
    bug="checkoutAttemptId and createdAt in the body changed the key: two authorizations.",
    holds="A body with such members is refused or replays; it never acts again.",
)
async def volatile_member(t: Target) -> str:
    act, key = await an_act(t, amount_minor=4_000), a_key()
    tries = [
        encode({**act.order, "checkoutAttemptId": a_key(), "sdkData": {"createdAt": second}})
        for second in (1, 2)
    ]
    answers = [await t.pay(act.payer, body, key=key) for body in tries]
    plain = await t.pay(act.payer, act.body, key=key)
    accepted = {a.payment for a in (*answers, plain) if a.accepted}
    if len(accepted) > 1:
        raise Broken(f"{len(accepted)} payments under one key")
    acted = [a for a in (*answers, plain) if a.accepted and not a.replayed]
    must(len(acted) <= 1, "the retry acted again")
    return f"{answers[0]}, {answers[1]}; {await charged(t, act.bill, len(acted))}"
