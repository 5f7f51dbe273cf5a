"""The permission matrix as the API tells it."""

from __future__ import annotations

from typing import Any

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import MEANINGS, ROLE_PERMISSIONS, Permission, Role

from support.api import Api

ADDRESS = "/api/v1/permissions"


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def matrix(api: Api, role: Role) -> dict[str, Any]:
    async with api.client(await api.person(role)) as client:
        answer = await client.get(ADDRESS)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestMatrix:
    async def test_tells_what_each_role_may_do(self, api: Api) -> None:
        told = await matrix(api, Role.AUDITOR)

        assert {row["role"]: set(row["permissions"]) for row in told["roles"]} == {
            role.value: {permission.value for permission in granted}
            for role, granted in ROLE_PERMISSIONS.items()
        }
        bound = [row["role"] for row in told["roles"] if row["own_biller_only"]]
        assert bound == ["biller_staff", "biller_admin"]

    async def test_has_each_operation_once_under_its_permission(self, api: Api) -> None:
        told = await matrix(api, Role.ADMIN)

        rows = {row["permission"]: row for row in told["permissions"]}
        listed = [
            (operation["operation_id"], permission)
            for permission, row in rows.items()
            for operation in row["operations"]
        ]
        described = api.app.openapi()["paths"].values()
        assert sorted(listed) == sorted(
            (operation["operationId"], operation["x-permission"])
            for methods in described
            for operation in methods.values()
        )
        assert rows["billers.create"]["roles"] == ["admin"]
        assert rows["billers.create"]["operations"] == [
            {
                "operation_id": "createBiller",
                "method": "POST",
                "path": "/api/v1/billers",
                "summary": "Add a biller",
            }
        ]

    def test_says_what_every_permission_means(self) -> None:
        assert MEANINGS.keys() == set(Permission)
