"""Choosing a new password: by the present one, by a mailed link, or because it was not me."""

from __future__ import annotations

import pytest

from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import (
    EmailOrPasswordWrong,
    IdentityService,
    RefreshTokenNotValid,
    SignedIn,
    TokenNotValid,
)
from paymentus.identity.service.mailed_links import LinkNotValid
from paymentus.identity.service.password_reset import NewPasswordNotAccepted
from paymentus.identity.service.people import PasswordWrong

from support.identities import PASSWORD, Mailbox, MovableClock

EMAIL = "dana@example.com"
NEW = "seven green herons"
HERE = Place(network="203.0.113.7", device="Firefox on Windows")


@pytest.fixture(autouse=True)
async def dana(identity: IdentityService) -> None:
    await identity.create_user(
        email=EMAIL, password=PASSWORD, full_name="Dana Reyes", role=Role.PAYER, actor="test"
    )


async def sign_in(identity: IdentityService, password: str = PASSWORD) -> SignedIn:
    return await identity.sign_in(email=EMAIL, password=password, client=HERE.network)


class TestForgetting:
    async def test_mails_a_link_to_who_has_the_address_only(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.password_reset.ask(" DANA@example.com")
        await identity.password_reset.ask("nobody@example.com")

        [mail] = await mailbox.mails()
        assert (mail["kind"], mail["to"]) == ("reset", EMAIL)
        assert mail["url"].startswith("https://pay.example/reset-password#lnk_")

    async def test_writes_the_same_whether_or_not_there_is_an_account(
        self, identity: IdentityService, database: Database
    ):
        shapes = []
        for email in (EMAIL, "nobody@example.com"):
            await identity.password_reset.ask(email)
            [message] = await database["outbox"].find({}).sort("_id", -1).limit(1).to_list()
            [event] = await database["audit_inbox"].find({}).sort("_id", -1).limit(1).to_list()
            shapes.append((set(message), set(message["payload"]), event["subject"], event["type"]))

        assert shapes[0] == shapes[1]

    async def test_buries_nobodys_mailbox(self, identity: IdentityService, mailbox: Mailbox):
        for _ in range(6):
            await identity.password_reset.ask(EMAIL)

        assert len(await mailbox.mails()) == 3


class TestChoosingByTheLink:
    async def test_ends_every_session_and_token_and_tells_the_person(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        before = await sign_in(identity)
        given = await identity.issue_token(email=EMAIL, password=PASSWORD, client=HERE.network)
        await mailbox.mails()
        await identity.password_reset.ask(EMAIL)

        await identity.password_reset.choose(await mailbox.link("reset"), NEW)

        assert await identity.principal_of_session(before.cookie) is None
        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(given.token)
        with pytest.raises(RefreshTokenNotValid):
            await identity.refresh_token(str(given.refresh_token), client=HERE.network)
        with pytest.raises(EmailOrPasswordWrong):
            await sign_in(identity)
        await sign_in(identity, NEW)
        assert [mail["kind"] for mail in await mailbox.mails()] == ["password_changed"]

    async def test_works_once_for_half_an_hour_and_ends_the_other_links(
        self, identity: IdentityService, mailbox: Mailbox, clock: MovableClock
    ):
        tokens = []
        for _ in range(3):
            await identity.password_reset.ask(EMAIL)
            tokens.append(await mailbox.link("reset"))

        await identity.password_reset.choose(tokens[0], NEW)
        for token in tokens[:2]:
            with pytest.raises(LinkNotValid):
                await identity.password_reset.choose(token, "nine purple walruses")

        clock.move(minutes=30)
        await identity.password_reset.ask(EMAIL)
        late = await mailbox.mails()
        token = next(mail for mail in late if mail["kind"] == "reset")["url"].partition("#")[2]
        clock.move(minutes=30)
        with pytest.raises(LinkNotValid):
            await identity.password_reset.choose(token, "nine purple walruses")

    async def test_refuses_a_weak_password_and_the_link_still_works(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.password_reset.ask(EMAIL)
        token = await mailbox.link("reset")

        with pytest.raises(NewPasswordNotAccepted) as refused:
            await identity.password_reset.choose(token, "Dana-Reyes-2026")

        assert refused.value.fields[0].field == "new_password"
        await identity.password_reset.choose(token, NEW)

    async def test_lets_in_who_never_confirmed_their_address(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        """Who reads the mailbox owns the address. A stranger who registered it first is out."""
        stranger = await identity.register(
            email="kim@example.com", password=PASSWORD, full_name="Not Kim"
        )
        await mailbox.mails()
        await identity.password_reset.ask("kim@example.com")

        await identity.password_reset.choose(await mailbox.link("reset"), NEW)

        assert await identity.principal_of_session(stranger.cookie) is None
        with pytest.raises(EmailOrPasswordWrong):
            await identity.sign_in(email="kim@example.com", password=PASSWORD, client="x")
        await identity.sign_in(email="kim@example.com", password=NEW, client="x")

    async def test_is_no_use_of_a_link_for_something_else(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.register(email="kim@example.com", password=PASSWORD, full_name="Kim")

        with pytest.raises(LinkNotValid):
            await identity.password_reset.choose(await mailbox.link("confirm"), NEW)


class TestChanging:
    async def test_needs_the_present_password_and_ends_every_other_session(
        self, identity: IdentityService
    ):
        here, there = await sign_in(identity), await sign_in(identity)

        async def change(present: str) -> SignedIn | None:
            return await identity.change_password(
                here.principal, present=present, new_password=NEW, place=HERE
            )

        with pytest.raises(PasswordWrong):
            await change("a wrong guess")
        anew = await change(PASSWORD)

        assert anew is not None
        assert await identity.principal_of_session(anew.cookie) is not None
        assert await identity.principal_of_session(here.cookie) is None
        assert await identity.principal_of_session(there.cookie) is None
        await sign_in(identity, NEW)


class TestNotMe:
    async def test_ends_everything_and_mails_a_way_back_in(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        thief = await sign_in(identity)
        await identity.devices.arrived(thief.principal, HERE)
        token = await mailbox.link("new_device")

        await identity.password_reset.not_me(token)

        assert await identity.principal_of_session(thief.cookie) is None
        with pytest.raises(EmailOrPasswordWrong):
            await sign_in(identity)
        await identity.password_reset.choose(await mailbox.link("reset"), NEW)
        await sign_in(identity, NEW)
        with pytest.raises(LinkNotValid):
            await identity.password_reset.not_me(token)

    async def test_takes_back_an_address_that_a_thief_changed(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        thief = await sign_in(identity)
        await identity.verification.change_address(
            thief.principal, email="thief@example.com", password=PASSWORD, place=HERE
        )
        await identity.verification.confirm(
            await mailbox.link("confirm"), principal=thief.principal, password=None, place=HERE
        )

        await identity.password_reset.not_me(await mailbox.link("address_changed"))

        [mail] = await mailbox.mails()
        assert (mail["kind"], mail["to"]) == ("reset", EMAIL)
        await identity.password_reset.choose(mail["url"].partition("#")[2], NEW)
        await sign_in(identity, NEW)
