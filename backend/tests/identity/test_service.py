"""Registering, signing in, and everything that must end a session or a token."""

from __future__ import annotations

import asyncio
import statistics
import time

import jwt
import pytest

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation import redis as redis_connection
from paymentus.foundation.authorization import ANONYMOUS, GuestAccount, Permission, Role
from paymentus.foundation.errors import DomainError, TooManyRequests
from paymentus.foundation.leases import Leases
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import RegistrationNotAccepted
from paymentus.identity.repository import SessionsUnavailable
from paymentus.identity.service import (
    EmailOrPasswordWrong,
    IdentityService,
    PasswordHashing,
    SignedIn,
    TokenNotValid,
    TooManySignInsAtOnce,
)
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.identities import JWT_SECRET, PASSWORD, PUBLIC_URL, MovableClock, an_identity_service

EMAIL = "dana@example.com"
PLACE = "203.0.113.7"


async def registered(identity: IdentityService, email: str = EMAIL) -> SignedIn:
    """A payer whose address is confirmed, signed in."""
    await identity.create_user(
        email=email, password=PASSWORD, full_name="Dana Reyes", role=Role.PAYER, actor="test"
    )
    return await identity.sign_in(email=email, password=PASSWORD, client=PLACE)


async def signed_in(identity: IdentityService, **changes: str) -> SignedIn:
    given = {"email": EMAIL, "password": PASSWORD, "client": PLACE, **changes}
    return await identity.sign_in(**given)


async def a_staff_member(identity: IdentityService, **changes: object):
    given = {
        "email": "staff@riverton.example", "password": PASSWORD, "full_name": "Sam Staff",
        "role": Role.BILLER_STAFF, "biller_id": "bil_riverton", "actor": "cli", **changes,
    }  # fmt: skip
    return await identity.create_user(**given)


async def audit_events(database: Database) -> list[dict]:
    return await database["audit_inbox"].find().sort("_id").to_list()


class TestRegistering:
    async def test_signs_a_payer_in(self, identity: IdentityService):
        result = await identity.register(email=EMAIL, password=PASSWORD, full_name="Dana Reyes")

        principal = await identity.principal_of_session(result.cookie)
        assert principal == result.principal
        assert principal is not None
        assert principal.role is Role.PAYER
        assert principal.may(Permission.PAYMENTS_MAKE)
        view = await identity.describe(principal)
        assert view.user is not None
        assert (view.user.email_address, view.user.full_name) == (EMAIL, "Dana Reyes")
        assert not view.user.is_confirmed

    async def test_keeps_neither_the_password_nor_a_searchable_address(
        self, identity: IdentityService, database: Database, sealed: SealedDocuments
    ):
        await registered(identity)

        user = await database["users"].find_one({})
        assert user is not None
        assert user["id"] == user["_id"]
        assert len(user["email"]) == 64
        assert "password_hash" not in user
        [opened] = await sealed.opened("users", [user])
        assert opened["password_hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert PASSWORD not in str(opened)

    async def test_is_refused_with_a_weak_password_before_anything_is_written(
        self, identity: IdentityService, database: Database
    ):
        with pytest.raises(RegistrationNotAccepted):
            await identity.register(email=EMAIL, password="password12345", full_name="Dana")

        assert await database["users"].count_documents({}) == 0


class TestSigningIn:
    async def test_opens_a_session_with_a_new_id_and_ends_the_one_before(
        self, identity: IdentityService
    ):
        first = await registered(identity)

        second = await identity.sign_in(
            email=EMAIL, password=PASSWORD, client=PLACE, replaces=first.principal.session_id
        )

        assert second.cookie != first.cookie
        assert await identity.principal_of_session(first.cookie) is None
        assert await identity.principal_of_session(second.cookie) == second.principal

    async def test_takes_the_same_password_from_another_keyboard(self, identity: IdentityService):
        await identity.create_user(
            email=EMAIL, password="café crème brûlée", full_name="Dana", role=Role.PAYER,
            actor="test",
        )  # fmt: skip

        await signed_in(identity, password="cafe\u0301 cre\u0300me bru\u0302le\u0301e")

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            (EMAIL, "three blue otter"),
            ("nobody@example.com", PASSWORD),
            ("not an address", PASSWORD),
            (EMAIL, ""),
            (EMAIL, "\ud800 half a character"),
            ("\ud800@example.com", PASSWORD),
        ],
    )
    async def test_is_refused_in_the_same_words_for_every_reason(
        self, identity: IdentityService, email: str, password: str
    ):
        await registered(identity)

        with pytest.raises(EmailOrPasswordWrong) as refused:
            await signed_in(identity, email=email, password=password)

        assert refused.value.detail == "The email address or the password is wrong."
        assert not refused.value.fields

    async def test_is_refused_in_the_same_words_when_the_person_is_disabled(
        self, identity: IdentityService, database: Database
    ):
        await registered(identity)
        await database["users"].update_one({}, {"$set": {"status": "disabled"}})

        with pytest.raises(EmailOrPasswordWrong):
            await signed_in(identity)

    async def test_takes_as_long_when_there_is_no_such_person(self, identity: IdentityService):
        await registered(identity)

        async def seconds(email: str, guess: int) -> float:
            started = time.perf_counter()
            with pytest.raises(EmailOrPasswordWrong):
                await signed_in(identity, email=email, password=f"wrong guess {guess}")
            return time.perf_counter() - started

        known = statistics.median([await seconds(EMAIL, guess) for guess in range(5)])
        unknown = statistics.median([await seconds("x@example.com", n) for n in range(5)])
        # Without the hash of nobody the second would take a tenth of the first.
        assert 0.4 < unknown / known < 2.5

    async def test_is_not_limited_when_the_password_is_right(self, identity: IdentityService):
        await registered(identity)

        for _ in range(15):
            await signed_in(identity)

    async def test_opens_no_session_while_redis_is_away(
        self, database: Database, committer: Committer, clock: MovableClock
    ):
        nowhere = redis_connection.connect("redis://127.0.0.1:1/0")
        identity = an_identity_service(
            database=database, redis=nowhere, committer=committer, clock=clock
        )
        await identity.create_user(
            email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="cli"
        )

        with pytest.raises(SessionsUnavailable):
            await signed_in(identity)
        refusals = [await refusal_of(identity) for _ in range(6)]

        assert refusals[0] is EmailOrPasswordWrong
        assert refusals[-1] is TooManyRequests
        await nowhere.aclose()


