"""What administrators see of people and do to them, alone or with a second one."""

from __future__ import annotations

import json

import pytest

from paymentus.app.wiring import Platform
from paymentus.approvals.service import ApprovalsService, ApprovalView
from paymentus.billers.service import BillersService
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Permission, Principal, Role
from paymentus.identity.domain import RoleNotAssignable, User, UserStatus
from paymentus.identity.domain.administration import (
    NothingToChange,
    PersonHasChanged,
    UserNotFound,
)
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import (
    Administration,
    IdentityService,
    LostFactors,
    SecondFactorsService,
)
from paymentus.identity.service.access_tokens import TokenNotValid
from paymentus.identity.service.api_keys import NoSuchBiller
from paymentus.identity.service.devices import DeviceNotFound

from support.api import PASSWORD
from support.identities import MovableClock
from support.scene import biller_settings
from support.second_factors import an_app_of

ADMIN = Principal.of_role(Role.ADMIN, id="usr_none")


@pytest.fixture
def administration(platform: Platform) -> Administration:
    found: Administration = platform.get(Administration)
    return found


@pytest.fixture
def approvals(platform: Platform) -> ApprovalsService:
    found: ApprovalsService = platform.get(ApprovalsService)
    return found


@pytest.fixture
def identity(platform: Platform) -> IdentityService:
    found: IdentityService = platform.get(IdentityService)
    return found


async def somebody(identity: IdentityService, name: str, role: Role = Role.PAYER) -> User:
    return await identity.create_user(
        email=f"{name}@people.example",
        password=PASSWORD,
        full_name=name.title(),
        role=role,
        actor="test",
    )


async def by(identity: IdentityService, name: str) -> Principal:
    return Principal.of_role(Role.ADMIN, id=(await somebody(identity, name, Role.ADMIN)).id)


async def approve(approvals: ApprovalsService, view: ApprovalView, who: Principal) -> None:
    shown = view.proposal.content_hash
    await approvals.approve(view.proposal.id, shown=shown, reason=None, by=who)


