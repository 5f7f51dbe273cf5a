from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from conftest import Sandbox
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.wiring import Platform, build
from paymentus.app.worker import outbox_handlers
from paymentus.billers.service import BillersService
from paymentus.commit.domain import OutboxMessage, UnitOfWork
from paymentus.commit.service import Committer, Deliveries
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.logging import configure
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Settings
from paymentus.foundation.tracing import SpanKind, Tracing, current_ids, traceparent
from paymentus.identity.service import IdentityService

from support.api import PASSWORD, Api
from support.otlp_receiver import OtlpReceiver, Seen, otlp_receiver
from support.scene import ACCOUNT, Scene, biller_settings

BROWSER = "b7ad6b7169203331"
TRACE = "0af7651916cd43dd8448eb211c80319c"
FROM_BROWSER = f"00-{TRACE}-{BROWSER}-01"
SERVER, CLIENT, CONSUMER = 2, 3, 5


@pytest.fixture
def receiver() -> Iterator[OtlpReceiver]:
    with otlp_receiver() as running:
        yield running


@pytest.fixture
async def tracing(receiver: OtlpReceiver) -> AsyncIterator[Tracing]:
    tracing = Tracing.to(receiver.url, service="test", version="1")
    yield tracing
    await tracing.close()


@dataclass(frozen=True)
class Servers:
    """An API server and a worker, with a span processor each."""

    api: Platform
    worker: Platform

    async def stop(self) -> None:
        await self.api.close()
        await self.worker.close()


@pytest.fixture
async def servers(
    settings: Settings, redis: RedisClient, receiver: OtlpReceiver
) -> AsyncIterator[Servers]:
    told = settings.model_copy(update={"otlp_endpoint": receiver.url})
    key = load_or_create_log_key(settings)
    made = []
    for service in ("paymentus-api", "paymentus-worker"):
        platform = build(told, key, service=service)
        await platform.committer.initialise()
        await platform.get(ListInForce).open()
        made.append(platform)
    yield Servers(*made)


class TestSpans:
    async def test_are_parts_of_the_span_around_them_or_of_a_caller(
        self, tracing: Tracing, receiver: OtlpReceiver
    ) -> None:
        with (
            tracing.span("outer", kind=SpanKind.SERVER, callers=[FROM_BROWSER]),
            tracing.span("inner"),
        ):
            there = traceparent()
        assert there is not None
        other = f"00-{'1' * 32}-{'2' * 16}-01"
        with tracing.joined("batch", [there, other]):
            pass
        await tracing.close()

        outer, inner, batch = (by_name(receiver)[name] for name in ("outer", "inner", "batch"))
        assert {outer.trace, inner.trace, batch.trace} == {TRACE}
        assert (outer.parent, inner.parent, batch.parent) == (BROWSER, outer.id, inner.id)
        assert batch.links == {"2" * 16}
        assert receiver.paths == {"/v1/traces"}

    async def test_name_what_was_raised_by_its_class_alone(
        self, tracing: Tracing, receiver: OtlpReceiver
    ) -> None:
        with pytest.raises(ValueError, match="Dana"), tracing.span("work"):
            raise ValueError("Dana Reyes, 4 Elm Street")
        await tracing.close()

        seen = by_name(receiver)["work"]
        assert (seen.failed, seen.attributes) == (True, {"error.type": "ValueError"})
        assert b"Dana" not in b"".join(receiver.bodies)

    async def test_begin_a_trace_where_the_callers_is_none(
        self, tracing: Tracing, receiver: OtlpReceiver
    ) -> None:
        for caller in ("", "nonsense", "00-0-0-01", f"00-{'0' * 32}-{BROWSER}-01"):
            with tracing.span(f"of {caller}", callers=[caller]):
                assert traceparent() is not None
        await tracing.close()

        assert {span.parent for span in receiver.spans} == {""}
        assert len({span.trace for span in receiver.spans}) == 4

    async def test_are_kept_by_the_id_of_their_trace_whatever_the_caller_says(
        self, receiver: OtlpReceiver
    ) -> None:
        tracing = Tracing.to(receiver.url, service="test", version="1", share=0.5)
        low, high = f"{'0' * 31}1", "f" * 32
        for flag in ("00", "01"):
            for trace in (low, high):
                with tracing.span("s", callers=[f"00-{trace}-{BROWSER}-{flag}"]):
                    pass
        await tracing.close()

        assert [span.trace for span in receiver.spans] == [low, low]

    async def test_do_not_hold_up_what_they_show_while_nobody_takes_them(self) -> None:
        tracing = Tracing.to("http://127.0.0.1:1", service="test", version="1")
        started = time.monotonic()
        for _ in range(3_000):
            with tracing.span("s"):
                pass
        assert time.monotonic() - started < 2

        await asyncio.wait_for(tracing.close(), 8)


class TestOff:
    async def test_nothing_is_loaded_measured_or_told(self) -> None:
        tracing = Tracing.to("", service="test", version="1")
        started = time.perf_counter()
        for _ in range(10_000):
            with tracing.span("s", callers=[FROM_BROWSER]) as span:
                span.set_attribute("a", 1)
        took = time.perf_counter() - started

        assert not tracing.is_on
        assert tracing.begin("s", kind=SpanKind.CLIENT, attributes={}) is None
        assert (traceparent(), current_ids()) == (None, None)
        assert took < 0.5, "0.05 ms a span, on a busy machine"
        await tracing.close()


