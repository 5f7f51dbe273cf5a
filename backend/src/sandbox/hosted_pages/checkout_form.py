"""How the Checkout page looks; pure markup from a session and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi.responses import Response

from sandbox.cards import ROUTING_NUMBER
from sandbox.hosted_pages.layout import Html, joined, page, text
from sandbox.hosted_pages.words import spoken
from sandbox.store import JsonObject
from sandbox.world import World

_QUICK = (
    ("succeeds", "Card that succeeds"),
    ("3ds", "Card that asks for 3-D Secure"),
    ("declined", "Card that is declined"),
    ("insufficient", "Card with insufficient funds"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, what is wrong with it by field, and what happened before.

    ``known_email`` came with the session or its customer; it is shown and not asked for.
    """

    entered: Mapping[str, str]
    mistakes: Mapping[str, str] = field(default_factory=dict)
    banner: str | None = None
    known_email: str = ""


def form_page(world: World, session: JsonObject, form: Form, status: int = 200) -> Response:
    pays = session["mode"] == "payment"
    merchant = world.behavior.merchant_name
    amount = spoken(session["amount_total"], session["currency"]) if pays else ""
    cards_only = session["payment_method_types"] == ["card"]
    saved = "a card" if cards_only else "a way to pay"
    title = f"Pay {merchant}" if pays else f"Save {saved} for {merchant}"
    what = (
        Html(f'<p class="amount">{text(amount)}</p>{_lines(world, session)}')
        if pays
        else Html('<p class="quiet">Nothing is charged now.</p>')
    )
    action = f"Pay {amount}" if pays else "Save card" if cards_only else "Save this way to pay"
    body = joined(
        [
            Html(f"<h1>{text(title)}</h1>"),
            what,
            _problems(form),
            Html('<form id="pay" method="post" novalidate>'),
            _email(form),
            _ways(session, form),
            Html(f'<button class="main" name="act" value="pay">{text(action)}</button>'),
            _quick_fill(session),
            Html("</form>"),
            _cancel_link(session),
        ]
    )
    leads_to = [session["success_url"], session["cancel_url"] or ""]
    problem = "Error: " if form.mistakes or form.banner else ""
    return page(problem + title, body, status=status, leads_to=leads_to)


def _lines(world: World, session: JsonObject) -> Html:
    items = world.store.hidden(session["id"])["line_items"]
    rows = joined(
        Html(
            f"<li><span>{text(item['description'])}"
            f"{text(' × ' + str(item['quantity'])) if item['quantity'] > 1 else ''}</span>"
            f"<span>{text(spoken(item['amount_total'], item['currency']))}</span></li>"
        )
        for item in items
    )
    return Html(f'<ul class="lines">{rows}</ul>')


def _problems(form: Form) -> Html:
    """One summary at the top; each line leads to its field."""
    if form.banner:
        return Html(
            '<div class="summary" role="alert" tabindex="-1"><h2>That did not work</h2>'
            f"<p>{text(form.banner)}</p></div>"
        )
    if not form.mistakes:
        return Html("")
    lines = joined(
        Html(f'<li><a href="#{text(name)}">{text(said)}</a></li>')
        for name, said in form.mistakes.items()
    )
    return Html(
        '<div class="summary" role="alert" tabindex="-1"><h2>Please check what you typed</h2>'
        f"<ul>{lines}</ul></div>"
    )


def _email(form: Form) -> Html:
    if not form.known_email:
        return _input(form, "email", "Email", "email", kind="email")
    return Html(f'<p><span class="quiet">Email</span> {text(form.known_email)}</p>')


def _ways(session: JsonObject, form: Form) -> Html:
    card = joined(
        [
            _input(form, "number", "Card number", "cc-number", inputmode="numeric"),
            Html('<div class="pair"><div>'),
            _input(form, "expiry", "Expiry (month / year)", "cc-exp", inputmode="numeric"),
            Html("</div><div>"),
            _input(form, "cvc", "Security code (CVC)", "cc-csc", inputmode="numeric"),
            Html("</div></div>"),
            _input(form, "name", "Name on card", "cc-name"),
        ]
    )
    if "us_bank_account" not in session["payment_method_types"]:
        return card
    bank = form.entered.get("way") == "us_bank_account"
    if "card" not in session["payment_method_types"]:
        return joined([Html('<input type="hidden" name="way" value="us_bank_account">'),
                       _bank(form)])  # fmt: skip
    pays = session["mode"] == "payment"
    return joined(
        [
            Html("<fieldset><legend>Card</legend>"),
            _radio("card", "Pay by card" if pays else "Save this card", not bank),
            card,
            Html("</fieldset><fieldset><legend>Bank account</legend>"),
            _radio(
                "us_bank_account",
                "Pay from a bank account" if pays else "Save this bank account",
                bank,
            ),
            _bank(form),
            Html("</fieldset>"),
        ]
    )


def _bank(form: Form) -> Html:
    hint = Html(f'<p class="quiet">Test routing number: {ROUTING_NUMBER}.</p>')
    routing = _input(form, "routing", "Routing number", "off", inputmode="numeric")
    account = _input(form, "account", "Account number", "off", inputmode="numeric")
    return joined([hint, routing, account])


def _radio(value: str, label: str, checked: bool) -> Html:
    mark = " checked" if checked else ""
    return Html(
        f'<p class="choice"><input type="radio" id="way-{value}" name="way" value="{value}"{mark}>'
        f'<label for="way-{value}">{text(label)}</label></p>'
    )


def _input(
    form: Form, name: str, label: str, autocomplete: str, *, kind: str = "text", inputmode: str = ""
) -> Html:
    said = form.mistakes.get(name)
    wrong = f' aria-invalid="true" aria-describedby="{name}-wrong"' if said else ""
    below = f'<p class="wrong" id="{name}-wrong">{text(said)}</p>' if said else ""
    mode = f' inputmode="{inputmode}"' if inputmode else ""
    return Html(
        f'<label for="{name}">{text(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{autocomplete}"{mode}'
        f' required value="{text(form.entered.get(name, ""))}"{wrong}>{below}'
    )


def _quick_fill(session: JsonObject) -> Html:
    if "card" not in session["payment_method_types"]:
        return Html("")
    buttons = joined(
        Html(f'<button name="fill" value="{value}" formnovalidate>{text(label)}</button>')
        for value, label in _QUICK
    )
    return Html(
        f'<fieldset><legend>Fill in a test card</legend><div class="choices">{buttons}</div>'
        "</fieldset>"
    )


def _cancel_link(session: JsonObject) -> Html:
    if not session["cancel_url"]:
        return Html("")
    return Html(
        f'<p><a href="{text(session["cancel_url"])}">Cancel and go back.'
        " Nothing is charged.</a></p>"
    )
