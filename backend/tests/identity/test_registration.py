"""Registering tells a stranger nothing, and gives nobody an address that is not theirs."""

from __future__ import annotations

import pytest

from paymentus.foundation.authorization import ANONYMOUS, Role
from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import User
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import EmailOrPasswordWrong, IdentityService, SignedIn
from paymentus.identity.service.mailed_links import AddressHasAnAccount, LinkNotValid
from paymentus.identity.service.people import PasswordWrong
from paymentus.identity.service.verification import NothingToConfirm, PasswordNeeded

from support.identities import PASSWORD, Mailbox, MovableClock

EMAIL = "dana@example.com"
THEIRS = "a password of a stranger"
HERE = Place(network="203.0.113.7")
NOBODY = "198.51.100.9"


async def register(
    identity: IdentityService, email: str = EMAIL, password: str = PASSWORD
) -> SignedIn:
    return await identity.register(email=email, password=password, full_name="Dana Reyes")


async def sign_in(identity: IdentityService, email: str = EMAIL, password: str = PASSWORD):
    return await identity.sign_in(email=email, password=password, client=NOBODY)


async def person(identity: IdentityService, signed_in: SignedIn) -> User:
    view = await identity.describe(signed_in.principal)
    assert view.user is not None
    return view.user


class TestAnAddressThatHasAnAccount:
    @pytest.fixture(autouse=True)
    async def owner(self, identity: IdentityService) -> None:
        await identity.create_user(
            email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
        )

    async def test_is_registered_like_any_other_and_its_owner_is_told(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        stranger = await register(identity, " DANA@example.com", THEIRS)

        [mail] = await mailbox.mails()
        assert (mail["kind"], mail["to"]) == ("has_account", EMAIL)
        assert "#" not in mail["url"]
        assert not (await person(identity, stranger)).is_confirmed

    async def test_is_not_found_by_the_password_of_who_registered_again(
        self, identity: IdentityService
    ):
        await register(identity, EMAIL, THEIRS)

        with pytest.raises(EmailOrPasswordWrong):
            await sign_in(identity, password=THEIRS)
        assert (await sign_in(identity)).principal.role is Role.PAYER

    async def test_writes_the_same_documents_as_a_new_one(
        self, identity: IdentityService, database: Database
    ):
        async def written() -> list[tuple[str, set[str]]]:
            return [
                (name, set(document))
                for name in ("users", "outbox", "audit_inbox", "mailed_links", "email_claims")
                async for document in database[name].find({}).sort("_id", -1).limit(1)
            ]

        await register(identity, "new@example.com")
        new = await written()
        await register(identity, EMAIL)

        assert await written() == new


class TestConfirming:
    async def test_lets_the_person_be_found_by_the_address(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        here = await register(identity)
        with pytest.raises(EmailOrPasswordWrong):
            await sign_in(identity)

        token = await mailbox.link("confirm")
        told = await identity.verification.confirm(
            token, principal=here.principal, password=None, place=HERE
        )

        assert (told.email, told.signed_in_here) == (EMAIL, True)
        assert (await person(identity, here)).is_confirmed
        assert (await sign_in(identity)).principal.id == here.principal.id

    async def test_elsewhere_needs_the_password_of_the_account(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        """Else the owner of a mailbox would confirm what a stranger opened with their address."""
        await register(identity, password=THEIRS)
        token = await mailbox.link("confirm")

        async def confirm(password: str | None):
            return await identity.verification.confirm(
                token, principal=ANONYMOUS, password=password, place=HERE
            )

        with pytest.raises(PasswordNeeded):
            await confirm(None)
        with pytest.raises(PasswordWrong):
            await confirm(PASSWORD)
        assert (await confirm(THEIRS)).signed_in_here is False

    async def test_works_once_and_for_a_day(
        self, identity: IdentityService, mailbox: Mailbox, clock: MovableClock
    ):
        here = await register(identity)
        token = await mailbox.link("confirm")
        late = await register(identity, "late@example.com")
        late_token = await mailbox.link("confirm")

        async def confirm(signed_in: SignedIn, text: str):
            return await identity.verification.confirm(
                text, principal=signed_in.principal, password=None, place=HERE
            )

        await confirm(here, token)
        clock.move(hours=24)
        for signed_in, text in ((here, token), (late, late_token)):
            with pytest.raises(LinkNotValid):
                await confirm(signed_in, text)

    @pytest.mark.parametrize("change", ["", "x", "lnk_0.x", "secret", "id", "more"])
    async def test_is_refused_for_a_link_that_is_not_ours(
        self, identity: IdentityService, mailbox: Mailbox, change: str
    ):
        here = await register(identity)
        good = await mailbox.link("confirm")
        changed = {
            "secret": f"{good[:-1]}{'A' if good[-1] != 'A' else 'B'}",
            "id": f"{good[:29]}{'0' if good[29] != '0' else '1'}{good[30:]}",
            "more": f"{good}x",
        }.get(change, change)

        with pytest.raises(LinkNotValid):
            await identity.verification.confirm(
                changed, principal=here.principal, password=None, place=HERE
            )

    async def test_gives_an_address_to_one_of_those_who_asked_for_it(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        first = await register(identity, password=THEIRS)
        first_token = await mailbox.link("confirm")
        second = await register(identity)
        second_token = await mailbox.link("confirm")

        async def confirm(signed_in: SignedIn, text: str):
            return await identity.verification.confirm(
                text, principal=signed_in.principal, password=None, place=HERE
            )

        await confirm(second, second_token)
        with pytest.raises(AddressHasAnAccount):
            await confirm(first, first_token)
        assert (await sign_in(identity)).principal.id == second.principal.id

    async def test_keeps_neither_the_links_secret_nor_the_address_in_the_outbox(
        self, identity: IdentityService, mailbox: Mailbox, database: Database
    ):
        await register(identity)
        token = await mailbox.link("confirm")

        stored = [
            str(document)
            for name in await database.list_collection_names()
            async for document in database[name].find({})
        ]
        messages = await database["outbox"].find({}).to_list()

        assert token.partition(".")[2] not in " ".join(stored)
        assert EMAIL not in str(messages)


class TestMailingAgain:
    async def test_gives_another_link_and_the_first_still_works(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        here = await register(identity)
        first = await mailbox.link("confirm")

        assert await identity.verification.send_again(here.principal) == EMAIL

        assert await mailbox.link("confirm") != first

    async def test_is_limited_and_over_once_the_address_is_confirmed(
        self, identity: IdentityService, mailbox: Mailbox, clock: MovableClock
    ):
        here = await register(identity)
        token = await mailbox.link("confirm")
        for _ in range(3):
            await identity.verification.send_again(here.principal)

        with pytest.raises(TooManyRequests):
            await identity.verification.send_again(here.principal)
        await identity.verification.confirm(
            token, principal=here.principal, password=None, place=HERE
        )
        clock.move(minutes=10)
        with pytest.raises(NothingToConfirm):
            await identity.verification.send_again(here.principal)

    async def test_buries_nobodys_mailbox_whoever_asks(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        for _ in range(8):
            await register(identity)

        assert len(await mailbox.mails()) == 5


class TestChangingTheAddress:
    async def test_takes_effect_when_the_new_one_is_confirmed_and_tells_the_old_one(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.create_user(
            email=EMAIL, password=PASSWORD, full_name="Dana", role=Role.PAYER, actor="test"
        )
        here = await sign_in(identity)
        await identity.verification.change_address(
            here.principal, email="new@example.com", password=PASSWORD, place=HERE
        )
        [mail] = await mailbox.mails()
        assert (mail["kind"], mail["to"]) == ("confirm", "new@example.com")
        assert (await sign_in(identity)).principal.id == here.principal.id

        await identity.verification.confirm(
            mail["url"].partition("#")[2], principal=here.principal, password=None, place=HERE
        )

        [told] = await mailbox.mails()
        assert (told["kind"], told["to"]) == ("address_changed", EMAIL)
        assert (await sign_in(identity, "new@example.com")).principal.id == here.principal.id
        with pytest.raises(EmailOrPasswordWrong):
            await sign_in(identity)

    async def test_needs_the_password(self, identity: IdentityService):
        here = await register(identity)

        with pytest.raises(PasswordWrong):
            await identity.verification.change_address(
                here.principal, email="new@example.com", password="a wrong guess", place=HERE
            )

    async def test_to_one_that_has_an_account_answers_alike_and_tells_its_owner(
        self, identity: IdentityService, mailbox: Mailbox
    ):
        await identity.create_user(
            email="owner@example.com", password=PASSWORD, full_name="O", role=Role.PAYER, actor="t"
        )
        here = await register(identity)
        await mailbox.mails()

        told = await identity.verification.change_address(
            here.principal, email="owner@example.com", password=PASSWORD, place=HERE
        )

        [mail] = await mailbox.mails()
        assert told == "owner@example.com"
        assert (mail["kind"], mail["to"]) == ("has_account", "owner@example.com")
