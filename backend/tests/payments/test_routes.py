"""Quotes, payments, receipts and live status as clients meet them."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from verify_receipt import read_policy, verify_receipt

from paymentus.app.wiring import Platform
from paymentus.app.worker import outbox_handlers
from paymentus.audit.service import AuditLog
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Role

from support.api import Api, streaming
from support.scene import ACCOUNT, Scene

Json = dict[str, Any]
KEY = {"Idempotency-Key": "k-1"}
CHECKOUT = {"kind": "checkout", "save_card": False}


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


@pytest.fixture
async def guest(api: Api, scene: Scene) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client(await api.guest(scene.biller.id, ACCOUNT)) as client:
        yield client


@pytest.fixture
async def stranger(api: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with api.client() as client:
        yield client


async def quote(client: httpx.AsyncClient, scene: Scene, *, number: int = 1) -> Json:
    bill = await scene.bill(10_000, number=number)
    answer = await client.post("/api/v1/quotes", json={"items": [{"bill_id": bill.id}]})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def order(quote_id: str, **changes: Any) -> Json:
    return {"quote_id": quote_id, "method": CHECKOUT, "email": "guest@example.com", **changes}


async def started(client: httpx.AsyncClient, scene: Scene, *, number: int = 1) -> Json:
    """A payment that waits on the processor's page."""
    quoted = await quote(client, scene, number=number)
    answer = await client.post(
        "/api/v1/payments",
        json=order(quoted["id"]),
        headers={"Idempotency-Key": f"start-{number}"},
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def paid(client: httpx.AsyncClient, scene: Scene, *, number: int = 1) -> Json:
    payment = await started(client, scene, number=number)
    session = payment["next_action"]["url"].rsplit("/", 1)[1]
    async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
        await sandbox.post(
            f"/_sandbox/checkout/{session}/pay",
            json={"card": "4242424242424242", "email": "a@b.example", "name": "A"},
        )
    answer = await client.post(f"/api/v1/payments/{payment['id']}/refresh")
    assert answer.json()["state"] == "succeeded", answer.text
    return dict(answer.json())


def assert_problem(answer: httpx.Response, status: int, code: str) -> Json:
    """A problem document of RFC 9457, with our members."""
    document: Json = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, document["code"]) == (status, code), document
    assert document["type"] == f"/problems/{code}"
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    assert document["request_id"] == answer.headers["x-request-id"]
    return document


