"""Where a person is signed in, in their words, and how they end it."""

from __future__ import annotations

import pytest

from paymentus.foundation.authorization import Role
from paymentus.identity.domain.devices import Place, approximate, device_in_words
from paymentus.identity.service import IdentityService, SignedIn
from paymentus.identity.service.devices import DeviceNotFound

from support.identities import PASSWORD, Mailbox, MovableClock

EMAIL = "dana@example.com"
LAPTOP = Place(network="203.0.113.7", device="Firefox on Windows")
PHONE = Place(network="198.51.100.4", device="Safari on iPhone")


@pytest.fixture(autouse=True)
async def dana(identity: IdentityService) -> None:
    await identity.create_user(
        email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
    )


async def arrive(identity: IdentityService, place: Place) -> SignedIn:
    signed_in = await identity.sign_in(email=EMAIL, password=PASSWORD, client=place.network)
    await identity.devices.arrived(signed_in.principal, place)
    return signed_in


class TestTheList:
    async def test_tells_devices_apart_this_one_first(
        self, identity: IdentityService, clock: MovableClock
    ):
        laptop = await arrive(identity, LAPTOP)
        clock.move(hours=1)
        await arrive(identity, PHONE)
        clock.move(hours=1)
        await identity.principal_of_session(laptop.cookie)

        listed = await identity.devices.of_person(laptop.principal)

        assert [(one.device, one.near, one.is_this) for one in listed] == [
            ("Firefox on Windows", "203.0.113.x", True),
            ("Safari on iPhone", "198.51.100.x", False),
        ]
        assert listed[0].last_seen_at == clock()

    async def test_has_none_that_ended(self, identity: IdentityService, clock: MovableClock):
        laptop, phone = await arrive(identity, LAPTOP), await arrive(identity, PHONE)
        await identity.sign_out(phone.principal)
        assert len(await identity.devices.of_person(laptop.principal)) == 1
        third = await arrive(identity, PHONE)
        clock.move(days=8)

        assert await identity.devices.of_person(third.principal) == []


class TestEndingOne:
    async def test_signs_out_there_and_nowhere_else(self, identity: IdentityService):
        laptop, phone = await arrive(identity, LAPTOP), await arrive(identity, PHONE)

        await identity.devices.end_one(laptop.principal, str(phone.principal.session_id))

        assert await identity.principal_of_session(phone.cookie) is None
        assert await identity.principal_of_session(laptop.cookie) is not None

    async def test_is_for_ones_own_only(self, identity: IdentityService):
        await identity.create_user(
            email="kim@example.com", password=PASSWORD, full_name="K", role=Role.PAYER, actor="test"
        )
        kim = await identity.sign_in(email="kim@example.com", password=PASSWORD, client="x")
        laptop = await arrive(identity, LAPTOP)

        with pytest.raises(DeviceNotFound):
            await identity.devices.end_one(kim.principal, str(laptop.principal.session_id))
        assert await identity.principal_of_session(laptop.cookie) is not None


class TestEndingAllOthers:
    async def test_leaves_this_browser_signed_in_anew(self, identity: IdentityService):
        laptop, phone = await arrive(identity, LAPTOP), await arrive(identity, PHONE)

        anew = await identity.end_other_sessions(laptop.principal)

        assert anew is not None
        assert await identity.principal_of_session(anew.cookie) is not None
        assert await identity.principal_of_session(phone.cookie) is None
        assert await identity.principal_of_session(laptop.cookie) is None


class TestNotices:
    async def test_are_mailed_once_for_each_new_browser(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        first = await identity.sign_in(email=EMAIL, password=PASSWORD, client=LAPTOP.network)
        mark = await identity.devices.arrived(first.principal, LAPTOP)
        [mail] = await mailbox.mails()
        assert (mail["kind"], mail["to"]) == ("new_device", EMAIL)
        assert (mail["device"], mail["near"]) == ("Firefox on Windows", "203.0.113.x")

        again = await identity.sign_in(email=EMAIL, password=PASSWORD, client=LAPTOP.network)
        known = Place(network=PHONE.network, device=LAPTOP.device, mark=mark)
        await identity.devices.arrived(again.principal, known)

        assert await mailbox.mails() == []

    async def test_are_mailed_for_a_mark_of_somebody_else_or_a_made_up_one(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.create_user(
            email="kim@example.com", password=PASSWORD, full_name="K", role=Role.PAYER, actor="test"
        )
        kim = await identity.sign_in(email="kim@example.com", password=PASSWORD, client="x")
        kims = await identity.devices.arrived(kim.principal, PHONE)
        await mailbox.mails()

        for mark in (kims, "A" * 22, f"{'A' * 22}.{'B' * 22}", "x"):
            here = await identity.sign_in(email=EMAIL, password=PASSWORD, client="x")
            await identity.devices.arrived(here.principal, Place(mark=mark))
            assert [mail["kind"] for mail in await mailbox.mails()] == ["new_device"], mark

    async def test_know_several_people_of_one_browser(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.create_user(
            email="kim@example.com", password=PASSWORD, full_name="K", role=Role.PAYER, actor="test"
        )
        mark = None
        for _ in range(2):
            for email in (EMAIL, "kim@example.com"):
                here = await identity.sign_in(email=email, password=PASSWORD, client="x")
                mark = await identity.devices.arrived(here.principal, Place(mark=mark))

        assert len(await mailbox.mails()) == 2

    async def test_are_mailed_for_a_program_once_for_a_network(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        for client in ("203.0.113.7", "203.0.113.9", "198.51.100.4"):
            await identity.issue_token(email=EMAIL, password=PASSWORD, client=client)

        assert [mail["near"] for mail in await mailbox.mails()] == ["203.0.113.x", "198.51.100.x"]


class TestWords:
    @pytest.mark.parametrize(
        ("user_agent", "words"),
        [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
             "Firefox on Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
             "Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
             "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
             "like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
             "Gecko) Version/18.6 Safari/605.1.15", "Safari on Mac"),
            ("Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
             "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
             "Samsung Internet on Android"),
            ("python-httpx/0.28.1", "A program (python-httpx)"),
            ("curl/8.5.0", "A program (curl)"),
            ("", "Unknown device"),
            ("<script>alert(1)</script>", "Unknown device"),
            ("x" * 100_000, "Unknown device"),
        ],
    )  # fmt: skip
    def test_say_browser_and_system(self, user_agent: str, words: str):
        assert device_in_words(user_agent) == words

    @pytest.mark.parametrize(
        ("network", "near"),
        [
            ("203.0.113.7", "203.0.113.x"),
            ("2001:db8:12:34::/64", "2001:db8:12::x"),
            ("unknown", "unknown"),
        ],
    )
    def test_leave_out_the_last_part_of_a_network(self, network: str, near: str):
        assert approximate(network) == near
