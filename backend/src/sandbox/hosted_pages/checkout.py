"""The Checkout page: pay, or save a card, with what a payer would type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sandbox.acts import checkout, planned
from sandbox.acts.outside import from_outside, typed_card
from sandbox.cards import ROUTING_NUMBER, card_by_number, passes_luhn
from sandbox.hosted_pages.checkout_form import Form, form_page
from sandbox.hosted_pages.layout import notice, page
from sandbox.hosted_pages.three_ds import filled_success_url
from sandbox.store import JsonObject
from sandbox.world import World

QUICK_CARDS = {
    "succeeds": "4242 4242 4242 4242",
    "3ds": "4000 0027 6000 3184",
    "declined": "4000 0000 0000 0002",
    "insufficient": "4000 0000 0000 9995",
}
FAILED = (
    "Your bank did not confirm the payment. Nothing was charged. Try again or use another card."
)


def checkout_routes(world: World) -> APIRouter:
    router = APIRouter()

    @router.get("/checkout/{session_id}")
    async def show(session_id: str, failed: str | None = None) -> Response:
        planned.run_due(world)
        session = world.store.get("checkout.session", session_id)
        if session is None:
            return _missing()
        problem = _closed(session)
        if problem is not None:
            return problem
        entered = _known_person(world, session)
        banner = FAILED if failed else None
        return form_page(world, session, Form(entered, banner=banner, known_email=entered["email"]))

    @router.post("/checkout/{session_id}")
    async def submit(session_id: str, request: Request) -> Response:
        fields = await request.form()
        typed = {name: str(value).strip()[:200] for name, value in fields.items()}
        planned.run_due(world)
        session = world.store.get("checkout.session", session_id)
        if session is None:
            return _missing()
        if session["status"] == "complete":
            return RedirectResponse(filled_success_url(session), 303)
        problem = _closed(session)
        if problem is not None:
            return problem
        person = _known_person(world, session)
        entered = {**person, **{name: value for name, value in typed.items() if value}}
        if person["email"]:
            entered["email"] = person["email"]
        if entered.get("fill") in QUICK_CARDS:
            card = {"number": QUICK_CARDS[entered["fill"]], "expiry": "12 / 40", "cvc": "123"}
            return form_page(world, session, Form({**entered, **card}, known_email=person["email"]))
        offered = session["payment_method_types"]
        if entered.get("way") not in offered:
            entered["way"] = offered[0]
        return _attempt(world, session, entered)

    return router


def _attempt(world: World, session: JsonObject, entered: dict[str, str]) -> Response:
    known = _known_person(world, session)["email"]
    wrong = mistakes(entered)
    if wrong:
        return form_page(world, session, Form(entered, mistakes=wrong, known_email=known))
    with from_outside(world):
        session = world.need("checkout.session", session["id"])
        outcome, said = checkout.submit(
            world,
            session,
            {
                "email": entered.get("email"),
                "name": entered.get("name"),
                "method": _method(entered),
            },
        )
        session = world.need("checkout.session", session["id"])
    if outcome == "complete":
        return RedirectResponse(filled_success_url(session), 303)
    if outcome == "authenticate":
        return RedirectResponse(f"/3ds/{said.rpartition('/')[2]}", 303)
    kept = {name: value for name, value in entered.items() if name != "cvc"}
    nothing = "Nothing was charged." if session["mode"] == "payment" else "Nothing was saved."
    return form_page(world, session, Form(kept, banner=f"{said} {nothing}", known_email=known))


def _method(entered: Mapping[str, str]) -> JsonObject:
    person = {"email": entered.get("email") or None, "name": entered.get("name") or None}
    if entered.get("way") == "us_bank_account":
        account = {"account_number": entered["account"], "routing_number": entered["routing"]}
        return {
            "type": "us_bank_account",
            "us_bank_account": account,
            "billing_details": person,
        }
    month, year = read_expiry(entered["expiry"]) or (0, 0)
    card = typed_card(entered["number"], entered["cvc"], month, year)
    return {**card, "billing_details": person}


def read_expiry(typed: str) -> tuple[int, int] | None:
    """``12 / 40``, ``12/2040`` and ``1240`` are all read; None for anything else."""
    match = re.fullmatch(r"(\d{1,2})\s*/\s*(\d{2}|\d{4})|(\d{2})(\d{2})", typed)
    if match is None:
        return None
    month, year = int(match[1] or match[3]), int(match[2] or match[4])
    return month, year if year > 99 else 2000 + year


def mistakes(entered: Mapping[str, str]) -> dict[str, str]:
    """Field name to what is wrong with it, in the order of the page."""
    wrong: dict[str, str] = {}
    if "@" not in entered.get("email", "").strip("@"):
        wrong["email"] = "Enter an email address, such as jo@example.com."
    if entered.get("way") == "us_bank_account":
        if entered.get("routing") != ROUTING_NUMBER:
            wrong["routing"] = f"Use the test routing number {ROUTING_NUMBER}."
        if not entered.get("account", "").isdigit():
            wrong["account"] = "Enter the account number, digits only."
        return wrong
    number = re.sub(r"[\s-]", "", entered.get("number", ""))
    if card_by_number(number) is None:
        wrong["number"] = (
            "Use a test card number. Never type a real card here."
            if number.isdigit() and passes_luhn(number)
            else "Enter the card number as it is on the card."
        )
    expiry = read_expiry(entered.get("expiry", ""))
    if expiry is None or not 1 <= expiry[0] <= 12:
        wrong["expiry"] = "Enter the month and year, such as 12 / 40."
    if not re.fullmatch(r"\d{3,4}", entered.get("cvc", "")):
        wrong["cvc"] = "Enter the 3 or 4 digits of the security code."
    if not entered.get("name"):
        wrong["name"] = "Enter the name on the card."
    return wrong


def _known_person(world: World, session: JsonObject) -> dict[str, str]:
    person = world.store.get("customer", session["customer"]) if session["customer"] else None
    email = session["customer_email"] or (person or {}).get("email") or ""
    return {"email": email, "name": (person or {}).get("name") or ""}


def _missing() -> Response:
    body = notice("Not found", "There is no such checkout. Check the address.")
    return page("Not found", body, status=404)


def _closed(session: JsonObject) -> Response | None:
    """A page for a session that takes no more; None for an open one."""
    if session["status"] == "complete":
        done = "This is already paid." if session["mode"] == "payment" else "This is saved."
        body = notice(
            "All done",
            f"{done} Nothing more will be charged.",
            link=(filled_success_url(session), "Continue"),
        )
        return page("All done", body)
    if session["status"] == "expired":
        back = session["cancel_url"]
        body = notice(
            "This checkout has expired",
            "Nothing was charged. Go back and start again.",
            link=(back, "Go back") if back else None,
        )
        return page("This checkout has expired", body, status=410)
    return None