class TestQuotes:
    async def test_show_the_price_line_by_line(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        body = await quote(guest, scene)

        money = {"currency": "USD"}
        assert body["amount"] == {"amount_minor": 10_000, **money}
        assert body["fee"] == {"amount_minor": 150, **money}
        assert body["total"] == {"amount_minor": 10_150, **money}
        assert [item["bill_number"] for item in body["items"]] == ["B00001"]
        assert body["expires_at"].endswith("Z")

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"items": []}, "items"),
            ({"items": [{"bill_id": "bil_1", "amount_minor": 0}]}, "items.0.amount_minor"),
            ({"items": [{"bill_id": "bil_1", "amount_minor": 1.5}]}, "items.0.amount_minor"),
            ({"items": [{"bill_id": "bil_1"}], "method": "cash"}, "method"),
            ({"items": [{"bill_id": "bil_1"}], "tip": 5}, "tip"),
        ],
    )
    async def test_name_the_fields_that_are_wrong(
        self, body: Json, field: str, guest: httpx.AsyncClient
    ) -> None:
        answer = await guest.post("/api/v1/quotes", json=body)

        document = assert_problem(answer, 422, "invalid_request")
        assert field in {problem["field"] for problem in document["errors"]}

    async def test_of_anothers_bill_do_not_exist(
        self, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        bill = await scene.bill()
        async with api.client(await api.guest(scene.biller.id, "9999999999")) as other:
            answer = await other.post("/api/v1/quotes", json={"items": [{"bill_id": bill.id}]})

        assert_problem(answer, 404, "bill_not_found")


class TestMakingAPayment:
    async def test_answers_with_where_to_go_next(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await started(guest, scene)

        assert payment["state"] == "requires_action"
        assert payment["next_action"]["kind"] == "redirect"
        assert payment["receipt"] is None
        assert [step["state"] for step in payment["history"]] == ["submitting", "requires_action"]

    async def test_replays_its_answer_for_the_same_key(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        body = order((await quote(guest, scene))["id"])
        first = await guest.post("/api/v1/payments", json=body, headers=KEY)

        again = await guest.post("/api/v1/payments", json=body, headers=KEY)

        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["idempotent-replayed"] == "true"
        assert "idempotent-replayed" not in first.headers

    async def test_refuses_the_same_key_with_another_body(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        body = order((await quote(guest, scene))["id"])
        await guest.post("/api/v1/payments", json=body, headers=KEY)

        answer = await guest.post(
            "/api/v1/payments", json={**body, "email": "x@y.example"}, headers=KEY
        )

        assert_problem(answer, 422, "idempotency_key_reused")

    async def test_gives_another_payer_their_own_answer_for_the_same_key(
        self, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        first = await started(guest, scene)
        async with api.client(await api.guest(scene.biller.id, ACCOUNT)) as other:
            second = await started(other, scene, number=2)

        assert second["id"] != first["id"]

    @pytest.mark.parametrize("key", [None, "", "x" * 256, "tab\there"])
    async def test_needs_an_idempotency_key(
        self, key: str | None, guest: httpx.AsyncClient
    ) -> None:
        headers = {} if key is None else {"Idempotency-Key": key}

        answer = await guest.post("/api/v1/payments", json=order("quo_00"), headers=headers)

        assert_problem(answer, 400, "idempotency_key_missing")

    async def test_says_so_while_the_first_request_is_still_running(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        """The processor is slow; the second request does not wait for it."""
        body = order((await quote(guest, scene))["id"])
        slow = {"kind": "slow", "method": "POST", "path": "/v1/checkout/sessions", "count": 1}
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
            await sandbox.post("/_sandbox/faults", json={**slow, "seconds": 1.0})
            first = asyncio.create_task(guest.post("/api/v1/payments", json=body, headers=KEY))
            await asyncio.sleep(0.4)
            second = await guest.post("/api/v1/payments", json=body, headers=KEY)
            await first
            await sandbox.delete("/_sandbox/faults")

        assert_problem(second, 409, "request_in_progress")
        assert second.headers["retry-after"] == "1"
        assert first.result().status_code == 201

    async def test_asks_a_guest_where_the_receipt_goes(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        body = order((await quote(guest, scene))["id"], email=None)

        answer = await guest.post("/api/v1/payments", json=body, headers=KEY)

        document = assert_problem(answer, 422, "receipt_email_needed")
        assert [problem["field"] for problem in document["errors"]] == ["email"]

    async def test_of_a_bill_that_is_paid_names_the_payment_that_paid_it(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        bill = await scene.bill()
        wanted = {"items": [{"bill_id": bill.id}]}
        quotes = [(await guest.post("/api/v1/quotes", json=wanted)).json() for _ in range(2)]
        first = await guest.post("/api/v1/payments", json=order(quotes[0]["id"]), headers=KEY)
        session = first.json()["next_action"]["url"].rsplit("/", 1)[1]
        async with httpx.AsyncClient(base_url=scene.sandbox_url) as sandbox:
            await sandbox.post(
                f"/_sandbox/checkout/{session}/pay",
                json={"card": "4242424242424242", "email": "a@b.example", "name": "A"},
            )

        answer = await guest.post(
            "/api/v1/payments", json=order(quotes[1]["id"]), headers={"Idempotency-Key": "k-2"}
        )

        document = assert_problem(answer, 409, "bill_already_paid")
        assert document["payment_id"] == first.json()["id"]

    async def test_of_a_quote_that_is_not_there_is_not_found(
        self, guest: httpx.AsyncClient
    ) -> None:
        answer = await guest.post("/api/v1/payments", json=order("quo_none"), headers=KEY)

        assert_problem(answer, 404, "quote_not_found")


class TestOnesPayments:
    async def test_are_listed_newest_first_page_by_page(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        ids = [(await started(guest, scene, number=n))["id"] for n in (1, 2, 3)]

        first = (await guest.get("/api/v1/payments?limit=2")).json()
        second = (await guest.get(f"/api/v1/payments?limit=2&cursor={first['next_cursor']}")).json()

        seen = [payment["id"] for payment in first["data"] + second["data"]]
        assert seen == ids[::-1]
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(
        "cursor",
        [
            "nonsense",
            "é",
            base64.urlsafe_b64encode(json.dumps([10**300]).encode()).decode(),
            base64.urlsafe_b64encode(json.dumps([{"$ne": 1}]).encode()).decode(),
            base64.urlsafe_b64encode(json.dumps([1, 2]).encode()).decode(),
            base64.urlsafe_b64encode(b"[" * 300).decode(),
        ],
    )
    async def test_are_refused_for_a_cursor_we_did_not_make(
        self, cursor: str, guest: httpx.AsyncClient
    ) -> None:
        answer = await guest.get("/api/v1/payments", params={"cursor": cursor})

        assert_problem(answer, 400, "cursor_not_understood")

    async def test_are_nobody_elses(
        self, api: Api, guest: httpx.AsyncClient, stranger: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await started(guest, scene)
        async with api.client(await api.guest(scene.biller.id, ACCOUNT)) as other:
            for path in ("", "/events", "/refresh", "/cancel"):
                method = "POST" if path in ("/refresh", "/cancel") else "GET"
                answer = await other.request(method, f"/api/v1/payments/{payment['id']}{path}")
                assert_problem(answer, 404, "payment_not_found")
            assert (await other.get("/api/v1/payments")).json()["data"] == []
        assert_problem(
            await stranger.get(f"/api/v1/payments/{payment['id']}"), 404, "payment_not_found"
        )

    async def test_can_be_given_up_while_they_wait(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await started(guest, scene)

        answer = await guest.post(f"/api/v1/payments/{payment['id']}/cancel")
        again = await guest.post(f"/api/v1/payments/{payment['id']}/cancel")

        assert answer.json()["state"] == "canceled"
        assert "Nothing was charged" in answer.json()["reason"]["message"]
        assert again.json() == answer.json()


class TestReceipts:
    async def test_are_shown_to_the_payer_and_to_who_holds_the_token(
        self, guest: httpx.AsyncClient, stranger: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await paid(guest, scene)
        links = payment["receipt"]

        own = await guest.get(f"/api/v1/receipts/{payment['id']}")
        held = await stranger.get(links["url"])
        pdf = await stranger.get(links["pdf_url"])

        assert own.status_code == held.status_code == 200
        assert own.content == held.content
        assert held.headers["content-type"] == "application/json"
        assert pdf.headers["content-type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF-")

    async def test_prove_themselves_by_the_public_policy(
        self, guest: httpx.AsyncClient, stranger: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await paid(guest, scene)
        policy = await stranger.get("/api/v1/audit/policy.json")

        file = await guest.get(f"/api/v1/receipts/{payment['id']}?download=1")

        assert verify_receipt(file.content, read_policy(policy.content)) == "valid"
        name = f"receipt-{payment['confirmation_number']}.json"
        assert file.headers["content-disposition"] == f'attachment; filename="{name}"'

    @pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 80])
    async def test_do_not_exist_for_anyone_else(
        self, token: str, guest: httpx.AsyncClient, stranger: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await paid(guest, scene)

        for path in ("", "/pdf"):
            answer = await stranger.get(
                f"/api/v1/receipts/{payment['id']}{path}", params={"token": token}
            )
            assert_problem(answer, 404, "payment_not_found")

    async def test_are_there_only_for_a_payment_that_succeeded(
        self, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await started(guest, scene)

        answer = await guest.get(f"/api/v1/receipts/{payment['id']}")

        assert_problem(answer, 409, "no_receipt_yet")


class TestStaff:
    async def test_see_their_billers_payments_without_the_payers_keys(
        self, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await paid(guest, scene)
        headers = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
        async with api.client(headers) as staff:
            rows = (await staff.get(f"/api/v1/billers/{scene.biller.id}/payments")).json()["data"]
            one = (await staff.get(f"/api/v1/payments/{payment['id']}")).json()
            receipt = await staff.get(f"/api/v1/receipts/{payment['id']}")

        assert [row["id"] for row in rows] == [payment["id"]]
        for shown in (rows[0], one):
            assert (shown["receipt"], shown["next_action"], shown["email"]) == (None, None, None)
        assert_problem(receipt, 404, "payment_not_found")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, 1),
            ({"state": "succeeded"}, 1),
            ({"state": "failed"}, 0),
            ({"q": "B00001"}, 1),
            ({"q": f" {ACCOUNT} "}, 1),
            ({"q": "4242"}, 1),
            ({"q": "B99999"}, 0),
            ({"from": "2020-01-01T00:00:00Z"}, 1),
            ({"to": "2020-01-01T00:00:00Z"}, 0),
        ],
    )
    async def test_find_payments(
        self, query: dict[str, str], found: int, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        await paid(guest, scene)
        headers = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)

        async with api.client(headers) as staff:
            rows = await staff.get(f"/api/v1/billers/{scene.biller.id}/payments", params=query)

        assert len(rows.json()["data"]) == found

    async def test_read_a_payments_whole_story(
        self, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        payment = await paid(guest, scene)

        async with api.client(await api.person(Role.AUDITOR)) as auditor:
            story = (await auditor.get(f"/api/v1/payments/{payment['id']}/story")).json()

        kinds = [line["kind"] for line in story["timeline"]]
        assert {"state", "entry", "leaf", "mail"} <= set(kinds)
        assert [entry["event"] for entry in story["entries"]] == [
            "payment.started",
            "payment.succeeded",
            "processor.fee_reported",
        ]
        times = [line["at"] for line in story["timeline"]]
        assert times == sorted(times)
        indexes = [leaf["index"] for leaf in story["leaves"]]
        assert indexes == sorted(indexes)
        (mail,) = [line for line in story["timeline"] if line["kind"] == "mail"]
        assert (mail["title"], mail["detail"]) == ("Receipt by mail", "waiting")
        log: AuditLog = api.platform.get(AuditLog)
        for leaf in story["leaves"]:
            entry = (await log.entries(subject=payment["id"], limit=50)).entries
            assert leaf["leaf"].encode() in {row.leaf for row in entry}


class TestLiveStatus:
    async def test_opens_at_once_and_then_tells_each_change(
        self, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        headers = dict(guest.headers)
        payment = await started(guest, scene)
        path = f"/api/v1/payments/{payment['id']}/events"
        deliveries: Deliveries = api.platform.get(Deliveries)
        handler = outbox_handlers(api.platform)["payment_changed"]
        await deliveries.relay("payment_changed", handler)

        async with streaming(api.app, path, headers=headers) as answer:
            assert answer.status == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            await answer.until("listening")
            await guest.post(f"/api/v1/payments/{payment['id']}/cancel")
            await deliveries.relay("payment_changed", handler)
            text = await answer.until('"canceled"')

        event = text[text.index("event: payment") :]
        assert f'"payment_id":"{payment["id"]}"' in event.replace(" ", "")
        assert "id: " in text

    @pytest.mark.parametrize("how", ["header", "query"])
    async def test_goes_on_where_the_client_left_off(
        self, how: str, api: Api, guest: httpx.AsyncClient, scene: Scene
    ) -> None:
        headers = dict(guest.headers)
        payment = await started(guest, scene)
        deliveries: Deliveries = api.platform.get(Deliveries)
        await guest.post(f"/api/v1/payments/{payment['id']}/cancel")
        await deliveries.relay("payment_changed", outbox_handlers(api.platform)["payment_changed"])
        path = f"/api/v1/payments/{payment['id']}/events"
        query = "last_event_id=0-0" if how == "query" else ""
        headers |= {"Last-Event-ID": "0-0"} if how == "header" else {}

        async with streaming(api.app, path, headers=headers, query=query) as answer:
            text = await answer.until('"canceled"')

        assert text.index("submitting") < text.index("requires_action") < text.index("canceled")

    async def test_is_refused_before_the_stream_opens(self, api: Api, scene: Scene) -> None:
        staff = await api.person(Role.BILLER_STAFF, biller_id="bil_another")
        payer = await api.person(Role.PAYER)

        for path, headers, status in [
            ("/api/v1/payments/pay_none/events", payer, 404),
            (f"/api/v1/billers/{scene.biller.id}/events", staff, 403),
            (f"/api/v1/billers/{scene.biller.id}/events", payer, 403),
            (f"/api/v1/billers/{scene.biller.id}/events", {}, 401),
        ]:
            async with streaming(api.app, path, headers=headers) as answer:
                assert answer.status == status
                assert answer.headers["content-type"] == "application/problem+json"
