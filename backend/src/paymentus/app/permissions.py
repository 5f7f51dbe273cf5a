"""The permission matrix as data: which roles have which permission, and what each one opens."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request

from paymentus.app.api_docs import api_routes, permission_of
from paymentus.foundation.authorization import (
    BILLER_BOUND,
    MEANINGS,
    ROLE_PERMISSIONS,
    GuardedRoute,
    Permission,
    Role,
    requires,
    roles_with,
)
from paymentus.foundation.http import ApiModel

router = APIRouter(prefix="/api/v1/permissions", tags=["platform"], route_class=GuardedRoute)


class RoleOut(ApiModel):
    """``own_biller_only``: the role sees one biller, its own."""

    role: Role
    own_biller_only: bool
    permissions: list[Permission]


class OperationOut(ApiModel):
    operation_id: str
    method: str
    path: str
    summary: str


class PermissionOut(ApiModel):
    """A permission, the roles that have it, and the operations of the API that need it."""

    permission: Permission
    meaning: str
    roles: list[Role]
    operations: list[OperationOut]


class PermissionMatrixOut(ApiModel):
    roles: list[RoleOut]
    permissions: list[PermissionOut]


@router.get(
    "",
    operation_id="getPermissionMatrix",
    summary="Who may do what",
    description="Every role, every permission, and the operations that each permission opens.",
    dependencies=[requires(Permission.PERMISSIONS_READ)],
)
async def get_permission_matrix(request: Request) -> PermissionMatrixOut:
    app: FastAPI = request.app
    return PermissionMatrixOut(
        roles=[
            RoleOut(
                role=role,
                own_biller_only=role in BILLER_BOUND,
                permissions=sorted(granted),
            )
            for role, granted in ROLE_PERMISSIONS.items()
        ],
        permissions=[
            PermissionOut(
                permission=permission,
                meaning=MEANINGS[permission],
                roles=roles_with(permission),
                operations=_operations_of(app, permission),
            )
            for permission in Permission
        ],
    )


def _operations_of(app: FastAPI, permission: Permission) -> list[OperationOut]:
    found = [
        OperationOut(
            operation_id=str(route.operation_id),
            method=min(route.methods or {"GET"}),
            path=route.path_format,
            summary=route.summary or "",
        )
        for route in api_routes(app)
        if route.include_in_schema and permission_of(route) is permission
    ]
    return sorted(found, key=lambda operation: (operation.path, operation.method))