class TestLogLines:
    async def test_carry_the_ids_of_their_trace(
        self, tracing: Tracing, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        try:
            configure(service="test")
            with tracing.span("work", callers=[FROM_BROWSER]):
                logging.getLogger("a").info("inside")
            logging.getLogger("a").info("outside")
        finally:
            root.handlers[:], root.level = handlers, level

        inside, outside = (json.loads(line) for line in capsys.readouterr().out.splitlines())
        assert inside["trace"] == {"id": TRACE}
        assert len(inside["span"]["id"]) == 16
        assert "trace" not in outside


class TestOnePayment:
    async def test_is_one_trace_from_the_browser_to_the_mail_without_a_word_about_the_payer(
        self, servers: Servers, sandbox: Sandbox, receiver: OtlpReceiver
    ) -> None:
        email, name = "dana.reyes@people.example", "Dana Reyes-Okafor"
        billers: BillersService = servers.api.get(BillersService)
        biller = await billers.create(biller_settings("riverton-water"), actor="test")
        scene = Scene(servers.api, sandbox.url, biller)
        payer, token = await self._payer(servers.api, scene, email=email, name=name)
        card = await scene.saved_card(payer)
        bill = await scene.bill()
        quote = await scene.quote(payer, (bill, None))
        body = {
            "quote_id": quote.id, "email": email,
            "method": {"kind": "saved_card", "payment_method_id": card},
        }  # fmt: skip
        headers = {
            "Authorization": f"Bearer {token}", "Idempotency-Key": "key-of-dana",
            "traceparent": FROM_BROWSER,
        }  # fmt: skip

        async with Api.of(servers.api).client(headers) as client:
            answer = await client.post("/api/v1/payments", json=body)
        assert (answer.status_code, answer.json()["state"]) == (201, "succeeded"), answer.text
        await self._tell(servers.worker)
        await servers.stop()

        seen = receiver.of_trace(TRACE)
        self._is_whole(seen)
        ours = {span.name: span for span in seen}
        paid = ours["POST /api/v1/payments"]
        assert (paid.kind, paid.parent, paid.service) == (SERVER, BROWSER, "paymentus-api")
        assert paid.attributes["http.response.status_code"] == 201
        assert paid.attributes["http.request.id"] == answer.headers["x-request-id"]
        assert ours["POST /v1/payment_intents"].kind == CLIENT
        assert "commit batch" in ours
        for topic in ("payment_changed", "receipt_mail"):
            told = ours[f"outbox {topic}"]
            assert (told.kind, told.service) == (CONSUMER, "paymentus-worker")
        commands = {s.service for s in seen if s.attributes.get("db.system.name") == "mongodb"}
        assert commands == {"paymentus-api", "paymentus-worker"}
        assert {"insert payment_transactions", "commitTransaction"} <= ours.keys()
        everything = b"".join(receiver.bodies)
        for value in (email, name, "Reyes", ACCOUNT, token, PASSWORD, "key-of-dana", "4242"):
            assert value.encode() not in everything, value

    async def _payer(
        self, platform: Platform, scene: Scene, *, email: str, name: str
    ) -> tuple[Principal, str]:
        identity: IdentityService = platform.get(IdentityService)
        user = await identity.create_user(
            email=email, password=PASSWORD, full_name=name, role=Role.PAYER, actor="test"
        )
        customers: CustomersService = platform.get(CustomersService)
        await customers.link(
            user_id=user.id, biller_id=scene.biller.id, account_number=ACCOUNT,
            account_key=ACCOUNT,
        )  # fmt: skip
        issued = await identity.issue_token(email=email, password=PASSWORD, client="test")
        return Principal.of_role(Role.PAYER, id=user.id), issued.token

    async def _tell(self, worker: Platform) -> None:
        deliveries: Deliveries = worker.get(Deliveries)
        for topic, handler in outbox_handlers(worker).items():
            await deliveries.relay(topic, handler)

    def _is_whole(self, seen: list[Seen]) -> None:
        """Every span's parent is another one of the trace, up to the browser's."""
        ids = {span.id for span in seen}
        orphans = [span.name for span in seen if span.parent not in ids | {BROWSER}]
        assert orphans == []


class TestUnits:
    async def test_of_several_traces_share_a_batch_that_links_to_all(
        self, servers: Servers, receiver: OtlpReceiver
    ) -> None:
        committer: Committer = servers.api.committer
        tracing: Tracing = servers.api.get(Tracing)

        async def commit(number: int) -> None:
            with tracing.span(f"caller {number}"):
                message = OutboxMessage("nothing", f"key {number}", {})
                await committer.commit(UnitOfWork(outbox=(message,)))

        await asyncio.gather(*(commit(number) for number in range(5)))
        await servers.stop()

        callers = {span.id for span in receiver.spans if span.name.startswith("caller")}
        batches = [span for span in receiver.spans if span.name == "commit batch"]
        assert len(callers) == 5
        assert {batch.parent for batch in batches} | set().union(
            *(batch.links for batch in batches)
        ) == callers
        assert len(batches) < 5


def by_name(receiver: OtlpReceiver) -> dict[str, Seen]:
    return {span.name: span for span in receiver.spans}
