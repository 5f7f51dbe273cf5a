"""The bank's page where the payer proves who they are, and the way back from it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from sandbox.acts.outside import answer_authentication, from_outside, intent_kind
from sandbox.hosted_pages.layout import Html, notice, page, text
from sandbox.hosted_pages.words import spoken
from sandbox.store import JsonObject
from sandbox.world import World


def three_ds_routes(world: World) -> APIRouter:
    router = APIRouter()

    @router.get("/3ds/{intent_id}")
    async def show(intent_id: str) -> Response:
        intent = world.store.get(intent_kind(intent_id), intent_id)
        if intent is None:
            return page("Not found", notice("Not found", "There is no such payment."), status=404)
        if intent["status"] != "requires_action":
            return _settled_page(world, intent)
        ends = [*_session_urls(world, intent), _return_url(intent)]
        return page("Confirm it's you", _question(world, intent), leads_to=[e for e in ends if e])

    @router.post("/3ds/{intent_id}/{answer}")
    async def take_answer(intent_id: str, answer: str) -> Response:
        if world.store.get(intent_kind(intent_id), intent_id) is None:
            return page("Not found", notice("Not found", "There is no such payment."), status=404)
        with from_outside(world):
            before = world.need(intent_kind(intent_id), intent_id)
            back = _return_url(before)
            if back:
                world.store.change_hidden(intent_id, return_url=back)
            after = answer_authentication(world, intent_id, answer == "complete")
        return RedirectResponse(_way_back(world, after), 303)

    return router


def _question(world: World, intent: JsonObject) -> Html:
    what = (
        f"Approve a payment of {spoken(intent['amount'], intent['currency'])} to"
        if intent["object"] == "payment_intent"
        else "Approve saving your card for"
    )
    address = f"/3ds/{text(intent['id'])}"
    return Html(
        "<h1>Confirm it's you</h1>"
        f"<p>{text(what)} {text(world.behavior.merchant_name)}.</p>"
        '<p class="quiet">A real bank would ask for a code or a tap in its app here.</p>'
        '<div class="choices">'
        f'<form method="post" action="{address}/complete">'
        "<button>Complete authentication</button></form>"
        f'<form method="post" action="{address}/fail">'
        "<button>Fail authentication</button></form></div>"
    )


def _settled_page(world: World, intent: JsonObject) -> Response:
    way = _way_back(world, intent)
    body = notice(
        "Nothing left to do",
        "Your bank needs no more from you.",
        link=None if way.startswith("/3ds/") else (way, "Go back"),
    )
    return page("Nothing left to do", body)


def _return_url(intent: JsonObject) -> str | None:
    redirect = (intent["next_action"] or {}).get("redirect_to_url") or {}
    found: str | None = redirect.get("return_url")
    return found


def _session_urls(world: World, intent: JsonObject) -> list[str | None]:
    session_id = world.store.hidden(intent["id"]).get("session")
    session = world.store.get("checkout.session", session_id) if session_id else None
    return [session["success_url"], session["cancel_url"]] if session else []


def _way_back(world: World, intent: JsonObject) -> str:
    hidden = world.store.hidden(intent["id"])
    if hidden.get("session"):
        session = world.need("checkout.session", hidden["session"])
        if session["status"] == "complete":
            return filled_success_url(session)
        return f"/checkout/{session['id']}?failed=1"
    if not hidden.get("return_url"):
        return f"/3ds/{intent['id']}"
    return with_outcome(hidden["return_url"], intent)


def with_outcome(url: str, intent: JsonObject) -> str:
    """The return address with the parameters the vendor adds."""
    kind = intent["object"]
    status = intent["status"]
    good = ("succeeded", "requires_capture")
    word = "succeeded" if status in good else "pending" if status == "processing" else "failed"
    added = {
        kind: intent["id"],
        f"{kind}_client_secret": intent["client_secret"],
        "redirect_status": word,
    }
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *added.items()])
    return urlunsplit(parts._replace(query=query))


def filled_success_url(session: JsonObject) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])
