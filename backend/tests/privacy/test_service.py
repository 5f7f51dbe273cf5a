"""A payer asks for everything, and to be erased, over real payments and the sandbox."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from payments.compliance_building import BLOCKED_NAME, a_payer_named
from paymentus.app.wiring import Platform
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import Principal
from paymentus.identity.service import EmailOrPasswordWrong, IdentityService
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.service import PaymentsService
from paymentus.privacy.domain import (
    CONFIRMATION,
    ErasureNotConfirmed,
    ErasureState,
    PaymentUnderWay,
)
from paymentus.privacy.service import PrivacyService

from support.api import PASSWORD
from support.payer import Outside
from support.scene import ACCOUNT, Scene

EMAIL = "dana@people.example"


@pytest.fixture
def privacy(platform: Platform) -> PrivacyService:
    found: PrivacyService = platform.get(PrivacyService)
    return found


@pytest.fixture
def identity(platform: Platform) -> IdentityService:
    found: IdentityService = platform.get(IdentityService)
    return found


@pytest.fixture
async def dana(identity: IdentityService, scene: Scene) -> Principal:
    signed_in = await identity.register(email=EMAIL, password=PASSWORD, full_name="Dana Reyes")
    customers: CustomersService = scene.platform.get(CustomersService)
    await customers.link(
        user_id=signed_in.principal.id,
        biller_id=scene.biller.id,
        account_number=ACCOUNT,
        account_key=ACCOUNT,
    )
    return signed_in.principal


async def paid(scene: Scene, who: Principal) -> str:
    (bill,) = await scene.bills([10_000])
    started = await scene.pay(who, await scene.quote(who, (bill, None)), key="k")
    outside = Outside(scene.sandbox_url)
    await outside.pay(str(started.body["next_action"]["url"]))
    await outside.close()
    return str(started.body["id"])


async def sections(privacy: PrivacyService, who: Principal) -> dict[str, tuple[Any, ...]]:
    return {section.title: section.rows for section in await privacy.everything_about(who)}


class TestExport:
    async def test_has_everything_we_hold(
        self, privacy: PrivacyService, scene: Scene, dana: Principal
    ) -> None:
        card = await scene.saved_card(dana)
        payment = await paid(scene, dana)

        found = await sections(privacy, dana)

        assert found["You"][0]["Email"] == EMAIL
        assert found["You"][0]["Name"] == "Dana Reyes"
        (account,) = found["Accounts with billers that you have linked"]
        assert account["Account number"] == ACCOUNT
        assert len(found["Saved cards"]) == 1
        assert card
        assert [row["Id"] for row in found["Payments"]] == [payment]

    async def test_has_nothing_of_anybody_else(
        self, privacy: PrivacyService, identity: IdentityService, scene: Scene, dana: Principal
    ) -> None:
        await paid(scene, dana)
        other = await identity.register(
            email="sam@people.example", password=PASSWORD, full_name="Sam Carter"
        )

        found = await sections(privacy, other.principal)

        text = str(found)
        assert "Dana" not in text
        assert EMAIL not in text
        assert found["Payments"] == ()

    async def test_of_a_blocked_payment_reads_as_of_one_that_failed(
        self, privacy: PrivacyService, scene: Scene
    ) -> None:
        payer, bill = await a_payer_named(scene, BLOCKED_NAME), await scene.bill()
        card = await scene.saved_card(payer)
        await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)

        found = await sections(privacy, payer)

        assert [row["State"] for row in found["Payments"]] == ["failed"]
        assert [word for word in ("block", "sanction", "case") if word in str(found)] == []

    async def test_has_what_people_did_and_not_what_the_desk_did_about_them(
        self, privacy: PrivacyService, platform: Platform, dana: Principal
    ) -> None:
        told, kept = "kyc.submitted", ("kyc.rating_changed", "kyc.customer_read", "case.opened")
        records = tuple(AuditRecord(type, dana.id, "usr_desk") for type in (told, *kept))
        await platform.committer.commit(UnitOfWork(audit=records))
        deliveries: Deliveries = platform.get(Deliveries)
        await deliveries.drain_audit_inbox()

        found = str(await sections(privacy, dana))

        assert told in found
        assert [type for type in kept if type in found] == []

    async def test_is_on_record(
        self, privacy: PrivacyService, platform: Platform, dana: Principal
    ) -> None:
        await privacy.everything_about(dana)

        inbox = platform.database["audit_inbox"]
        assert await inbox.count_documents({"type": "user.data_exported"}) == 1


class TestErasure:
    async def test_signs_out_for_good_at_once(
        self,
        privacy: PrivacyService,
        identity: IdentityService,
        platform: Platform,
        dana: Principal,
    ) -> None:
        erasure = await privacy.request_erasure(dana, confirmation=" Erase my account ")

        assert erasure.state is ErasureState.REQUESTED
        person = await platform.database["users"].find_one({"_id": dana.id})
        assert person is not None
        assert (person["status"], person["epoch"]) == ("disabled", 2)
        assert dana.session_id is not None
        with pytest.raises(EmailOrPasswordWrong):
            await identity.sign_in(email=EMAIL, password=PASSWORD, client="test")

    async def test_takes_cards_links_name_and_key(
        self,
        privacy: PrivacyService,
        identity: IdentityService,
        platform: Platform,
        scene: Scene,
        dana: Principal,
    ) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        sealed = await cipher.seal(dana.id, "a secret", record_id="r", field="f")
        await scene.saved_card(dana)
        payment = await paid(scene, dana)
        payments: PaymentsService = platform.get(PaymentsService)
        assert (await payments.refresh(dana, payment)).is_final
        await privacy.request_erasure(dana, confirmation=CONFIRMATION)

        assert await privacy.finish_erasures() == 1
        assert await privacy.finish_erasures() == 0

        erasure = await privacy.erasure_of(dana.id)
        assert erasure is not None
        assert erasure.state is ErasureState.DONE
        person = await platform.database["users"].find_one({"_id": dana.id})
        assert "Dana" not in str(person)
        assert EMAIL not in str(person)
        customers: CustomersService = platform.get(CustomersService)
        assert await customers.linked_accounts(dana.id) == []
        methods: PaymentMethodsService = platform.get(PaymentMethodsService)
        assert await methods.cards_of(dana.id) == []
        with pytest.raises(Erased):
            await cipher.open(sealed, record_id="r", field="f")

    async def test_leaves_the_address_free_for_a_new_account(
        self, privacy: PrivacyService, identity: IdentityService, dana: Principal
    ) -> None:
        await privacy.request_erasure(dana, confirmation=CONFIRMATION)
        await privacy.finish_erasures()

        again = await identity.register(email=EMAIL, password=PASSWORD, full_name="Dana Reyes")

        assert again.principal.id != dana.id

    async def test_goes_on_where_a_worker_died(
        self, privacy: PrivacyService, platform: Platform, dana: Principal
    ) -> None:
        await privacy.request_erasure(dana, confirmation=CONFIRMATION)
        await privacy.finish_erasures()
        await platform.database["erasure_requests"].update_one(
            {"_id": dana.id}, {"$set": {"state": "requested", "done_at": None}}
        )

        assert await privacy.finish_erasures() == 1

        erasure = await privacy.erasure_of(dana.id)
        assert erasure is not None
        assert erasure.state is ErasureState.DONE

    async def test_asked_for_twice_at_once_is_one(
        self, privacy: PrivacyService, platform: Platform, dana: Principal
    ) -> None:
        answers = await asyncio.gather(
            *(privacy.request_erasure(dana, confirmation=CONFIRMATION) for _ in range(3))
        )

        assert len({erasure.requested_at for erasure in answers}) == 1
        assert await platform.database["erasure_requests"].count_documents({}) == 1

    @pytest.mark.parametrize("words", ["", "yes", "erase", "erase my accounts"])
    async def test_needs_the_words(
        self, privacy: PrivacyService, dana: Principal, words: str
    ) -> None:
        with pytest.raises(ErasureNotConfirmed):
            await privacy.request_erasure(dana, confirmation=words)

    async def test_waits_for_a_payment_under_way(
        self, privacy: PrivacyService, scene: Scene, dana: Principal
    ) -> None:
        (bill,) = await scene.bills([10_000])
        await scene.pay(dana, await scene.quote(dana, (bill, None)), key="k")

        with pytest.raises(PaymentUnderWay):
            await privacy.request_erasure(dana, confirmation=CONFIRMATION)
