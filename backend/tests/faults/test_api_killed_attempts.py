"""The API server killed at every boundary of what happens between attempts: one is canceled, ended
for the next one, found to have been paid, or refused; and of saving a card.
"""

from __future__ import annotations

import pytest

from faults.crashes import Doomed
from faults.orders import Order, on_the_page
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from paymentus.foundation.clock import utc_now

from support.figures import Figures
from support.payer import GOOD_CARD, Told

pytestmark = pytest.mark.slow
# A request whose server died may be made again under its key when its lease has run out.
AFTER_THE_LEASE_SECONDS = 31.0
# The processor calls what we ended expired. If the server dies before it has noted why, and the
# janitor asks before anyone comes back, so do we: without money it ended either way.
ENDED_AS = {"canceled": {"canceled", "expired"}, "succeeded": {"succeeded"}}
EXPIRED = "http POST /v1/checkout/sessions/…/expire ended #1"


async def open_page(stage: Stage, attempt: Attempt) -> Told:
    """An attempt on the hosted page, begun at the server that lives."""
    stage.payer.use(stage.api_url)
    quote = await stage.payer.quote(attempt.bill_id)
    opened = await stage.payer.pay(str(quote.body["id"]), None, key=f"{attempt.key}-page")
    assert opened.body["state"] == "requires_action", opened
    return opened


@pytest.fixture
async def silent(stage: Stage) -> Stage:
    """Webhooks get lost: what is known is known by asking."""
    await stage.outside.send("POST", "/_sandbox/webhook-faults", {"rates": {"drop": 1.0}})
    return stage


class TestAttempts:
    @pytest.mark.parametrize("end", ["canceled", "succeeded"])
    async def test_canceling_an_open_page(
        self, silent: Stage, figures: Figures, seed: int, end: str
    ) -> None:
        """``succeeded``: the page has been paid meanwhile, and the payer is told so."""
        stage, payer = silent, silent.payer
        proof = Proof(stage, figures, seed, f"cancel_{end}", f"Cancel, {end}", frozenset({EXPIRED}))
        opened: dict[int, Told] = {}

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            page = opened[attempt.number] = await open_page(stage, attempt)
            if end == "succeeded":
                await stage.outside.pay(page.body["next_action"]["url"])
            payer.use(doomed.url)
            told = await stage.once(attempt, "POST", f"/payments/{page.payment_id}/cancel")
            assert told is None or told.body["state"] == end, told

        async def comes_back(attempt: Attempt) -> None:
            path = f"/payments/{opened[attempt.number].payment_id}/cancel"
            told = await payer.ask("POST", path)
            assert told.body["state"] in ENDED_AS[end], (attempt, told)

        await proof.api_killed(flow, comes_back)

    @only_long
    async def test_a_new_attempt_that_ends_the_old_page_first(
        self, silent: Stage, figures: Figures, seed: int
    ) -> None:
        stage, payer = silent, silent.payer
        order = Order(stage, payer.cards[0])
        proof = Proof(stage, figures, seed, "new_attempt", "New attempt", frozenset({EXPIRED}))
        opened: dict[int, Told] = {}

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            opened[attempt.number] = await open_page(stage, attempt)
            payer.use(doomed.url)
            told = await order.begin(attempt)
            assert told is None or told.body["state"] == "succeeded", told

        attempts = await proof.api_killed(flow, order.comes_back)

        for each in attempts:
            old = await payer.payment(str(opened[each.number].payment_id))
            assert old["state"] in ENDED_AS["canceled"], (each, old)

    async def test_a_new_attempt_that_finds_the_old_page_paid(
        self, silent: Stage, figures: Figures, seed: int
    ) -> None:
        """The payer is shown the payment that won, and the new one never comes to be."""
        stage, payer = silent, silent.payer
        refused = "bill_already_paid"
        proof = Proof(
            stage, figures, seed, "too_late", "New attempt, too late", frozenset({EXPIRED})
        )
        opened: dict[int, Told] = {}

        def shows_the_winner(attempt: Attempt, told: Told) -> bool:
            return bool(told.body["payment_id"] == opened[attempt.number].payment_id)

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            page = opened[attempt.number] = await open_page(stage, attempt)
            attempt.quote = str((await payer.quote(attempt.bill_id)).body["id"])
            await stage.outside.pay(page.body["next_action"]["url"])
            payer.use(doomed.url)
            order = payer.order(attempt.quote, payer.cards[0])
            told = await stage.once(
                attempt, "POST", "/payments", order, key=attempt.key, refused=refused
            )
            assert told is None or shows_the_winner(attempt, told), told

        async def comes_back(attempt: Attempt) -> None:
            told = await payer.pay(attempt.quote, payer.cards[0], key=attempt.key)
            assert told.body["code"] == refused, (attempt, told)
            assert shows_the_winner(attempt, told), (attempt, told)

        attempts = await proof.api_killed(flow, comes_back)

        for each in attempts:
            won = await payer.payment(str(opened[each.number].payment_id))
            assert won["state"] == "succeeded", (each, won)

    @only_long
    async def test_a_price_that_has_run_out(
        self, silent: Stage, figures: Figures, seed: int
    ) -> None:
        """Nothing begins, and the payer pays at a new price under a new key."""
        stage, payer = silent, silent.payer
        order = Order(stage, None, acts=on_the_page(stage.outside))
        proof = Proof(stage, figures, seed, "quote_expired", "A price that has run out")
        quotes = stage.platform.database["quotes"]

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            payer.use(stage.api_url)
            old = str((await payer.quote(attempt.bill_id)).body["id"])
            await quotes.update_one({"_id": old}, {"$set": {"expires_at": utc_now()}})
            payer.use(doomed.url)
            await stage.once(
                attempt,
                "POST",
                "/payments",
                payer.order(old, None),
                key=f"{attempt.key}-old",
                refused="quote_expired",
            )

        await proof.api_killed(flow, order.comes_back)


