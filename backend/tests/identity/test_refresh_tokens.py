"""Refresh tokens: each works once; a replayed one ends everything that came from its sign-in."""

from __future__ import annotations

import asyncio

import pytest

from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.identity.service import IdentityService, RefreshTokenNotValid

from support.identities import PASSWORD, MovableClock

EMAIL = "dana@example.com"
PLACE, ELSEWHERE = "203.0.113.7", "198.51.100.4"


@pytest.fixture
async def first(identity: IdentityService) -> str:
    await identity.create_user(
        email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
    )
    return await a_token(identity)


async def a_token(identity: IdentityService) -> str:
    given = await identity.issue_token(email=EMAIL, password=PASSWORD, client=PLACE)
    return str(given.refresh_token)


async def following(identity: IdentityService, token: str, client: str = PLACE) -> str:
    given = await identity.refresh_token(token, client=client)
    assert (await identity.principal_of_token(given.token)).role is Role.PAYER
    return str(given.refresh_token)


async def is_refused(identity: IdentityService, token: str, client: str = PLACE) -> bool:
    try:
        await identity.refresh_token(token, client=client)
    except RefreshTokenNotValid:
        return True
    return False


class TestExchange:
    async def test_gives_a_bearer_token_and_the_next_refresh_token(
        self, identity: IdentityService, first: str
    ):
        second = await following(identity, first)
        third = await following(identity, second, ELSEWHERE)

        assert len({first, second, third}) == 3

    async def test_keeps_no_token_that_could_be_used(
        self, identity: IdentityService, first: str, database: Database
    ):
        second = await following(identity, first)

        stored = str(await database["refresh_families"].find({}).to_list())

        assert first[30:73] not in stored
        assert second[30:73] not in stored

    @pytest.mark.parametrize("role", [Role.PAYER, Role.AUDITOR])
    async def test_ends_unused_and_in_all(
        self, identity: IdentityService, first: str, clock: MovableClock, role: Role
    ):
        email = EMAIL
        if role is not Role.PAYER:
            email = "auditor@example.com"
            await identity.create_user(
                email=email, password=PASSWORD, full_name="A", role=role, actor="test"
            )
        unused, in_all = (7 * 24, 30 * 24) if role is Role.PAYER else (1, 12)

        async def new() -> str:
            given = await identity.issue_token(email=email, password=PASSWORD, client=PLACE)
            return str(given.refresh_token)

        idle = await new()
        clock.move(hours=unused)
        assert await is_refused(identity, idle)

        busy, hours = await new(), 0.0
        while hours + unused * 0.9 < in_all:
            clock.move(hours=unused * 0.9)
            hours += unused * 0.9
            busy = str((await identity.refresh_token(busy, client=PLACE)).refresh_token)
        clock.move(hours=in_all - hours)
        assert await is_refused(identity, busy)

    @pytest.mark.parametrize("token", ["", "x", "rt_0", "rt_" + "0" * 26 + "_" + "A" * 54])
    async def test_is_refused_for_what_is_no_token(self, identity: IdentityService, token: str):
        assert await is_refused(identity, token)


class TestReplay:
    async def test_ends_the_whole_family(
        self, identity: IdentityService, first: str, clock: MovableClock, database: Database
    ):
        """The attack: a stolen refresh token is used after its owner used it, or before."""
        second = await following(identity, first)
        clock.move(seconds=10)

        assert await is_refused(identity, first, ELSEWHERE)

        assert await is_refused(identity, second)
        events = [row["type"] async for row in database["audit_inbox"].find({})]
        assert "user.refresh_replayed" in events

    async def test_of_any_older_token_ends_it_too(self, identity: IdentityService, first: str):
        newest = await following(identity, await following(identity, first))

        assert await is_refused(identity, first)
        assert await is_refused(identity, newest)

    async def test_leaves_other_sign_ins_alone(self, identity: IdentityService, first: str):
        other = await a_token(identity)
        await following(identity, await following(identity, first))

        assert await is_refused(identity, first)

        await following(identity, other)

    async def test_of_a_made_up_token_ends_nothing(self, identity: IdentityService, first: str):
        """Else whoever learns a family's name could end it."""
        family = first[:29]

        assert await is_refused(identity, f"{family}_{'A' * 54}")

        await following(identity, first)


class TestLostAnswer:
    async def test_is_made_up_for_once_within_ten_seconds(
        self, identity: IdentityService, first: str, clock: MovableClock
    ):
        await following(identity, first)  # the answer never arrived
        clock.move(seconds=9)

        second = await following(identity, first)

        await following(identity, second)

    async def test_is_not_made_up_for_twice(self, identity: IdentityService, first: str):
        await following(identity, first)
        second = await following(identity, first)

        assert await is_refused(identity, first)
        assert await is_refused(identity, second)

    async def test_is_not_made_up_for_in_another_network_or_later(
        self, identity: IdentityService, first: str, clock: MovableClock
    ):
        await following(identity, first)
        assert await is_refused(identity, first, ELSEWHERE)

        other = await a_token(identity)
        await following(identity, other)
        clock.move(seconds=10)
        assert await is_refused(identity, other)

    async def test_gives_a_thief_a_line_that_ends_at_the_owners_next_exchange(
        self, identity: IdentityService, first: str
    ):
        owners = await following(identity, first)
        thiefs = await following(identity, first)  # within ten seconds, from the same network

        assert await is_refused(identity, owners)

        assert await is_refused(identity, thiefs)


class TestTwoAtOnce:
    async def test_never_leave_two_lines(self, identity: IdentityService, first: str):
        answers = await asyncio.gather(
            *(identity.refresh_token(first, client=PLACE) for _ in range(4)),
            return_exceptions=True,
        )

        given = [str(one.refresh_token) for one in answers if not isinstance(one, BaseException)]
        alive = [token for token in given if not await is_refused(identity, token)]
        assert len(alive) <= 1


class TestEnding:
    async def test_ends_the_family_and_says_nothing_about_others(
        self, identity: IdentityService, first: str
    ):
        second = await following(identity, first)

        await identity.end_refresh_token(second)
        await identity.end_refresh_token(second)
        await identity.end_refresh_token("made up")

        assert await is_refused(identity, second)

    async def test_comes_with_the_end_of_all_sessions(self, identity: IdentityService, first: str):
        user = await identity.user_by_email(EMAIL)
        assert user is not None

        await identity.end_all_sessions(user.id, actor="test")

        assert await is_refused(identity, first)
