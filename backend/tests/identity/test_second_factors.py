"""Codes of authenticator apps and recovery codes: at sign-in, and for tokens."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from paymentus.commit.service import Committer
from paymentus.foundation.authorization import (
    BEFORE_SECOND_FACTOR,
    ROLE_PERMISSIONS,
    SECOND_FACTOR_NEEDED,
    Principal,
    Role,
)
from paymentus.foundation.errors import DomainError, TooManyRequests
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.service import SecondFactorNeeded, SignedIn
from paymentus.identity.service.second_factors import (
    CodeNotAccepted,
    DemoSecretRefused,
    EnrolmentNotBegun,
    LastSecondFactor,
    NoSecondFactor,
)
from paymentus.identity.service.second_steps import PendingSignInEnded

from support.identities import PASSWORD, Identities, MovableClock, identities
from support.second_factors import App, an_app_of

PLACE = "203.0.113.7"


async def a_person(parts: Identities, role: Role = Role.PAYER, name: str = "dana") -> User:
    return await parts.identity.create_user(
        email=f"{name}@example.com",
        password=PASSWORD,
        full_name="Dana Reyes",
        role=role,
        biller_id="bil_riverton" if role in (Role.BILLER_STAFF, Role.BILLER_ADMIN) else None,
        actor="test",
    )


async def first_step(parts: Identities, user: User) -> str:
    """The name of the sign-in that is pending after the password."""
    with pytest.raises(SecondFactorNeeded) as asked:
        await parts.identity.sign_in(email=user.email_address, password=PASSWORD, client=PLACE)
    return str(asked.value.extra["pending"])


async def second_step(parts: Identities, pending: str, code: str, **more: Any) -> SignedIn:
    return await parts.identity.second_steps.by_code(pending, code, replaces=more.get("replaces"))


async def enrolled(parts: Identities, user: User, clock: MovableClock) -> tuple[App, list[str]]:
    """By the way a person goes; with the recovery codes that are shown once."""
    new = await parts.second_factors.begin_authenticator(user)
    app = App.of_base32(new.secret, clock)
    done = await parts.second_factors.confirm_authenticator(user.id, app.code())
    assert done.recovery_codes is not None
    return app, list(done.recovery_codes)


class TestSignInWithACode:
    async def test_opens_a_session_that_has_shown_a_second_factor(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts, Role.AUDITOR)
        app = await an_app_of(user, parts.second_factors, clock)

        signed_in = await second_step(parts, await first_step(parts, user), app.code())

        assert signed_in.principal.permissions == ROLE_PERMISSIONS[Role.AUDITOR]
        assert signed_in.principal.fresh

    async def test_takes_a_code_with_spaces_of_the_step_before_or_after(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        present = int(clock().timestamp()) // 30

        for step in (present - 1, present, present + 1):
            code = app.code_of(step)
            typed = f" {code[:3]} {code[3:]}\n"
            assert await second_step(parts, await first_step(parts, user), typed)

    @pytest.mark.parametrize("steps_off", [-3, -2, 2, 3, 1000])
    async def test_refuses_a_code_of_another_time(
        self, parts: Identities, clock: MovableClock, steps_off: int
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        code = app.code_of(int(clock().timestamp()) // 30 + steps_off)

        with pytest.raises(CodeNotAccepted):
            await second_step(parts, await first_step(parts, user), code)

    async def test_refuses_a_replayed_code_and_every_earlier_one(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        present = int(clock().timestamp()) // 30
        await second_step(parts, await first_step(parts, user), app.code_of(present))

        for step in (present, present - 1):
            with pytest.raises(CodeNotAccepted):
                await second_step(parts, await first_step(parts, user), app.code_of(step))
        assert await second_step(parts, await first_step(parts, user), app.code_of(present + 1))

    async def test_lets_one_in_of_many_who_send_one_code_at_once(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        pending = [await first_step(parts, user) for _ in range(4)]
        code = app.code()

        results = await asyncio.gather(
            *(second_step(parts, name, code) for name in pending), return_exceptions=True
        )

        assert sum(isinstance(result, SignedIn) for result in results) == 1
        assert sum(isinstance(result, CodeNotAccepted) for result in results) == 3

    async def test_refuses_the_code_of_another_person(self, parts: Identities, clock: MovableClock):
        user, other = await a_person(parts), await a_person(parts, name="eve")
        await an_app_of(user, parts.second_factors, clock)
        theirs = await an_app_of(other, parts.second_factors, clock)

        with pytest.raises(CodeNotAccepted):
            await second_step(parts, await first_step(parts, user), theirs.code())

    async def test_refuses_a_secret_that_was_moved_to_another_person(
        self, parts: Identities, clock: MovableClock, database: Database
    ):
        user, other = await a_person(parts), await a_person(parts, name="eve")
        await an_app_of(user, parts.second_factors, clock)
        theirs = await an_app_of(other, parts.second_factors, clock)
        stored = await database["second_factors"].find_one({"_id": other.id})
        assert stored is not None
        assert theirs.secret not in stored["app_secret"]
        await database["second_factors"].update_one(
            {"_id": user.id}, {"$set": {"app_secret": stored["app_secret"]}}
        )

        with pytest.raises(DomainError, match="cannot be read"):
            await second_step(parts, await first_step(parts, user), theirs.code())

    async def test_ends_after_five_wrong_codes(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        pending = await first_step(parts, user)
        for _ in range(5):
            with pytest.raises(CodeNotAccepted):
                await second_step(parts, pending, app.wrong_code())

        with pytest.raises(PendingSignInEnded):
            await second_step(parts, pending, app.code())

    async def test_limits_guesses_however_often_the_password_is_given_again(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        for _ in range(10):
            with pytest.raises(CodeNotAccepted):
                await second_step(parts, await first_step(parts, user), app.wrong_code())

        with pytest.raises(TooManyRequests):
            await second_step(parts, await first_step(parts, user), app.code())

    async def test_has_ten_minutes(
        self, parts: Identities, clock: MovableClock, redis: RedisClient
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        pending = await first_step(parts, user)
        (key,) = [key async for key in redis.scan_iter("pending-sign-in:*")]
        assert 590 < await redis.ttl(key) <= 600

        await redis.delete(key)

        with pytest.raises(PendingSignInEnded):
            await second_step(parts, pending, app.code())

    async def test_works_once(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        pending = await first_step(parts, user)
        await second_step(parts, pending, app.code())

        with pytest.raises(PendingSignInEnded):
            await second_step(parts, pending, app.code())

    async def test_ends_when_the_persons_sessions_are_ended(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        pending = await first_step(parts, user)

        await parts.identity.end_all_sessions(user.id, actor="test")

        with pytest.raises(PendingSignInEnded):
            await second_step(parts, pending, app.code())

    async def test_is_no_session_before_the_code(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        await an_app_of(user, parts.second_factors, clock)

        pending = await first_step(parts, user)

        assert await parts.identity.principal_of_session(pending) is None

    async def test_gives_a_new_session_id_and_ends_the_session_before(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app = await an_app_of(user, parts.second_factors, clock)
        planted = await parts.identity.sessions.open(user, second_factor=False)

        signed_in = await second_step(
            parts,
            await first_step(parts, user),
            app.code(),
            replaces=planted.principal.session_id,
        )

        assert signed_in.cookie != planted.cookie
        assert await parts.identity.principal_of_session(planted.cookie) is None


class TestStaffWithoutASecondFactor:
    @pytest.mark.parametrize("role", sorted(SECOND_FACTOR_NEEDED))
    async def test_reach_nothing_but_setting_one_up(self, parts: Identities, role: Role):
        user = await a_person(parts, role)

        signed_in = await parts.identity.sign_in(
            email=user.email_address, password=PASSWORD, client=PLACE
        )
        issued = await parts.identity.issue_token(
            email=user.email_address, password=PASSWORD, client=PLACE
        )
        by_cookie = await parts.identity.principal_of_session(signed_in.cookie)
        by_token = await parts.identity.principal_of_token(issued.token)

        for principal in (signed_in.principal, by_cookie, by_token):
            assert isinstance(principal, Principal)
            assert principal.permissions == BEFORE_SECOND_FACTOR
            assert principal.lacks_second_factor

    async def test_may_work_once_they_have_confirmed_one(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts, Role.ADMIN)
        before = await parts.identity.sign_in(
            email=user.email_address, password=PASSWORD, client=PLACE
        )
        elsewhere = await parts.identity.sessions.open(user, second_factor=False)
        new = await parts.second_factors.begin_authenticator(user)

        done = await parts.second_factors.confirm_authenticator(
            user.id, App.of_base32(new.secret, clock).code()
        )
        after = await parts.step_up.after_enrolment(before.principal, done)

        assert after.principal.permissions == ROLE_PERMISSIONS[Role.ADMIN]
        assert after.cookie != before.cookie
        for old in (before, elsewhere):
            assert await parts.identity.principal_of_session(old.cookie) is None
        assert await parts.identity.principal_of_session(after.cookie) == after.principal

    async def test_keep_their_last_one(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts, Role.TREASURY)
        await an_app_of(user, parts.second_factors, clock)

        with pytest.raises(LastSecondFactor):
            await parts.second_factors.remove_authenticator(user)


class TestEnrolment:
    async def test_takes_the_code_of_the_new_secret_only(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        new = await parts.second_factors.begin_authenticator(user)
        app = App.of_base32(new.secret, clock)

        with pytest.raises(CodeNotAccepted):
            await parts.second_factors.confirm_authenticator(user.id, app.wrong_code())
        assert await parts.second_factors.ways_of(user.id) == ()
        await parts.second_factors.confirm_authenticator(user.id, app.code())

        assert await parts.second_factors.ways_of(user.id) == ("code", "recovery_code")
        assert f"secret={new.secret}" in new.address
        assert new.address.startswith("otpauth://totp/Paymentus:dana%40example.com?")

    async def test_does_not_take_the_confirming_code_again(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        app, _ = await enrolled(parts, user, clock)

        with pytest.raises(CodeNotAccepted):
            await parts.second_factors.accept_code(user.id, app.code_of(app.last_step))

    async def test_has_to_be_begun(self, parts: Identities):
        user = await a_person(parts)

        with pytest.raises(EnrolmentNotBegun):
            await parts.second_factors.confirm_authenticator(user.id, "123456")

    async def test_of_a_payer_can_be_undone(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        await enrolled(parts, user, clock)

        await parts.second_factors.remove_authenticator(user)
        await parts.second_factors.remove_authenticator(user)

        assert await parts.second_factors.ways_of(user.id) == ()
        assert await parts.identity.sign_in(
            email=user.email_address, password=PASSWORD, client=PLACE
        )

    async def test_leaves_no_secret_and_no_recovery_code_to_read(
        self, parts: Identities, clock: MovableClock, database: Database, redis: RedisClient
    ):
        user = await a_person(parts)
        new = await parts.second_factors.begin_authenticator(user)
        app = App.of_base32(new.secret, clock)
        begun = str([await redis.get(key) async for key in redis.scan_iter("*begun*")])
        done = await parts.second_factors.confirm_authenticator(user.id, app.code())
        stored = str(await database["second_factors"].find_one({}))
        audit = str([event async for event in database["audit_inbox"].find({})])

        for secret in (new.secret, str(app.secret), app.secret.hex(), *(done.recovery_codes or ())):
            assert secret not in begun + stored + audit
            assert secret.replace("-", "") not in begun + stored + audit


class TestRecoveryCode:
    async def test_works_once_however_it_is_typed(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        _, codes = await enrolled(parts, user, clock)
        assert len(set(codes)) == 10
        typed = codes[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")

        assert await second_step(parts, await first_step(parts, user), typed)
        for again in (codes[0], typed):
            with pytest.raises(CodeNotAccepted):
                await second_step(parts, await first_step(parts, user), again)
        assert (await parts.second_factors.of_user(user)).recovery_codes_left == 9

    async def test_of_another_person_is_refused(self, parts: Identities, clock: MovableClock):
        user, other = await a_person(parts), await a_person(parts, name="eve")
        await enrolled(parts, user, clock)
        _, theirs = await enrolled(parts, other, clock)

        with pytest.raises(CodeNotAccepted):
            await second_step(parts, await first_step(parts, user), theirs[0])

    async def test_counts_no_more_once_new_ones_were_made(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts)
        _, old = await enrolled(parts, user, clock)

        new = await parts.second_factors.make_recovery_codes(user.id)

        with pytest.raises(CodeNotAccepted):
            await parts.second_factors.accept_code(user.id, old[0])
        await parts.second_factors.accept_code(user.id, new[0])

    async def test_is_for_people_with_a_second_factor(self, parts: Identities):
        user = await a_person(parts)

        with pytest.raises(NoSecondFactor):
            await parts.second_factors.make_recovery_codes(user.id)


class TestToken:
    async def test_needs_a_code_from_people_with_a_second_factor(
        self, parts: Identities, clock: MovableClock
    ):
        user = await a_person(parts, Role.AUDITOR)
        app = await an_app_of(user, parts.second_factors, clock)
        person = {"email": user.email_address, "password": PASSWORD, "client": PLACE}

        with pytest.raises(SecondFactorNeeded) as asked:
            await parts.identity.issue_token(**person)
        assert asked.value.extra == {"ways": ["code"]}
        with pytest.raises(CodeNotAccepted):
            await parts.identity.issue_token(**person, code=app.wrong_code())
        token = await parts.identity.issue_token(**person, code=app.code())

        principal = await parts.identity.principal_of_token(token.token)
        assert principal.permissions == ROLE_PERMISSIONS[Role.AUDITOR]

    async def test_is_fresh_for_five_minutes(self, parts: Identities, clock: MovableClock):
        user = await a_person(parts)
        token = await parts.identity.issue_token(
            email=user.email_address, password=PASSWORD, client=PLACE
        )

        clock.move(minutes=4, seconds=59)
        assert (await parts.identity.principal_of_token(token.token)).fresh
        clock.move(seconds=1)

        assert not (await parts.identity.principal_of_token(token.token)).fresh


class TestDemoSecret:
    async def test_counts_for_nothing_in_production(
        self,
        parts: Identities,
        clock: MovableClock,
        database: Database,
        redis: RedisClient,
        committer: Committer,
    ):
        user = await a_person(parts, Role.ADMIN)
        app = await an_app_of(user, parts.second_factors, clock)
        production = identities(
            database=database,
            redis=redis,
            committer=committer,
            clock=clock,
            takes_demo_secrets=False,
        )

        with pytest.raises(CodeNotAccepted):
            await second_step(production, await first_step(production, user), app.code())
        with pytest.raises(DemoSecretRefused):
            await production.second_factors.put_authenticator(user.id, app.secret, actor="test")
        assert await second_step(parts, await first_step(parts, user), app.code())