class TestRole:
    async def test_is_given_by_two_and_ends_what_the_old_one_had(
        self, administration: Administration, approvals: ApprovalsService, identity: IdentityService
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        dana = await somebody(identity, "dana")
        old = await identity.issue_token(
            email="dana@people.example", password=PASSWORD, client="test"
        )

        view = await administration.propose_role(
            approvals, dana.id, role=Role.TREASURY, biller_id=None, reason="New job", by=first
        )
        before = await administration.get(dana.id, by=first)
        await approve(approvals, view, second)

        assert before.user.role is Role.PAYER
        assert (await administration.get(dana.id, by=first)).user.role is Role.TREASURY
        with pytest.raises(TokenNotValid):
            await identity.principal_of_token(old.token)

    async def test_of_a_billers_staff_names_the_biller(
        self,
        administration: Administration,
        approvals: ApprovalsService,
        identity: IdentityService,
        platform: Platform,
    ) -> None:
        billers: BillersService = platform.get(BillersService)
        biller = await billers.create(biller_settings("riverton-water"), actor="test")
        first, second = await by(identity, "first"), await by(identity, "second")
        dana = await somebody(identity, "dana")

        view = await administration.propose_role(
            approvals,
            dana.id,
            role=Role.BILLER_STAFF,
            biller_id=biller.id,
            reason="New job",
            by=first,
        )
        await approve(approvals, view, second)

        assert f"biller staff of {biller.id}" in view.words
        after = await administration.get(dana.id, by=first)
        assert (after.user.biller_id, after.biller_name) == (biller.id, biller.name)

    @pytest.mark.parametrize(
        ("role", "biller_id", "refusal"),
        [
            (Role.GUEST, None, RoleNotAssignable),
            (Role.BILLER_STAFF, None, RoleNotAssignable),
            (Role.AUDITOR, "bil_1", RoleNotAssignable),
            (Role.BILLER_STAFF, "bil_none", NoSuchBiller),
            (Role.PAYER, None, NothingToChange),
        ],
    )
    async def test_that_cannot_be_is_not_proposed(
        self,
        administration: Administration,
        approvals: ApprovalsService,
        identity: IdentityService,
        role: Role,
        biller_id: str | None,
        refusal: type[Exception],
    ) -> None:
        dana = await somebody(identity, "dana")

        with pytest.raises(refusal):
            await administration.propose_role(
                approvals, dana.id, role=role, biller_id=biller_id, reason="Why", by=ADMIN
            )

    async def test_proposed_for_what_a_person_no_longer_is_is_not_given(
        self, administration: Administration, approvals: ApprovalsService, identity: IdentityService
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        dana = await somebody(identity, "dana")
        views = [
            await administration.propose_role(
                approvals, dana.id, role=role, biller_id=None, reason="New job", by=first
            )
            for role in (Role.AUDITOR, Role.ADMIN)
        ]
        await approve(approvals, views[0], second)

        with pytest.raises(PersonHasChanged):
            await approve(approvals, views[1], second)

        assert (await administration.get(dana.id, by=first)).user.role is Role.AUDITOR

    async def test_proposed_by_somebody_deactivated_since_is_not_given(
        self, administration: Administration, approvals: ApprovalsService, identity: IdentityService
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        third = await by(identity, "third")
        dana = await somebody(identity, "dana")
        grant = await administration.propose_role(
            approvals, dana.id, role=Role.ADMIN, biller_id=None, reason="A friend", by=first
        )
        away = await administration.change_status(
            approvals, first.id, status=UserStatus.DISABLED, reason="Stolen laptop", by=second
        )
        assert away is not None
        await approve(approvals, away, third)

        with pytest.raises(Exception, match="may no longer do so"):
            await approve(approvals, grant, third)


class TestStatus:
    async def test_of_a_payer_is_one_administrators_act(
        self, administration: Administration, approvals: ApprovalsService, identity: IdentityService
    ) -> None:
        dana = await somebody(identity, "dana")

        view = await administration.change_status(
            approvals, dana.id, status=UserStatus.DISABLED, reason="Fraud", by=ADMIN
        )

        assert view is None
        assert (await administration.get(dana.id, by=ADMIN)).user.status is UserStatus.DISABLED
        with pytest.raises(NothingToChange):
            await administration.change_status(
                approvals, dana.id, status=UserStatus.DISABLED, reason="Fraud", by=ADMIN
            )

    @pytest.mark.parametrize("role", [Role.ADMIN, Role.COMPLIANCE_OFFICER, Role.TREASURY])
    async def test_of_somebody_with_power_takes_two(
        self,
        administration: Administration,
        approvals: ApprovalsService,
        identity: IdentityService,
        role: Role,
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        other = await somebody(identity, "other", role)

        view = await administration.change_status(
            approvals, other.id, status=UserStatus.DISABLED, reason="Left", by=first
        )

        assert view is not None
        assert (await administration.get(other.id, by=first)).user.status is UserStatus.ACTIVE
        await approve(approvals, view, second)
        assert (await administration.get(other.id, by=first)).user.status is UserStatus.DISABLED


class TestSearch:
    async def test_is_by_whole_address_role_and_status(
        self, administration: Administration, identity: IdentityService, approvals: ApprovalsService
    ) -> None:
        dana, sam = await somebody(identity, "dana"), await somebody(identity, "sam")
        vera = await somebody(identity, "vera", Role.AUDITOR)
        await administration.change_status(
            approvals, sam.id, status=UserStatus.DISABLED, reason="Fraud", by=ADMIN
        )

        async def found(**given: object) -> list[str]:
            wanted = {"email": None, "role": None, "status": None} | given
            views, _ = await administration.find(**wanted, below=None, limit=10, by=ADMIN)  # type: ignore[arg-type]
            return [view.user.id for view in views]

        assert await found() == [vera.id, sam.id, dana.id]
        assert await found(role=Role.PAYER) == [sam.id, dana.id]
        assert await found(role=Role.PAYER, status=UserStatus.ACTIVE) == [dana.id]
        assert await found(email=" Dana@People.example ") == [dana.id]
        assert await found(email="dana@people") == []
        assert await found(email="dana@people.example", role=Role.ADMIN) == []

    async def test_comes_in_pages(
        self, administration: Administration, identity: IdentityService
    ) -> None:
        people = [await somebody(identity, name) for name in ("a1", "b2", "c3")]

        first, place = await administration.find(
            email=None, role=None, status=None, below=None, limit=2, by=ADMIN
        )
        rest, end = await administration.find(
            email=None, role=None, status=None, below=place, limit=2, by=ADMIN
        )

        assert [view.user.id for view in (*first, *rest)] == [one.id for one in reversed(people)]
        assert end is None

    async def test_and_reading_are_on_record(
        self, administration: Administration, identity: IdentityService, platform: Platform
    ) -> None:
        dana = await somebody(identity, "dana")
        deliveries: Deliveries = platform.get(Deliveries)

        await administration.get(dana.id, by=ADMIN)
        await administration.find(
            email="dana@people.example", role=None, status=None, below=None, limit=1, by=ADMIN
        )
        await deliveries.drain_audit_inbox()

        log = platform.database["audit_log"]
        assert await log.count_documents({"type": "user.read", "subject": dana.id}) == 1
        assert await log.count_documents({"type": "user.searched"}) == 1


class TestPerson:
    async def test_who_cannot_sign_in_may_do_nothing(
        self, administration: Administration, identity: IdentityService, approvals: ApprovalsService
    ) -> None:
        dana = await somebody(identity, "dana", Role.AUDITOR)
        before = await administration.person(dana.id)
        await administration.change_status(
            approvals, dana.id, status=UserStatus.DISABLED, reason="Left", by=ADMIN
        )
        after = await administration.person(dana.id)

        assert before is not None
        assert after is not None
        assert Permission.AUDIT_READ in before.permissions
        assert after.permissions == frozenset()
        assert await administration.person("usr_none") is None

    async def test_that_there_is_not_is_not_found(self, administration: Administration) -> None:
        with pytest.raises(UserNotFound):
            await administration.get("usr_none", by=ADMIN)
        with pytest.raises(UserNotFound):
            await administration.end_sessions("usr_none", by=ADMIN)


class TestSigningIn:
    async def test_of_a_person_is_seen_and_ended_in_one_place(
        self, administration: Administration, identity: IdentityService, platform: Platform
    ) -> None:
        admin = await by(identity, "admin")
        dana = await somebody(identity, "dana")
        laptop, phone = [
            await identity.sign_in(email="dana@people.example", password=PASSWORD, client=network)
            for network in ("203.0.113.7", "198.51.100.4")
        ]
        for signed_in, device in ((laptop, "Firefox on Windows"), (phone, "Safari on iPhone")):
            place = Place(network="203.0.113.7", device=device)
            await identity.devices.arrived(signed_in.principal, place)

        seen = await administration.sign_in_of(dana.id, by=admin)
        lost = next(one for one in seen.devices if one.device == "Safari on iPhone")
        await administration.end_session(dana.id, lost.id, by=admin)

        assert await identity.principal_of_session(phone.cookie) is None
        assert await identity.principal_of_session(laptop.cookie) is not None
        after = await administration.sign_in_of(dana.id, by=admin)
        assert [one.device for one in after.devices] == ["Firefox on Windows"]
        deliveries: Deliveries = platform.get(Deliveries)
        await deliveries.drain_audit_inbox()
        [entry] = (
            await platform.database["audit_log"]
            .find({"type": "user.device_signed_out", "subject": dana.id})
            .to_list()
        )
        assert json.loads(entry["leaf"])["actor"] == admin.id

    async def test_elsewhere_is_not_ended_under_another_persons_name(
        self, administration: Administration, identity: IdentityService
    ) -> None:
        admin = await by(identity, "admin")
        dana, kim = await somebody(identity, "dana"), await somebody(identity, "kim")
        signed_in = await identity.sign_in(
            email="dana@people.example", password=PASSWORD, client="203.0.113.7"
        )
        assert dana.id != kim.id

        with pytest.raises(DeviceNotFound):
            await administration.end_session(kim.id, str(signed_in.principal.session_id), by=admin)

        assert await identity.principal_of_session(signed_in.cookie) is not None


class TestLostFactors:
    async def test_are_taken_away_by_two_and_only_then(
        self,
        administration: Administration,
        approvals: ApprovalsService,
        identity: IdentityService,
        platform: Platform,
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        dana = await somebody(identity, "dana", Role.AUDITOR)
        factors: SecondFactorsService = platform.get(SecondFactorsService)
        await an_app_of(dana, factors, MovableClock())
        view = await administration.propose_factor_removal(
            approvals, dana.id, reason="Lost the phone", by=first
        )
        assert await factors.ways_of(dana.id) != ()
        await approve(approvals, view, second)

        assert await factors.ways_of(dana.id) == ()

    async def test_that_are_none_are_not_proposed(
        self, administration: Administration, approvals: ApprovalsService, identity: IdentityService
    ) -> None:
        first = await by(identity, "first")
        dana = await somebody(identity, "dana")

        with pytest.raises(NothingToChange):
            await administration.propose_factor_removal(
                approvals, dana.id, reason="Lost the phone", by=first
            )

    async def test_proposed_before_another_was_added_are_not_taken_away(
        self,
        administration: Administration,
        approvals: ApprovalsService,
        identity: IdentityService,
        platform: Platform,
    ) -> None:
        first, second = await by(identity, "first"), await by(identity, "second")
        dana = await somebody(identity, "dana", Role.AUDITOR)
        factors: SecondFactorsService = platform.get(SecondFactorsService)
        await an_app_of(dana, factors, MovableClock())
        view = await administration.propose_factor_removal(
            approvals, dana.id, reason="Lost the phone", by=first
        )
        lost: LostFactors = platform.get(LostFactors)
        await lost.take_away(dana, actor="cli")

        with pytest.raises(PersonHasChanged):
            await approve(approvals, view, second)
