from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI, Request

from paymentus.app.error_responses import register
from paymentus.foundation.authorization import (
    BILLER_BOUND,
    ROLE_PERMISSIONS,
    GuestAccount,
    NotYourBiller,
    Permission,
    Principal,
    Role,
    requires,
)


class TestRoles:
    def test_all_have_their_permissions(self) -> None:
        assert ROLE_PERMISSIONS.keys() == set(Role)

    def test_give_each_permission_to_somebody(self) -> None:
        assert set(Permission) == set().union(*ROLE_PERMISSIONS.values())

    def test_let_strangers_only_look_around_and_look_bills_up(self) -> None:
        assert ROLE_PERMISSIONS[Role.ANONYMOUS] == {
            Permission.PUBLIC,
            Permission.SESSION_READ,
            Permission.BILLS_LOOK_UP,
        }

    def test_give_nobody_less_than_a_stranger(self) -> None:
        for role in Role:
            assert ROLE_PERMISSIONS[role] >= ROLE_PERMISSIONS[Role.ANONYMOUS]

    def test_keep_paying_and_running_the_place_apart(self) -> None:
        """An administrator cannot pay, and a payer sees nothing of others."""
        own = {Permission.SECOND_FACTORS_MANAGE_OWN, Permission.ACCOUNT_MANAGE_OWN}
        paying = ROLE_PERMISSIONS[Role.PAYER] - ROLE_PERMISSIONS[Role.ANONYMOUS] - own

        for role in set(Role) - {Role.PAYER, Role.GUEST, Role.ANONYMOUS}:
            assert not paying & ROLE_PERMISSIONS[role]


class TestPrincipal:
    def test_of_a_role_has_its_permissions(self) -> None:
        auditor = Principal.of_role(Role.AUDITOR, id="usr_1")

        assert auditor.may(Permission.AUDIT_READ)
        assert not auditor.may(Permission.PAYMENTS_MAKE)

    @pytest.mark.parametrize("role", sorted(BILLER_BOUND))
    def test_that_works_for_a_biller_acts_for_that_one_only(self, role: Role) -> None:
        staff = Principal.of_role(role, id="usr_1", biller_id="blr_1")

        staff.must_be_of("blr_1")
        with pytest.raises(NotYourBiller):
            staff.must_be_of("blr_2")
        with pytest.raises(NotYourBiller):
            Principal.of_role(role, id="usr_1").must_be_of("blr_1")

    def test_that_oversees_all_billers_is_bound_to_none(self) -> None:
        Principal.of_role(Role.ADMIN, id="usr_1").must_be_of("blr_2")

    def test_of_a_guest_knows_one_account(self) -> None:
        account = GuestAccount("blr_1", "1002003001")

        assert Principal.of_role(Role.GUEST, id="gst_1", guest_account=account).guest_account == (
            account
        )


class TestGate:
    @pytest.mark.parametrize(
        ("role", "status", "code"),
        [
            (None, 401, "sign_in_needed"),
            (Role.ANONYMOUS, 401, "sign_in_needed"),
            (Role.PAYER, 403, "not_permitted"),
            (Role.TREASURY, 200, None),
        ],
    )
    async def test_lets_through_who_may(
        self, role: Role | None, status: int, code: str | None
    ) -> None:
        app = FastAPI()
        register(app)

        @app.middleware("http")
        async def arrive(request: Request, following):
            if role is not None:
                request.state.principal = Principal.of_role(role, id="usr_1")
            return await following(request)

        @app.get("/books", dependencies=[requires(Permission.LEDGER_READ)])
        async def books() -> dict[str, str]:
            return {}

        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://test"
        ) as client:
            answer = await client.get("/books")

        assert (answer.status_code, answer.json().get("code")) == (status, code)
