"""Sessions in Redis and people in MongoDB."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.commit.domain import AlreadyExists, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation import redis as redis_connection
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import GuestSight, Session, User, UserStatus, limits_of
from paymentus.identity.repository import (
    SessionStore,
    SessionsUnavailable,
    UserRepository,
    insertion,
)
from paymentus.identity.repository.sessions import is_cookie_value, session_id_of
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def a_session(*, now: datetime = NOW) -> Session:
    limits = limits_of(Role.PAYER)
    return Session.of_user(user_id="usr_1", epoch=3, limits=limits, second_factor=True, now=now)


def a_user(user_id: str = "usr_1", *, email_index: str = "f00d") -> User:
    return User(
        id=user_id, email_index=email_index,
        email_address="dana@example.com", full_name="Dana Reyes",
        role=Role.PAYER, biller_id=None, password_hash="$argon2id$", epoch=1,
        status=UserStatus.ACTIVE, created_at=NOW,
    )  # fmt: skip


class TestSessionStore:
    async def test_gives_back_what_was_kept(self, redis: RedisClient, sealed: SealedDocuments):
        store = SessionStore(redis, sealed)
        sight = GuestSight(biller_id="bil_1", biller_name="Riverton", account_number="1002")
        guest = Session.of_guest(guest_id="gst_1", sight=sight, now=NOW)

        cookies = [await store.open(session, now=NOW) for session in (a_session(), guest)]

        found = [await store.find(session_id_of(cookie)) for cookie in cookies]
        assert found == [a_session(), guest]

    async def test_hands_out_256_random_bits_and_keeps_only_their_hash(
        self, redis: RedisClient, sealed: SealedDocuments
    ):
        store = SessionStore(redis, sealed)

        cookies = {await store.open(a_session(), now=NOW) for _ in range(50)}

        assert len(cookies) == 50
        assert all(is_cookie_value(cookie) for cookie in cookies)
        everything = "".join(
            [str(key) + str(await redis.get(key)) async for key in redis.scan_iter("*")]
        )
        assert not any(cookie in everything for cookie in cookies)

    async def test_expires_with_the_nearer_limit(self, redis: RedisClient, sealed: SealedDocuments):
        store = SessionStore(redis, sealed)
        session = a_session()
        late = session.expires_at - timedelta(hours=1)

        cookie = await store.open(replace(session, last_seen_at=late), now=late)

        key = f"session:{session_id_of(cookie)}"
        assert 3_500_000 < await redis.pttl(key) <= 3_600_000

    async def test_does_not_bring_an_ended_session_back(
        self, redis: RedisClient, sealed: SealedDocuments
    ):
        store = SessionStore(redis, sealed)
        session_id = session_id_of(await store.open(a_session(), now=NOW))

        await store.end(session_id)
        await store.touch(session_id, a_session(), now=NOW)

        assert await store.find(session_id) is None

    @pytest.mark.parametrize("kept", ["", "{}", "null", '{"kind": "king"}', "not json"])
    async def test_takes_what_it_cannot_read_for_no_session(
        self, redis: RedisClient, kept: str, sealed: SealedDocuments
    ):
        await redis.set("session:x", kept)

        assert await SessionStore(redis, sealed).find("x") is None

    async def test_says_so_when_redis_is_away(self, sealed: SealedDocuments):
        nowhere = redis_connection.connect("redis://127.0.0.1:1/0")

        with pytest.raises(SessionsUnavailable):
            await SessionStore(nowhere, sealed).find("x")

        await nowhere.aclose()


class TestUserRepository:
    async def test_finds_a_person_by_id_and_by_email_index(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        await committer.commit(UnitOfWork(inserts=(insertion(a_user()),)))
        users = UserRepository(database, sealed)

        assert await users.by_id("usr_1") == a_user()
        assert await users.by_email_index("f00d") == a_user()
        assert await users.by_id("usr_2") is None

    async def test_refuses_a_second_person_with_the_same_address(
        self, database: Database, committer: Committer
    ):
        await committer.commit(UnitOfWork(inserts=(insertion(a_user()),)))

        with pytest.raises(AlreadyExists):
            await committer.commit(UnitOfWork(inserts=(insertion(a_user("usr_2")),)))

        assert await database["users"].count_documents({}) == 1

    async def test_accepts_the_deployment_guides_own_index_commands(self, database: Database):
        await database["users"].create_index({"email": 1}, unique=True)
        await database["users"].create_index({"id": 1}, unique=True)
