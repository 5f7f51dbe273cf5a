"""The list of control routes, as people read it on /_sandbox."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    method: str
    path: str
    body: str
    says: str


ENTRIES: tuple[Entry, ...] = (
    Entry("GET", "/_sandbox/health", "", "Status, virtual time, how much waits."),
    Entry("GET", "/_sandbox/clock", "", "The virtual clock: now (epoch seconds) and offset."),
    Entry(
        "POST",
        "/_sandbox/clock/advance",
        '{"seconds": 86400}',
        "Move time forward and do all that became due. Answers the clock and how many acts ran.",
    ),
    Entry(
        "POST", "/_sandbox/reset", "{}", "Forget everything; the startup webhook endpoint stays."
    ),
    Entry("GET", "/_sandbox/settings", "", "Fees, delays, the merchant's name."),
    Entry(
        "POST",
        "/_sandbox/settings",
        '{"card_fee_percent": "2.9", "balance_transaction_delay_seconds": 60}',
        "Change some of them.",
    ),
    Entry("GET", "/_sandbox/faults", "", "The fault plan, with hits so far."),
    Entry(
        "POST",
        "/_sandbox/faults",
        '{"kind": "after", "method": "POST", "path": "/v1/payment_intents", "count": 1}',
        "Add a fault; answers it with its id. kind: before (500, no work), before_close"
        " (connection closed, no work), after (work done, connection closed), after_500 (work done,"
        " answer 500, which the idempotency key then replays), 409, 429, slow (seconds before the"
        " work), slow_after (seconds after it), malformed (work done, broken 200). path is a"
        " regular expression over the whole path; method may be *. Optional: metadata"
        ' {"name": "value"}, idempotency_key, count (else for ever), probability with seed,'
        " seconds, save (whether a 500 is kept under the key).",
    ),
    Entry("DELETE", "/_sandbox/faults", "", "Remove all faults."),
    Entry("DELETE", "/_sandbox/faults/{id}", "", "Remove one fault."),
    Entry("GET", "/_sandbox/webhooks", "", "Webhook endpoints with their signing secrets."),
    Entry(
        "POST",
        "/_sandbox/webhooks",
        '{"url": "http://127.0.0.1:8001/hook", "secret": "whsec_x", "events": ["*"]}',
        "Set the startup endpoint (what --webhook-url sets). secret and events are optional.",
    ),
    Entry("GET", "/_sandbox/webhook-faults", "", "The webhook fault plan."),
    Entry(
        "POST",
        "/_sandbox/webhook-faults",
        '{"seed": 1, "rates": {"drop": 0.1}, "counts": {"double": 1}, "types": ["*"],'
        ' "late_seconds": 30, "reorder_seconds": 2}',
        "Replace it. Ways: drop, double, late, reorder. Counts are used up first, in that order.",
    ),
    Entry("DELETE", "/_sandbox/webhook-faults", "", "No webhook faults."),
    Entry(
        "GET",
        "/_sandbox/deliveries?event=&state=&limit=100",
        "",
        "Deliveries, newest first. state: pending, delivered, dropped, given_up, abandoned.",
    ),
    Entry(
        "POST",
        "/_sandbox/deliveries/now",
        "{}",
        "Try every pending delivery at once, due or not, oldest event first; answers the count.",
    ),
    Entry(
        "POST",
        "/_sandbox/events/{id}/redeliver",
        "{}",
        "Queue the event again for every subscribed endpoint.",
    ),
    Entry(
        "GET",
        "/_sandbox/objects/{kind}?metadata[name]=value&customer=&status=&limit=&after=",
        "",
        "Every stored object of a kind (payment_intent, charge, refund, checkout.session, event,"
        " ...), oldest first, with cards' hidden numbers left out. limit 1000 by default; after is"
        " the last id of the page before. total counts all of the kind.",
    ),
    Entry(
        "POST",
        "/_sandbox/checkout/{id}/pay",
        '{"card": "4242424242424242", "email": "jo@example.com", "name": "Jo Doe"}',
        "Pay (or save a card) as the hosted page does. Instead of card: payment_method, a pm_..."
        " test id. Answers outcome (complete, authenticate, refused), message or url, and session.",
    ),
    Entry(
        "POST",
        "/_sandbox/3ds/{id}/complete",
        "{}",
        "Pass authentication of a PaymentIntent or SetupIntent; its session follows.",
    ),
    Entry("POST", "/_sandbox/3ds/{id}/fail", "{}", "Fail it."),
    Entry(
        "POST",
        "/_sandbox/disputes",
        '{"charge": "ch_...", "reason": "fraudulent", "amount": 1000}',
        "Open a dispute; reason inquiry moves no money. amount is optional.",
    ),
    Entry(
        "POST",
        "/_sandbox/disputes/{id}/close",
        '{"verdict": "won"}',
        "Close it: won or lost.",
    ),
    Entry(
        "POST",
        "/_sandbox/refunds/{id}/fail",
        '{"reason": "unknown"}',
        "Let a refund fail later, as a bank may.",
    ),
    Entry(
        "POST",
        "/_sandbox/payment_intents/{id}/settle",
        "{}",
        "Let a processing bank debit settle now.",
    ),
    Entry(
        "POST",
        "/_sandbox/payouts",
        '{"currency": "usd"}',
        "Make the automatic payout of all that is available; balance_transactions?payout= lists"
        " what is in it. It arrives after payout_arrives_after_seconds.",
    ),
    Entry(
        "POST",
        "/_sandbox/payouts/{id}/fail",
        '{"code": "account_closed"}',
        "Let the bank send a payout back, even a paid one.",
    ),
    Entry("GET", "/_sandbox/mail?to=&limit=", "", "Mail taken in, newest first."),
    Entry("GET", "/_sandbox/mail/{id}", "", "One mail: headers, text, html, attachments."),
    Entry("GET", "/_sandbox/mail/{id}/raw", "", "One mail as it arrived (message/rfc822)."),
    Entry("DELETE", "/_sandbox/mail", "", "Empty the inbox."),
    Entry("GET", "/_sandbox/mail-refusals", "", "Addresses that are refused."),
    Entry(
        "POST",
        "/_sandbox/mail-refusals",
        '{"address": "gone@example.com", "code": 550, "count": null}',
        "Refuse an address: 550 bounces, 451 is a temporary failure; count limits how often.",
    ),
    Entry("DELETE", "/_sandbox/mail-refusals", "", "Take all addresses again."),
    Entry("GET", "/_sandbox/authenticators", "", "What the authenticator apps show now."),
    Entry(
        "POST",
        "/_sandbox/authenticators",
        '{"label": "staff@riverton.example", "secret": "<base 32>"}',
        "Show the codes of a secret too, here and at /authenticator.",
    ),
    Entry("DELETE", "/_sandbox/authenticators", "", "Forget all of them."),
    Entry(
        "POST",
        "/_sandbox/sanctions/parties",
        '{"name": "BLUTHOLM, Ragnvaldine", "also": [], "remarks": "DOB 1970", "country": "Norway"}',
        "Put an invented party on the sanctions list at /ofac/exports; `paymentus screening"
        " refresh` takes it.",
    ),
    Entry("DELETE", "/_sandbox/sanctions/parties", "", "Take the added parties off the list."),
)
