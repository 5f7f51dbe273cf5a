"""Passkeys, shown by a device written for tests: every way in which one may be wrong is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from identity.test_second_factors import a_person, first_step
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Role
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.service import LostFactors
from paymentus.identity.service.passkeys import (
    PasskeyAlreadyAdded,
    PasskeyNotAccepted,
    PasskeyNotFound,
)
from paymentus.identity.service.second_factors import LastSecondFactor

from support.identities import PASSWORD, PUBLIC_URL, Identities, MovableClock, identities
from support.second_factors import Device, an_app_of, base64url

RP_ID = "pay.example"


def a_device() -> Device:
    return Device(origin=PUBLIC_URL, rp_id=RP_ID)


async def added(parts: Identities, user: User, device: Device, name: str = "Phone") -> str:
    made = device.create(await parts.passkeys.begin_adding(user))
    await parts.passkeys.add(user.id, name=name, credential=made)
    return str(made["id"])


async def options(parts: Identities) -> dict[str, Any]:
    return await parts.identity.second_steps.begin_passkey(None)


class TestSignInWithAPasskey:
    async def test_needs_no_password_and_counts_as_a_second_factor(self, parts: Identities):
        user, device = await a_person(parts, Role.ADMIN), a_device()
        await added(parts, user, device)

        asked = await options(parts)
        signed_in = await parts.identity.second_steps.by_passkey(
            device.get(asked), pending=None, replaces=None
        )

        assert signed_in.principal.id == user.id
        assert signed_in.principal.permissions == ROLE_PERMISSIONS[Role.ADMIN]
        assert asked["userVerification"] == "required"
        assert "allowCredentials" not in asked or asked["allowCredentials"] == []

    async def test_works_as_the_second_step_after_the_password(self, parts: Identities):
        user, device = await a_person(parts), a_device()
        passkey = await added(parts, user, device)
        pending = await first_step(parts, user)

        asked = await parts.identity.second_steps.begin_passkey(pending)
        signed_in = await parts.identity.second_steps.by_passkey(
            device.get(asked), pending=pending, replaces=None
        )

        assert signed_in.principal.id == user.id
        assert [each["id"] for each in asked["allowCredentials"]] == [passkey]

    async def refused(self, parts: Identities, credential: Any, pending: str | None = None) -> None:
        with pytest.raises(PasskeyNotAccepted):
            await parts.identity.second_steps.by_passkey(credential, pending=pending, replaces=None)

    async def test_is_refused_from_another_origin(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)

        for origin in ("https://pay.example.evil", "http://pay.example", f"{PUBLIC_URL}:8443"):
            await self.refused(parts, replace(device, origin=origin).get(await options(parts)))

    async def test_is_refused_for_another_site(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)

        await self.refused(parts, replace(device, rp_id="evil.example").get(await options(parts)))

    async def test_is_refused_with_a_challenge_that_was_used(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)
        asked = await options(parts)
        await parts.identity.second_steps.by_passkey(device.get(asked), pending=None, replaces=None)

        await self.refused(parts, device.get(asked))

    async def test_is_refused_with_a_challenge_that_we_never_made(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)

        await self.refused(parts, device.get({"challenge": base64url(b"x" * 32)}))

    async def test_is_refused_with_a_challenge_for_another_purpose(self, parts: Identities):
        user, device = await a_person(parts), a_device()
        await added(parts, user, device)

        for_step_up = await parts.passkeys.begin_showing("step_up", user.id)

        await self.refused(parts, device.get(for_step_up))

    async def test_is_refused_when_the_challenge_is_too_old(
        self, parts: Identities, redis: RedisClient
    ):
        device = a_device()
        await added(parts, await a_person(parts), device)
        asked = await options(parts)
        (key,) = [key async for key in redis.scan_iter("passkey-challenge:*")]
        assert 290 < await redis.ttl(key) <= 300

        await redis.delete(key)

        await self.refused(parts, device.get(asked))

    async def test_of_somebody_else_ends_no_sign_in_of_mine(self, parts: Identities):
        mine, theirs = a_device(), a_device()
        user = await a_person(parts)
        await added(parts, user, mine)
        await added(parts, await a_person(parts, name="eve"), theirs)
        pending = await first_step(parts, user)

        asked = await parts.identity.second_steps.begin_passkey(pending)

        await self.refused(parts, theirs.get(asked), pending)
        # And a challenge for anybody is none for this sign-in.
        await self.refused(parts, mine.get(await options(parts)), pending)

    async def test_is_refused_without_user_verification(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)

        await self.refused(parts, replace(device, verifies=False).get(await options(parts)))

    async def test_is_refused_when_its_counter_goes_back(self, parts: Identities):
        device = a_device()
        await added(parts, await a_person(parts), device)
        device.sign_count = 10
        await parts.identity.second_steps.by_passkey(
            device.get(await options(parts)), pending=None, replaces=None
        )

        device.sign_count = 5

        await self.refused(parts, device.get(await options(parts)))

    async def test_is_refused_with_another_signature_or_handle(self, parts: Identities):
        device, other = a_device(), a_device()
        passkey = await added(parts, await a_person(parts), device)
        await added(parts, await a_person(parts, name="eve"), other)
        other.keys[passkey] = next(iter(other.keys.values()))
        other.handles[passkey] = device.handles[passkey]
        device.sign_count = other.sign_count = 5

        await self.refused(parts, other.get(await options(parts), passkey))
        shown = device.get(await options(parts))
        shown["response"]["userHandle"] = other.handles[next(iter(other.keys))]
        await self.refused(parts, shown)

    async def test_is_refused_once_it_was_removed(self, parts: Identities):
        user, device = await a_person(parts), a_device()
        passkey = await added(parts, user, device)

        await parts.passkeys.remove(user, passkey)

        await self.refused(parts, device.get(await options(parts)))

    @pytest.mark.parametrize(
        "credential",
        [
            {},
            {"response": "x"},
            {"id": 5, "response": {"clientDataJSON": "e30"}},
            {"id": "x", "response": {"clientDataJSON": "W10"}},
            {"id": "x", "response": {"clientDataJSON": "ä" * 10}},
            {"id": "x", "response": {"clientDataJSON": base64url(b'{"challenge": "AAAA"}')}},
        ],
    )
    async def test_is_refused_when_it_is_none(self, parts: Identities, credential: Any):
        await self.refused(parts, credential)


class TestPasskeys:
    async def test_have_names_and_are_listed_and_removed(
        self, parts: Identities, database: Database
    ):
        user, device = await a_person(parts), a_device()
        first = await added(parts, user, device)
        second = await added(parts, user, device, "Laptop")

        await parts.passkeys.rename(user.id, first, "  Old phone ")
        named = (await parts.second_factors.of_user(user)).passkeys
        await parts.passkeys.remove(user, first)
        left = (await parts.second_factors.of_user(user)).passkeys

        assert {passkey.name for passkey in named} == {"Old phone", "Laptop"}
        assert [passkey.id for passkey in left] == [second]
        stored = await database["passkeys"].find_one({"_id": first})
        assert stored is not None
        assert "public_key" not in stored

    async def test_are_ones_own(self, parts: Identities):
        user, other, device = await a_person(parts), await a_person(parts, name="eve"), a_device()
        passkey = await added(parts, user, device)

        with pytest.raises(PasskeyNotFound):
            await parts.passkeys.rename(other.id, passkey, "Mine")
        with pytest.raises(PasskeyNotFound):
            await parts.passkeys.remove(other, passkey)

    async def test_cannot_be_added_twice_or_for_somebody_else(self, parts: Identities):
        user, other, device = await a_person(parts), await a_person(parts, name="eve"), a_device()
        asked = await parts.passkeys.begin_adding(user)
        made = device.create(asked)

        with pytest.raises(PasskeyNotAccepted):
            await parts.passkeys.add(other.id, name="Phone", credential=made)
        again = device.create(await parts.passkeys.begin_adding(user))
        await parts.passkeys.add(user.id, name="Phone", credential=again)
        excluded = await parts.passkeys.begin_adding(user)

        assert [each["id"] for each in excluded["excludeCredentials"]] == [again["id"]]
        with pytest.raises(PasskeyNotAccepted):
            await parts.passkeys.add(user.id, name="Phone", credential=again)

    async def test_with_an_id_that_is_taken_are_refused(
        self, parts: Identities, database: Database
    ):
        user, device = await a_person(parts), a_device()
        made = device.create(await parts.passkeys.begin_adding(user))
        await database["passkeys"].insert_one(
            {"_id": made["id"], "user_id": "usr_other", "version": 1}
        )

        with pytest.raises(PasskeyAlreadyAdded):
            await parts.passkeys.add(user.id, name="Phone", credential=made)

    async def test_without_user_verification_are_not_added(self, parts: Identities):
        user = await a_person(parts)
        device = replace(a_device(), verifies=False)
        made = device.create(await parts.passkeys.begin_adding(user))

        with pytest.raises(PasskeyNotAccepted):
            await parts.passkeys.add(user.id, name="Phone", credential=made)

    async def test_of_staff_are_kept_to_the_last(self, parts: Identities):
        user, device = await a_person(parts, Role.AUDITOR), a_device()
        passkey = await added(parts, user, device)

        with pytest.raises(LastSecondFactor):
            await parts.passkeys.remove(user, passkey)

    async def test_give_recovery_codes_with_the_first_one_only(self, parts: Identities):
        user, device = await a_person(parts), a_device()
        made = device.create(await parts.passkeys.begin_adding(user))
        first = await parts.passkeys.add(user.id, name="Phone", credential=made)
        made = device.create(await parts.passkeys.begin_adding(first.user))
        second = await parts.passkeys.add(user.id, name="Laptop", credential=made)

        assert len(first.recovery_codes or ()) == 10
        assert second.recovery_codes is None


class TestLostFactors:
    async def test_are_all_taken_away_and_every_session_ends(
        self,
        parts: Identities,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: MovableClock,
    ):
        user, device = await a_person(parts, Role.ADMIN), a_device()
        await added(parts, user, device)
        session = await parts.identity.second_steps.by_passkey(
            device.get(await options(parts)), pending=None, replaces=None
        )
        now = await parts.identity.user_by_email(user.email_address)
        assert now is not None
        await an_app_of(now, parts.second_factors, clock)

        lost = LostFactors(
            database=database,
            committer=committer,
            clock=clock,
            forget=parts.identity.forget,
        )
        count = await lost.take_away(now, actor="cli")

        assert count == 2
        assert await parts.second_factors.ways_of(user.id) == ()
        other_server = identities(database=database, redis=redis, committer=committer, clock=clock)
        assert await other_server.identity.principal_of_session(session.cookie) is None
        again = await parts.identity.sign_in(
            email=user.email_address, password=PASSWORD, client="203.0.113.7"
        )
        assert again.principal.lacks_second_factor