async def refusal_of(identity: IdentityService) -> type[DomainError] | None:
    try:
        await signed_in(identity, password="a wrong guess")
    except DomainError as refusal:
        return type(refusal)
    return None


class TestSession:
    async def test_ends_at_sign_out(self, identity: IdentityService):
        result = await registered(identity)

        await identity.sign_out(result.principal)
        await identity.sign_out(ANONYMOUS)

        assert await identity.principal_of_session(result.cookie) is None

    async def test_is_gone_when_redis_was_flushed(
        self, identity: IdentityService, redis: RedisClient
    ):
        result = await registered(identity)

        await redis.flushdb()

        assert await identity.principal_of_session(result.cookie) is None

    async def test_of_staff_ends_after_thirty_idle_minutes(
        self, identity: IdentityService, clock: MovableClock
    ):
        await a_staff_member(identity)
        result = await signed_in(identity, email="staff@riverton.example")
        assert result.cookie_max_age is None
        for _ in range(3):
            clock.move(minutes=29)
            assert await identity.principal_of_session(result.cookie) is not None

        clock.move(minutes=30)

        assert await identity.principal_of_session(result.cookie) is None

    async def test_of_staff_ends_after_twelve_hours_however_busy(
        self, identity: IdentityService, clock: MovableClock
    ):
        await a_staff_member(identity)
        result = await signed_in(identity, email="staff@riverton.example")
        for _ in range(35):
            clock.move(minutes=20)
            assert await identity.principal_of_session(result.cookie) is not None

        clock.move(minutes=20)

        assert await identity.principal_of_session(result.cookie) is None

    async def test_of_a_payer_lasts_a_week_unused(
        self, identity: IdentityService, clock: MovableClock
    ):
        result = await registered(identity)

        clock.move(days=6, hours=23)
        assert await identity.principal_of_session(result.cookie) is not None
        clock.move(days=7)
        assert await identity.principal_of_session(result.cookie) is None

    async def test_ends_when_the_persons_epoch_is_raised(self, identity: IdentityService):
        first = await registered(identity)
        second = await signed_in(identity)
        assert await identity.principal_of_session(first.cookie) is not None

        await identity.end_all_sessions(first.principal.id, actor=first.principal.id)

        assert await identity.principal_of_session(first.cookie) is None
        assert await identity.principal_of_session(second.cookie) is None
        third = await signed_in(identity)
        assert await identity.principal_of_session(third.cookie) == third.principal

    async def test_opened_elsewhere_after_a_revocation_is_not_ended_by_an_old_memory(
        self,
        identity: IdentityService,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: MovableClock,
    ):
        other_server = an_identity_service(
            database=database, redis=redis, committer=committer, clock=clock
        )
        first = await registered(identity)
        assert await identity.principal_of_session(first.cookie) is not None  # now remembered

        await other_server.end_all_sessions(first.principal.id, actor="cli")
        second = await signed_in(other_server)

        assert await identity.principal_of_session(second.cookie) is not None
        assert await identity.principal_of_session(first.cookie) is None

    async def test_is_gone_when_the_person_is(self, identity: IdentityService, database: Database):
        result = await registered(identity)

        await database["users"].delete_many({})

        assert await identity.principal_of_session(result.cookie) is None

    @pytest.mark.parametrize("cookie", ["", "x", "ö" * 43, "a" * 5000, "../../etc/passwd", "*"])
    async def test_does_not_exist_for_a_made_up_cookie(
        self, identity: IdentityService, cookie: str
    ):
        assert await identity.principal_of_session(cookie) is None

    async def test_of_a_billers_staff_tells_their_biller(self, identity: IdentityService):
        await a_staff_member(identity)
        result = await signed_in(identity, email="staff@riverton.example")

        assert result.principal.biller_id == "bil_riverton"
        assert (await identity.describe(result.principal)).biller_name == "City of Riverton Water"


