"""What comes in once and what goes out at least once: webhook inbox, outbox, audit inbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from paymentus.commit.domain import DUE_AT_ONCE, AlreadyExists, AuditRecord, UnitOfWork, retry_at
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service.committer import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, Unavailable
from paymentus.foundation.ids import new_id
from paymentus.foundation.leases import Leases
from paymentus.foundation.logging import bound
from paymentus.foundation.mongo import Document
from paymentus.foundation.tracing import SpanKind, Tracing, traceparent
from paymentus.ledger.domain import EntryDraft, EntryKind
from paymentus.ledger.repository import LedgerRepository

_log = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any]], Awaitable[None]]
_BATCH = 200
_AT_ONCE = 8
# Tries of what fails by itself. What fails because something is away is tried until it is back.
_GIVE_UP_AFTER = 25


class Deliveries:
    def __init__(
        self,
        *,
        repository: CommitRepository,
        ledger: LedgerRepository,
        committer: Committer,
        leases: Leases,
        clock: Clock,
        tracing: Tracing | None = None,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._committer = committer
        self._leases = leases
        self._clock = clock
        self._tracing = tracing or Tracing()

    async def receive_webhook(
        self,
        *,
        source: str,
        event_id: str,
        type: str,
        object_id: str,
        payment_id: str | None,
    ) -> bool:
        """Keep a verified webhook; False when this event came before. Never works on it."""
        now = self._clock()
        caller = traceparent()
        return await self._repository.receive_webhook(
            {
                **({"traceparent": caller} if caller else {}),
                "_id": f"{source}:{event_id}",
                "source": source,
                "type": type,
                "object_id": object_id,
                "payment_id": payment_id,
                "state": "new",
                "attempts": 0,
                "received_at": now,
                "due_at": DUE_AT_ONCE,
            }
        )

    async def work_off_webhooks(self, handler: Callable[[Document], Awaitable[bool]]) -> int:
        """Hand each waiting webhook to ``handler``; False from it means not yet, come back."""
        now = self._clock()
        waiting = await self._repository.due_webhooks(now, _BATCH)

        async def work_off(webhook: Document) -> bool:
            with (
                bound(webhook["_id"]),
                self._tracing.joined(
                    f"webhook {webhook['type']}", _callers_of(webhook), kind=SpanKind.CONSUMER
                ),
            ):
                return await self._worked_off(webhook, handler, now)

        done = await _side_by_side(waiting, work_off, _subject_of_webhook)
        if done:
            await self._repository.webhooks_done(done, self._clock())
        return len(waiting)

    async def _worked_off(
        self, webhook: Document, handler: Callable[[Document], Awaitable[bool]], now: datetime
    ) -> bool:
        problem, away = "its object is not known yet", False
        try:
            settled = await handler(webhook)
        except DomainError as error:
            settled, problem = False, f"{error.code()}: {error.detail}"
            away = isinstance(error, Unavailable)
        except Exception as error:
            # One that we cannot work on must not stand before all that come after it.
            _log.exception("webhook %s was not taken", webhook["_id"])
            settled, problem = False, type(error).__name__
        if settled or (webhook["attempts"] >= _GIVE_UP_AFTER and not away):
            return True
        due = retry_at(now, webhook["attempts"], first_seconds=1, most_seconds=300)
        await self._repository.webhook_later(webhook["_id"], due_at=due, problem=problem)
        return False

    async def relay(self, topic: str, handler: Handler, *, until_done: bool = False) -> int:
        """Hand the due messages of one topic to its handler, at least once each; those of one
        subject oldest first.

        A message that fails again and again is given up in the end, and counted in ``given_up``;
        but not because something is away, however long, and never with ``until_done``: what a
        person has decided about money is done when the trouble is over.
        """
        async with self._leases.turn(f"relay:{topic}", hold_seconds=30, wait_seconds=0.2):
            now = self._clock()
            messages = await self._repository.due_messages(topic, now, _BATCH)

            async def hand_over(message: Document) -> bool:
                with (
                    bound(message.get("request_id") or message["_id"]),
                    self._tracing.joined(
                        f"outbox {topic}", _callers_of(message), kind=SpanKind.CONSUMER
                    ),
                ):
                    return await self._handled(message, handler, until_done=until_done)

            done = await _side_by_side(messages, hand_over, itemgetter("key"))
            if done:
                await self._repository.messages_done(done, self._clock())
        return len(messages)

    async def _handled(self, message: Document, handler: Handler, *, until_done: bool) -> bool:
        try:
            await handler({**message["payload"], "message_id": message["_id"]})
        except Exception as error:
            expected = isinstance(error, Unavailable | OSError)
            _log.log(
                logging.WARNING if expected else logging.ERROR,
                "message %s of topic %s was not taken: %s",
                message["_id"],
                message["topic"],
                type(error).__name__,
                exc_info=None if expected else error,
            )
            attempts, keep = message["attempts"], until_done or expected
            due = retry_at(self._clock(), attempts, first_seconds=1)
            await self._repository.message_failed(
                message["_id"],
                due_at=due if keep or attempts < _GIVE_UP_AFTER else None,
                problem=type(error).__name__,
                now=self._clock(),
            )
            return False
        return True

    async def drain_audit_inbox(self) -> int:
        """Move waiting events into the audit log; each moves once, in one commit with the head."""
        async with self._leases.turn("audit-inbox", hold_seconds=10, wait_seconds=0.2):
            events = await self._repository.audit_inbox(500)
            if events:
                try:
                    await self._committer.log_events(events)
                except AlreadyExists:
                    # Another server moved some of them (nobody gives turns while Redis is away).
                    await self._repository.forget_logged_events([event["_id"] for event in events])
        return len(events)

    async def release_expired_holds(self) -> int:
        """Void pending entries whose time has passed."""
        now = self._clock()
        holds = await self._ledger.unresolved_holds_past(now, limit=_BATCH)
        for hold in holds:
            entry = await self._ledger.entry(hold.entry_id)
            if entry is None:
                continue
            void = EntryDraft(
                id=new_id("ent", at=now),
                kind=EntryKind.VOID_PENDING,
                event="hold.expired",
                subject=entry.subject,
                description="The hold ran out.",
                effective_at=now,
                pending_id=hold.entry_id,
            )
            try:
                await self._committer.commit(UnitOfWork(entries=(void,)))
            except DomainError as error:
                _log.info("hold %s was settled meanwhile: %s", hold.entry_id, error.code())
        return len(holds)

    async def lags(self) -> tuple[float, float, int]:
        """Seconds the oldest outbox message and audit event wait, and webhooks waiting."""
        now = self._clock()
        message = await self._repository.oldest_message()
        event = await self._repository.oldest_audit_event()
        waiting = await self._repository.count_waiting_webhooks()
        return (
            (now - message).total_seconds() if message else 0.0,
            (now - event).total_seconds() if event else 0.0,
            waiting,
        )

    async def given_up(self) -> dict[tuple[str, str], int]:
        """Messages that nobody will try again, by topic and problem."""
        return await self._repository.given_up()

    async def try_again(self, *, by: str) -> int:
        """Try those that were given up again; returns how many.

        That it was asked, and of how many, is on record before any of them goes out.
        """
        count = sum((await self._repository.given_up()).values())
        record = AuditRecord("messages.tried_again", "platform", by, {"messages": count})
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return await self._repository.given_up_are_due(DUE_AT_ONCE)

    async def webhooks_about(self, object_ids: list[str]) -> list[Document]:
        return await self._repository.webhooks_about(object_ids)

    async def messages_about(self, key: str) -> list[Document]:
        return await self._repository.messages_about(key)


def _callers_of(document: Document) -> list[str]:
    """Whose trace its work goes on in. Who asked without a trace left none."""
    caller = document.get("traceparent")
    return [caller] if caller else []


def _subject_of_webhook(webhook: Document) -> str:
    return str(webhook["payment_id"] or webhook["object_id"])


async def _side_by_side(
    documents: Sequence[Document],
    work: Callable[[Document], Awaitable[bool]],
    subject_of: Callable[[Document], str],
) -> list[str]:
    """Ids of those for which ``work`` was true. Different subjects go at the same time, a few at
    once; those of one subject one after the other, in the order given. What ``work`` raises is
    raised once all have ended, so that the next round meets nobody still at work."""
    by_subject: dict[str, list[Document]] = {}
    for document in documents:
        by_subject.setdefault(subject_of(document), []).append(document)
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def in_order(group: list[Document]) -> list[str]:
        async with at_once:
            return [document["_id"] for document in group if await work(document)]

    results = await asyncio.gather(
        *(in_order(group) for group in by_subject.values()), return_exceptions=True
    )
    done: list[str] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        done += result
    return done