class TestSavingACard:
    async def test_on_the_processors_page(self, stage: Stage, figures: Figures, seed: int) -> None:
        """No money moves; each page that was filled in leaves one card, and no key stays locked."""
        payer, outside = stage.payer, stage.outside
        proof = Proof(stage, figures, seed, "card_saved", "Saving a card")
        form = {"return_path": "/cards"}

        async def finish(attempt: Attempt, opened: Told) -> Told | None:
            await outside.pay(str(opened.body["redirect_url"]))
            path = f"/payment-methods/setup/{opened.body['id']}/complete"
            return await stage.once(attempt, "POST", path)

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            opened = await stage.once(
                attempt, "POST", "/payment-methods/setup", form, key=attempt.key
            )
            if opened is not None:
                await finish(attempt, opened)

        later = await stage.crashes.api(crash_on=None, clock_ahead=AFTER_THE_LEASE_SECONDS)

        async def comes_back(attempt: Attempt) -> None:
            payer.use(later.url)
            opened = await payer.ask("POST", "/payment-methods/setup", form, key=attempt.key)
            assert opened.status == 201, (attempt, opened)
            assert await finish(attempt, opened) is not None

        attempts = await proof.api_killed(flow, comes_back)
        await later.stop()

        payer.use(stage.api_url)
        kept = (await payer.ask("GET", "/payment-methods")).body["data"]
        methods = {each["id"]: each for each in await outside.objects("payment_method")}
        customer = methods[kept[0]["id"]]["customer"]
        saved = {name for name, each in methods.items() if each["customer"] == customer}
        # One was there before; of a page that was opened twice only one can be filled in.
        assert len(kept) == len(attempts) + 1
        assert {card["id"] for card in kept} == saved
        assert {card["last4"] for card in kept} == {GOOD_CARD[-4:]}