class TestGuestSession:
    async def guest(self, identity: IdentityService, account: str = "1002", **more: str | None):
        cookie = await identity.open_guest_session(
            biller_id="bil_riverton", account_number=account, biller_name="Riverton", **more
        )
        principal = await identity.principal_of_session(cookie)
        assert principal is not None
        return cookie, principal

    async def test_sees_the_one_account_it_was_opened_for(self, identity: IdentityService):
        _, principal = await self.guest(identity)

        assert principal.role is Role.GUEST
        assert principal.id.startswith("gst_")
        assert principal.guest_account == GuestAccount("bil_riverton", "1002")
        assert not principal.may(Permission.PAYMENT_METHODS_MANAGE_OWN)
        view = await identity.describe(principal)
        assert view.guest is not None
        assert view.guest.biller_name == "Riverton"

    async def test_keeps_its_checkout_id_when_the_same_account_is_looked_up_again(
        self, identity: IdentityService
    ):
        old_cookie, before = await self.guest(identity)

        new_cookie, after = await self.guest(identity, replaces=before.session_id)

        assert after.id == before.id
        assert new_cookie != old_cookie
        assert await identity.principal_of_session(old_cookie) is None

    async def test_is_another_guest_for_another_account(self, identity: IdentityService):
        _, before = await self.guest(identity)

        _, after = await self.guest(identity, "2003", replaces=before.session_id)

        assert after.id != before.id

    async def test_ends_at_sign_in(self, identity: IdentityService):
        await registered(identity)
        cookie, guest = await self.guest(identity)

        await identity.sign_in(
            email=EMAIL, password=PASSWORD, client=PLACE, replaces=guest.session_id
        )

        assert await identity.principal_of_session(cookie) is None

    async def test_ends_after_two_idle_hours(self, identity: IdentityService, clock: MovableClock):
        cookie, _ = await self.guest(identity)

        clock.move(hours=2)

        assert await identity.principal_of_session(cookie) is None


