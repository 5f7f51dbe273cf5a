"""Guessing is slowed down, and cannot be used to lock a person out."""

from __future__ import annotations

import pytest

from paymentus.foundation.authorization import Role
from paymentus.foundation.errors import TooManyRequests
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import EmailOrPasswordWrong, IdentityService

from support.identities import PASSWORD, Mailbox, MovableClock

EMAIL = "dana@example.com"
PLACE = "203.0.113.7"


@pytest.fixture(autouse=True)
async def dana(identity: IdentityService) -> None:
    await identity.create_user(
        email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
    )


async def guess(identity: IdentityService, *, client: str = PLACE, email: str = EMAIL) -> int:
    """The seconds to wait; 0 for a guess that was judged."""
    try:
        await identity.sign_in(email=email, password="a wrong guess", client=client)
    except EmailOrPasswordWrong:
        return 0
    except TooManyRequests as refused:
        assert "Try again in" in refused.detail
        return int(refused.extra["retry_after"])
    raise AssertionError("a wrong guess was right")


async def right(identity: IdentityService, *, client: str = PLACE, mark: str | None = None):
    return await identity.sign_in(email=EMAIL, password=PASSWORD, client=client, mark=mark)


class TestFromOnePlace:
    @pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
    async def test_waits_grow_alike_with_and_without_an_account(
        self, identity: IdentityService, clock: MovableClock, email: str
    ):
        told = []
        for _ in range(14):
            seconds = await guess(identity, email=email)
            told.append(seconds)
            if seconds:
                clock.move(seconds=seconds)
                await guess(identity, email=email)

        assert told == [0] * 5 + [5, 10, 20, 40, 80, 160, 320, 640, 900]

    async def test_a_right_password_must_wait_too_and_then_forgives(
        self, identity: IdentityService, clock: MovableClock
    ):
        for _ in range(5):
            await guess(identity)
        with pytest.raises(TooManyRequests):
            await right(identity)

        clock.move(seconds=5)
        await right(identity)

        assert [await guess(identity) for _ in range(5)] == [0] * 5


class TestManyPlacesAtOnePerson:
    async def test_never_hold_up_a_browser_the_person_is_known_by(self, identity: IdentityService):
        here = await right(identity)
        mark = await identity.devices.arrived(here.principal, Place(network=PLACE))
        waits = [await guess(identity, client=f"198.51.100.{n}") for n in range(60)]
        assert max(waits) > 0
        with pytest.raises(TooManyRequests):
            await right(identity, client="192.0.2.1")

        await right(identity, client="192.0.2.2", mark=mark)

    async def test_hold_strangers_up_for_half_a_minute_at_most(
        self, identity: IdentityService, clock: MovableClock
    ):
        longest = 0
        for n in range(120):
            seconds = await guess(identity, client=f"198.51.{n}.4")
            longest = max(longest, seconds)
            clock.move(seconds=seconds)

        assert longest == 30

    async def test_end_for_who_chooses_a_new_password_by_mail(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        for n in range(60):
            await guess(identity, client=f"198.51.100.{n}")
        await identity.password_reset.ask(EMAIL)

        await identity.password_reset.choose(await mailbox.link("reset"), "seven green herons")

        await identity.sign_in(email=EMAIL, password="seven green herons", client="192.0.2.9")


class TestOnePlaceAtManyPeople:
    async def test_is_limited_by_its_wrong_tries_and_not_by_its_right_ones(
        self, identity: IdentityService
    ):
        for _ in range(60):
            await right(identity)
        waits = [await guess(identity, email=f"person{n}@example.com") for n in range(52)]

        assert waits[:50] == [0] * 50
        assert all(seconds > 0 for seconds in waits[50:])


class TestAKnownBrowser:
    async def test_that_guesses_waits_by_itself(self, identity: IdentityService):
        here = await right(identity)
        mark = await identity.devices.arrived(here.principal, Place(network=PLACE))
        for _ in range(5):
            with pytest.raises(EmailOrPasswordWrong):
                await identity.sign_in(
                    email=EMAIL, password="a wrong guess", client=PLACE, mark=mark
                )

        with pytest.raises(TooManyRequests):
            await right(identity, mark=mark)
        await right(identity)
