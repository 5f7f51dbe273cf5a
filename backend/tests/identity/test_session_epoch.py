"""Ending everybody's sessions at once: people's, guests', programs' and refresh tokens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityService, RefreshTokenNotValid, TokenNotValid
from paymentus.identity.service.session_epoch import SessionEpoch

from support.identities import PASSWORD, MovableClock, an_identity_service

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


async def a_payer(identity: IdentityService) -> None:
    await identity.create_user(
        email="ana@example.com",
        password=PASSWORD,
        full_name="Ana Payer",
        role=Role.PAYER,
        actor="test",
    )


async def end_all(epoch: SessionEpoch, committer: Committer) -> UnitOfWork:
    unit = await epoch.ending_all(actor="usr_officer", reason="inc_1", at=AT)
    await committer.commit(unit)
    return unit


class TestEndingAll:
    async def test_ends_what_people_guests_and_programs_hold(
        self, database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
    ) -> None:
        identity = an_identity_service(
            database=database, redis=redis, committer=committer, clock=clock
        )
        await a_payer(identity)
        person = await identity.sign_in(
            email="ana@example.com", password=PASSWORD, client="10.0.0.1"
        )
        guest = await identity.open_guest_session(
            biller_id="bil_riverton", account_number="1002003001", biller_name="Riverton Water"
        )
        program = await identity.issue_token(
            email="ana@example.com", password=PASSWORD, client="10.0.0.1"
        )
        assert await identity.is_signed_in(person.cookie)
        assert await identity.is_signed_in(guest)

        await end_all(identity.everybody, committer)
        identity.everybody.forget()

        assert await identity.principal_of_session(person.cookie) is None
        assert await identity.principal_of_session(guest) is None
        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(program.token)
        assert program.refresh_token is not None
        with pytest.raises(RefreshTokenNotValid):
            await identity.refresh_token(program.refresh_token, client="10.0.0.1")
        event = await database["audit_inbox"].find_one({"type": "sessions.all_ended"})
        assert event is not None
        assert event["data"] == {"epoch": int(AT.timestamp()), "reason": "inc_1"}

    async def test_lets_people_sign_in_anew(
        self, database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
    ) -> None:
        identity = an_identity_service(
            database=database, redis=redis, committer=committer, clock=clock
        )
        await a_payer(identity)
        for _ in range(2):
            await end_all(identity.everybody, committer)
        identity.everybody.forget()

        again = await identity.sign_in(
            email="ana@example.com", password=PASSWORD, client="10.0.0.1"
        )

        principal = await identity.principal_of_session(again.cookie)
        assert principal is not None
        assert principal.role is Role.PAYER

    async def test_is_seen_by_another_server_within_five_seconds(
        self, database: Database, committer: Committer
    ) -> None:
        now = [100.0]
        other = SessionEpoch(database, monotonic=lambda: now[0])
        assert await other.is_present(0)

        await end_all(SessionEpoch(database), committer)

        now[0] += 4.9
        assert await other.is_present(0)
        now[0] += 0.2
        assert not await other.is_present(0)

    async def test_makes_a_server_read_again_for_a_session_opened_since_elsewhere(
        self, database: Database, committer: Committer
    ) -> None:
        other = SessionEpoch(database, monotonic=lambda: 100.0)
        assert await other.present() == 0

        await end_all(SessionEpoch(database), committer)

        assert await other.is_present(int(AT.timestamp()))
        assert not await other.is_present(0)