class TestAccessToken:
    async def token(self, identity: IdentityService) -> str:
        await registered(identity)
        issued = await identity.issue_token(email=EMAIL, password=PASSWORD, client=PLACE)
        assert issued.expires_in == 600
        return issued.token

    async def test_says_who_is_asking(self, identity: IdentityService):
        principal = await identity.principal_of_token(await self.token(identity))

        assert principal.role is Role.PAYER
        assert principal.session_id is None

    async def test_is_refused_when_it_has_expired(
        self, identity: IdentityService, clock: MovableClock
    ):
        token = await self.token(identity)
        clock.move(minutes=9, seconds=59)
        await identity.principal_of_token(token)

        clock.move(seconds=1)

        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(token)

    async def test_is_refused_when_the_persons_sessions_were_ended(self, identity: IdentityService):
        token = await self.token(identity)
        principal = await identity.principal_of_token(token)

        await identity.end_all_sessions(principal.id, actor=principal.id)

        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(token)

    async def test_has_the_persons_present_role_and_no_other(
        self,
        identity: IdentityService,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: MovableClock,
    ):
        token = await self.token(identity)
        await database["users"].update_one({}, {"$set": {"role": "auditor"}})
        other_server = an_identity_service(
            database=database, redis=redis, committer=committer, clock=clock
        )

        assert (await other_server.principal_of_token(token)).role is Role.AUDITOR

    @pytest.mark.parametrize(
        "change",
        [
            {"key": "another-secret-of-32-characters-or-more!"},
            {"algorithm": "none", "key": None},
            {"algorithm": "HS512"},
            {"claims": {"aud": "somebody-else"}},
            {"claims": {"iss": "https://evil.example"}},
            {"claims": {"epoch": 2}},
            {"claims": {"epoch": True}},
            {"claims": {"sub": "usr_nobody"}},
            {"claims": {"exp": 9e99}},
            {"claims": {"exp": None}},
            {"headers": {"kid": "other"}},
            {"headers": {"typ": "JWT"}},
        ],
    )
    async def test_is_refused_when_anything_in_it_is_not_ours(
        self, identity: IdentityService, change: dict
    ):
        good = await self.token(identity)
        claims = jwt.decode(good, options={"verify_signature": False})
        headers = jwt.get_unverified_header(good)

        def made(claims=None, headers_changed=None, key=JWT_SECRET, algorithm="HS256") -> str:
            return jwt.encode(
                {**base, **(claims or {})}, key, algorithm=algorithm,
                headers={"kid": headers["kid"], "typ": headers["typ"], **(headers_changed or {})},
            )  # fmt: skip

        base = claims
        change = dict(change)
        changed_headers = change.pop("headers", None)
        await identity.principal_of_token(made())  # the forger's tool makes good ones too

        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(made(headers_changed=changed_headers, **change))

    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "Ä.b.c", "." * 100])
    async def test_is_refused_when_it_is_not_a_token(self, identity: IdentityService, token: str):
        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(token)

    async def test_names_us_and_the_key_it_was_signed_with(self, identity: IdentityService):
        token = await self.token(identity)

        claims = jwt.decode(token, options={"verify_signature": False})

        assert (claims["iss"], claims["aud"]) == (PUBLIC_URL, "paymentus-api")
        assert "kid" in jwt.get_unverified_header(token)
        assert EMAIL not in str(claims)


class TestCreatingUsers:
    async def test_returns_the_person_who_is_there(self, identity: IdentityService):
        first = await a_staff_member(identity)

        again = await a_staff_member(identity, password="some other password", full_name="X")

        assert again == first
        await signed_in(identity, email="staff@riverton.example")

    async def test_makes_one_person_when_several_ask_at_once(
        self,
        identity: IdentityService,
        database: Database,
        redis: RedisClient,
        committer: Committer,
    ):
        # Commits wait for their turn here, so that those asking meet in one batch.
        async with Leases(redis).turn("commit:shard-0", hold_seconds=5, wait_seconds=1) as ours:
            assert ours
            event = AuditRecord("test.waited", "sub_1", "test")
            waiting = asyncio.create_task(committer.commit(UnitOfWork(audit=(event,))))
            asking = [asyncio.create_task(a_staff_member(identity)) for _ in range(4)]
            await asyncio.sleep(1)

        people = await asyncio.gather(*asking)
        await waiting

        assert len({person.id for person in people}) == 1
        assert await database["users"].count_documents({}) == 1


class TestAuditTrail:
    async def test_tells_of_every_sign_in_and_refusal_without_personal_data(
        self, identity: IdentityService, database: Database
    ):
        result = await registered(identity)
        with pytest.raises(EmailOrPasswordWrong):
            await signed_in(identity, password="a wrong guess")
        with pytest.raises(EmailOrPasswordWrong):
            await signed_in(identity, email="nobody@example.com")
        await signed_in(identity)
        await identity.issue_token(email=EMAIL, password=PASSWORD, client=PLACE)
        await identity.sign_out(result.principal)
        await identity.end_all_sessions(result.principal.id, actor=result.principal.id)

        events = await audit_events(database)

        assert [event["type"] for event in events] == [
            "user.created",
            "user.signed_in",
            "user.sign_in_refused",
            "user.sign_in_refused",
            "user.signed_in",
            "user.token_issued",
            "user.new_device",
            "user.signed_out",
            "user.sessions_ended",
        ]
        user_id = result.principal.id
        assert [event["subject"] for event in events] == [
            *[user_id] * 3, "usr_unknown", *[user_id] * 5,
        ]  # fmt: skip
        for personal in (EMAIL, "nobody@example.com", "Dana", PLACE, PASSWORD):
            assert personal not in str(events)


class TestPasswordHashing:
    async def test_turns_people_away_when_too_many_wait(self):
        passwords = PasswordHashing(at_once=1, waiting_max=3)

        results = await asyncio.gather(
            *(passwords.hash(f"password {number}") for number in range(6)), return_exceptions=True
        )

        assert sum(isinstance(result, str) for result in results) == 3
        assert sum(isinstance(result, TooManySignInsAtOnce) for result in results) == 3
        assert await passwords.matches(str(results[0]), "password 0")
        assert not await passwords.matches(str(results[0]), "password 1")
