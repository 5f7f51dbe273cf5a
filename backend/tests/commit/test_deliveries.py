"""What goes out at least once and comes in once: outbox, webhooks, audit inbox, expired holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from pymongo.errors import AutoReconnect

from commit.building import NOW, PAYABLE, NoTurns, a_committer, an_entry, deliveries_of
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    CommitUnavailable,
    OutboxMessage,
    UnitOfWork,
)
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Deliveries
from paymentus.foundation.clock import utc_now
from paymentus.foundation.errors import NotFound, Unavailable
from paymentus.foundation.leases import Leases
from paymentus.foundation.logging import bound, request_id
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.domain import EntryKind
from paymentus.ledger.domain.entries import EntryDraft
from paymentus.ledger.repository import LedgerRepository

from support.identities import MovableClock


class MailServerAway(Unavailable):
    """The mail server does not answer."""


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
async def committer(
    client: Client, database: Database, redis: RedisClient, clock: MovableClock
) -> AsyncIterator[Committer]:
    committer = a_committer(client, database, Leases(redis), clock=clock)
    await committer.initialise()
    yield committer
    await committer.close()


@pytest.fixture
def deliveries(
    client: Client,
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
) -> Deliveries:
    return deliveries_of(client, database, redis, committer, clock=clock)


async def tell(committer: Committer, *numbers: int, topic: str = "receipt_mail") -> None:
    for n in numbers:
        message = OutboxMessage(topic, f"pay_{n}", {"n": n}, id=f"out_{n}")
        await committer.commit(UnitOfWork(outbox=(message,)))


class Listener:
    """Takes messages; refuses as long as ``refusal`` is set."""

    def __init__(self, refusal: Exception | None = None) -> None:
        self.refusal = refusal
        self.taken: list[int] = []
        self.tries = 0

    async def __call__(self, message: Mapping[str, Any]) -> None:
        self.tries += 1
        if self.refusal:
            raise self.refusal
        assert message["message_id"] == f"out_{message['n']}"
        self.taken.append(message["n"])


class TestOutbox:
    async def test_is_told_once_and_oldest_first_while_all_is_well(
        self, committer: Committer, deliveries: Deliveries
    ) -> None:
        await tell(committer, 1, 2, 3)
        listener = Listener()

        counts = [await deliveries.relay("receipt_mail", listener) for _ in range(3)]

        assert counts == [3, 0, 0]
        assert listener.taken == [1, 2, 3]

    async def test_of_one_subject_is_told_in_order_while_others_go_beside_it(
        self, committer: Committer, deliveries: Deliveries
    ) -> None:
        for n, key in enumerate(["pay_a", "pay_a", "pay_b"]):
            message = OutboxMessage("payment_changed", key, {"n": n}, id=f"out_{n}")
            await committer.commit(UnitOfWork(outbox=(message,)))
        begun: list[int] = []
        ended: list[int] = []
        both_begun = asyncio.Event()

        async def listener(message: Mapping[str, Any]) -> None:
            begun.append(message["n"])
            if len(begun) == 2:
                both_begun.set()
            await both_begun.wait()
            ended.append(message["n"])

        async with asyncio.timeout(5):
            assert await deliveries.relay("payment_changed", listener) == 3

        assert begun == [0, 2, 1]
        assert ended.index(0) < ended.index(1)

    async def test_that_cannot_be_noted_leaves_nobody_at_work(
        self, client: Client, database: Database, redis: RedisClient, committer: Committer
    ) -> None:
        """MongoDB goes away while messages of two subjects are handed over."""

        class Away(CommitRepository):
            async def message_failed(self, *_: object, **__: object) -> None:
                raise AutoReconnect("no primary")

        for n, key in enumerate(["pay_a", "pay_b"]):
            message = OutboxMessage("payment_changed", key, {"n": n}, id=f"out_{n}")
            await committer.commit(UnitOfWork(outbox=(message,)))
        deliveries = Deliveries(
            repository=Away(client, database),
            ledger=LedgerRepository(database),
            committer=committer,
            leases=Leases(redis),
            clock=utc_now,
        )
        ended: list[int] = []

        async def listener(message: Mapping[str, Any]) -> None:
            if message["n"] == 0:
                raise OSError("line cut")
            await asyncio.sleep(0.2)
            ended.append(message["n"])

        with pytest.raises(AutoReconnect):
            await deliveries.relay("payment_changed", listener)

        assert ended == [1]

    async def test_keeps_topics_apart(self, committer: Committer, deliveries: Deliveries) -> None:
        await tell(committer, 1)
        await tell(committer, 2, topic="payment_changed")
        listener = Listener()

        await deliveries.relay("payment_changed", listener)

        assert listener.taken == [2]

    @pytest.mark.parametrize("refusal", [MailServerAway(), OSError("line cut"), KeyError("bug")])
    async def test_that_is_not_taken_comes_back_and_holds_nobody_up(
        self,
        refusal: Exception,
        committer: Committer,
        deliveries: Deliveries,
        clock: MovableClock,
    ) -> None:
        await tell(committer, 1)
        away, listener = Listener(refusal), Listener()

        await deliveries.relay("receipt_mail", away)
        await tell(committer, 2)
        await deliveries.relay("receipt_mail", listener)
        before = list(listener.taken)
        clock.move(seconds=1)
        await deliveries.relay("receipt_mail", listener)

        assert before == [2]
        assert listener.taken == [2, 1]

    async def test_waits_twice_as_long_each_time(
        self, committer: Committer, deliveries: Deliveries, database: Database, clock: MovableClock
    ) -> None:
        await tell(committer, 1)
        listener = Listener(MailServerAway())
        waits = []
        for _ in range(12):
            await deliveries.relay("receipt_mail", listener)
            message = await database.outbox.find_one({"_id": "out_1"})
            assert message is not None
            waits.append((message["due_at"] - clock.now).total_seconds())
            clock.now = message["due_at"]

        assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
        assert listener.tries == 12

    async def test_is_given_up_in_the_end_and_stays_to_be_looked_at(
        self, committer: Committer, deliveries: Deliveries, database: Database, clock: MovableClock
    ) -> None:
        await tell(committer, 1)
        listener = Listener(KeyError("bug"))
        for _ in range(40):
            await deliveries.relay("receipt_mail", listener)
            clock.move(seconds=601)

        message = await database.outbox.find_one({"_id": "out_1"})
        assert message is not None
        assert listener.tries == 26
        assert message["state"] == "given_up"
        assert await deliveries.given_up() == {("receipt_mail", "KeyError"): 1}

    async def test_that_was_given_up_is_tried_again_when_somebody_asks(
        self, committer: Committer, deliveries: Deliveries, clock: MovableClock
    ) -> None:
        await tell(committer, 1)
        for _ in range(40):
            await deliveries.relay("receipt_mail", Listener(KeyError("bug")))
            clock.move(seconds=601)
        listener = Listener()

        count = await deliveries.try_again(by="usr_1")
        await deliveries.relay("receipt_mail", listener)

        assert (count, listener.taken) == (1, [1])
        assert await deliveries.given_up() == {}

    async def test_stays_given_up_where_that_somebody_asked_cannot_be_recorded(
        self, client: Client, database: Database, redis: RedisClient, committer: Committer
    ) -> None:
        class Away(CommitRepository):
            async def write(self, *_: object, **__: object) -> NoReturn:
                raise CommitUnavailable()

        await tell(committer, 1)
        given_up = {"state": "given_up", "problem": "KeyError"}
        await database.outbox.update_one({"_id": "out_1"}, {"$set": given_up})
        cut_off = a_committer(client, database, Leases(redis), repository=Away(client, database))
        deliveries = deliveries_of(client, database, redis, cut_off)

        with pytest.raises(CommitUnavailable):
            await deliveries.try_again(by="usr_1")

        assert await deliveries.given_up() == {("receipt_mail", "KeyError"): 1}

    async def test_is_not_given_up_because_something_is_away(
        self, committer: Committer, deliveries: Deliveries, clock: MovableClock
    ) -> None:
        await tell(committer, 1)
        away, listener = Listener(MailServerAway()), Listener()
        for _ in range(40):
            await deliveries.relay("receipt_mail", away)
            clock.move(seconds=601)

        await deliveries.relay("receipt_mail", listener)

        assert (away.tries, listener.taken) == (40, [1])

    async def test_is_never_given_up_where_it_has_to_be_done(
        self, committer: Committer, deliveries: Deliveries, clock: MovableClock
    ) -> None:
        await tell(committer, 1)
        away, listener = Listener(MailServerAway()), Listener()
        for _ in range(40):
            await deliveries.relay("receipt_mail", away, until_done=True)
            clock.move(seconds=601)

        await deliveries.relay("receipt_mail", listener, until_done=True)

        assert away.tries == 40
        assert listener.taken == [1]

    async def test_is_told_again_when_the_teller_dies_before_it_is_noted(
        self, committer: Committer, deliveries: Deliveries
    ) -> None:
        await tell(committer, 1, 2)
        first, reached = Listener(), asyncio.Event()

        async def dies_at_the_second(message: Mapping[str, Any]) -> None:
            if message["n"] == 2:
                reached.set()
                await asyncio.sleep(60)
            await first(message)

        teller = asyncio.create_task(deliveries.relay("receipt_mail", dies_at_the_second))
        await reached.wait()
        teller.cancel()
        await asyncio.gather(teller, return_exceptions=True)
        second = Listener()
        await deliveries.relay("receipt_mail", second)

        assert first.taken == [1]
        assert second.taken == [1, 2]

    async def test_of_two_tellers_one_has_the_turn(
        self, committer: Committer, deliveries: Deliveries
    ) -> None:
        await tell(committer, *range(30))
        listener = Listener()

        await asyncio.gather(*(deliveries.relay("receipt_mail", listener) for _ in range(3)))

        assert sorted(listener.taken) == list(range(30))

    async def test_carries_the_request_it_came_from(
        self, committer: Committer, deliveries: Deliveries
    ) -> None:
        seen: list[str | None] = []

        async def note(_: Mapping[str, Any]) -> None:
            seen.append(request_id())

        with bound("req_0000001"):
            await tell(committer, 1)
        await deliveries.relay("receipt_mail", note)

        assert seen == ["req_0000001"]


class Webhooks:
    """Settles each webhook as ``says`` tells: True, False, or an error."""

    def __init__(self) -> None:
        self.says: dict[str, bool | Exception] = {}
        self.seen: list[str] = []

    async def __call__(self, webhook: Mapping[str, Any]) -> bool:
        name = webhook["_id"].partition(":")[2]
        self.seen.append(name)
        verdict = self.says.get(name, True)
        if isinstance(verdict, Exception):
            raise verdict
        return verdict


async def receive(deliveries: Deliveries, event_id: str, *, source: str = "stripe") -> bool:
    return await deliveries.receive_webhook(
        source=source,
        event_id=event_id,
        type="payment_intent.succeeded",
        object_id="pi_1",
        payment_id=None,
    )


class TestWebhooks:
    async def test_are_kept_once_however_often_they_come(
        self, deliveries: Deliveries, database: Database
    ) -> None:
        fresh = await asyncio.gather(*(receive(deliveries, "evt_1") for _ in range(20)))
        other = await receive(deliveries, "evt_1", source="plaid")

        assert sorted(fresh) == [False] * 19 + [True]
        assert other is True
        assert await database.inbox.count_documents({}) == 2

    async def test_are_worked_off_once(self, deliveries: Deliveries) -> None:
        for n in range(3):
            await receive(deliveries, f"evt_{n}")
        handler = Webhooks()

        counts = [await deliveries.work_off_webhooks(handler) for _ in range(2)]

        assert counts == [3, 0]
        assert sorted(handler.seen) == ["evt_0", "evt_1", "evt_2"]

    @pytest.mark.parametrize(
        ("verdict", "problem"),
        [
            (False, "its object is not known yet"),
            (NotFound("No such payment."), "not_found: No such payment."),
            (KeyError("a bug"), "KeyError"),
        ],
    )
    async def test_that_cannot_be_settled_yet_come_back_and_hold_nobody_up(
        self,
        verdict: bool | Exception,
        problem: str,
        deliveries: Deliveries,
        database: Database,
        clock: MovableClock,
    ) -> None:
        handler = Webhooks()
        handler.says = {"evt_bad": verdict}
        await receive(deliveries, "evt_bad")
        await receive(deliveries, "evt_good")

        await deliveries.work_off_webhooks(handler)
        rows = {row["_id"]: row async for row in database.inbox.find()}
        assert await deliveries.work_off_webhooks(handler) == 0
        clock.move(seconds=1)
        handler.says = {}
        await deliveries.work_off_webhooks(handler)

        assert rows["stripe:evt_good"]["state"] == "done"
        assert (rows["stripe:evt_bad"]["state"], rows["stripe:evt_bad"]["problem"]) == (
            "new",
            problem,
        )
        assert (await database.inbox.find_one({"_id": "stripe:evt_bad"}))["state"] == "done"

    async def test_that_nothing_ever_settles_are_let_go(
        self, deliveries: Deliveries, clock: MovableClock
    ) -> None:
        handler = Webhooks()
        handler.says = {"evt_1": False}
        await receive(deliveries, "evt_1")

        for _ in range(40):
            await deliveries.work_off_webhooks(handler)
            clock.move(seconds=301)

        assert len(handler.seen) == 26
        assert (await deliveries.lags())[2] == 0


class TestClockThatWasAhead:
    """One server's clock ran twenty minutes ahead; the others' are right."""

    async def test_holds_up_no_message(
        self, deliveries: Deliveries, committer: Committer, clock: MovableClock
    ) -> None:
        clock.move(minutes=20)
        await tell(committer, 1)
        clock.move(minutes=-20)
        seen: list[int] = []

        async def note(message: Mapping[str, Any]) -> None:
            seen.append(message["n"])

        await deliveries.relay("receipt_mail", note)

        assert seen == [1]

    async def test_holds_up_no_message_that_failed(
        self, deliveries: Deliveries, committer: Committer, clock: MovableClock
    ) -> None:
        tries = 0

        async def fail_once(_: Mapping[str, Any]) -> None:
            nonlocal tries
            tries += 1
            if tries == 1:
                raise MailServerAway

        await tell(committer, 1)
        clock.move(minutes=20)
        await deliveries.relay("receipt_mail", fail_once)
        clock.move(minutes=-20)
        await deliveries.relay("receipt_mail", fail_once)

        assert tries == 2

    async def test_holds_up_no_webhook(self, deliveries: Deliveries, clock: MovableClock) -> None:
        handler = Webhooks()
        clock.move(minutes=20)
        await receive(deliveries, "evt_1")
        clock.move(minutes=-20)

        await deliveries.work_off_webhooks(handler)

        assert handler.seen == ["evt_1"]


async def record(committer: Committer, *numbers: int) -> None:
    await asyncio.gather(
        *(
            committer.commit(
                UnitOfWork(audit=(AuditRecord("test.done", f"s{n}", "test", id=f"aud_{n:03}"),))
            )
            for n in numbers
        )
    )


class TestAuditInbox:
    async def test_is_moved_into_the_log_once_and_without_a_gap(
        self, committer: Committer, deliveries: Deliveries, database: Database
    ) -> None:
        await record(committer, *range(30))
        await committer.commit(UnitOfWork(entries=(an_entry("ent_1"),)))

        moved = await deliveries.drain_audit_inbox()
        again = await deliveries.drain_audit_inbox()

        rows = await database.audit_log.find().sort("_id").to_list()
        assert (moved, again) == (30, 0)
        assert [row["_id"] for row in rows] == list(range(31))
        assert sorted(row["event_id"] for row in rows[1:]) == [f"aud_{n:03}" for n in range(30)]
        assert await database.audit_inbox.count_documents({}) == 0

    async def test_is_moved_once_by_two_servers_that_get_no_turn(
        self,
        client: Client,
        database: Database,
        redis: RedisClient,
        committer: Committer,
    ) -> None:
        """As while Redis is away: neither may wait for the other, nor hold up payments."""
        leases = NoTurns(redis)
        servers = [a_committer(client, database, leases) for _ in range(3)]
        drains = [
            deliveries_of(client, database, redis, server, leases=leases) for server in servers
        ]
        await record(committer, *range(40))

        async with asyncio.timeout(10):
            for round_ in range(3):
                await asyncio.gather(
                    *(drain.drain_audit_inbox() for drain in drains),
                    *(
                        server.commit(UnitOfWork(entries=(an_entry(f"ent_{round_}_{n}"),)))
                        for n, server in enumerate(servers)
                    ),
                )

        events = [row["event_id"] async for row in database.audit_log.find({"type": "test.done"})]
        assert sorted(events) == [f"aud_{n:03}" for n in range(40)]
        assert await database.audit_inbox.count_documents({}) == 0
        indexes = [row["_id"] async for row in database.audit_log.find().sort("_id")]
        assert indexes == list(range(49))
        for server in servers:
            await server.close()

    async def test_does_not_hold_up_a_server_whose_events_are_gone(
        self, committer: Committer, deliveries: Deliveries, database: Database
    ) -> None:
        await record(committer, 1)
        events = await database.audit_inbox.find().to_list()
        await database.audit_inbox.delete_many({})

        async with asyncio.timeout(10):
            lost, payment = await asyncio.gather(
                committer.log_events(events),
                committer.commit(UnitOfWork(entries=(an_entry("ent_1"),))),
                return_exceptions=True,
            )

        assert isinstance(lost, AlreadyExists)
        assert not isinstance(payment, BaseException)
        assert await deliveries.drain_audit_inbox() == 0

    async def test_says_how_long_its_oldest_event_waits(
        self, committer: Committer, deliveries: Deliveries, clock: MovableClock
    ) -> None:
        await record(committer, 1)
        await tell(committer, 1)
        await receive(deliveries, "evt_1")
        clock.move(seconds=7)

        assert await deliveries.lags() == (7.0, 7.0, 1)
        await deliveries.drain_audit_inbox()
        await deliveries.relay("receipt_mail", Listener())
        await deliveries.work_off_webhooks(Webhooks())
        assert await deliveries.lags() == (0.0, 0.0, 0)


class TestExpiredHolds:
    async def test_are_let_go_once_their_time_has_passed(
        self, committer: Committer, deliveries: Deliveries, database: Database, clock: MovableClock
    ) -> None:
        ends = NOW + timedelta(days=7)
        for id in ("ent_a", "ent_b"):
            hold = an_entry(id, kind=EntryKind.PENDING, amount=70, expires_at=ends)
            await committer.commit(UnitOfWork(entries=(hold,)))
        post = EntryDraft(
            id="ent_p",
            kind=EntryKind.POST_PENDING,
            event="payment.succeeded",
            subject="pay_1",
            description="x",
            effective_at=NOW,
            pending_id="ent_a",
        )
        await committer.commit(UnitOfWork(entries=(post,)))
        early = await deliveries.release_expired_holds()
        clock.now = ends

        released = await deliveries.release_expired_holds()
        again = await deliveries.release_expired_holds()

        account = await database.ledger_accounts.find_one({"_id": PAYABLE})
        void = await database.transactions.find_one({"kind": "void_pending"})
        assert (early, released, again) == (0, 1, 0)
        assert (account["credits_posted"], account["credits_pending"]) == (70, 0)
        assert (void["pending_id"], void["event"]) == ("ent_b", "hold.expired")

    async def test_that_two_workers_let_go_are_let_go_once(
        self, committer: Committer, deliveries: Deliveries, database: Database, clock: MovableClock
    ) -> None:
        hold = an_entry("ent_a", kind=EntryKind.PENDING, expires_at=NOW)
        await committer.commit(UnitOfWork(entries=(hold,)))
        clock.move(seconds=1)

        await asyncio.gather(*(deliveries.release_expired_holds() for _ in range(3)))

        assert await database.transactions.count_documents({"kind": "void_pending"}) == 1
