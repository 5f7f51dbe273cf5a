"""Who may ask what: every route names its permission, says so, and keeps to it over HTTP."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import RouteContext
from starlette.routing import Route

from paymentus.app.api_docs import api_routes, permission_of
from paymentus.app.main import create_app
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import (
    ROLE_PERMISSIONS,
    NotYourBiller,
    Permission,
    Role,
    requires,
)

from support.api import Api, streaming
from support.scene import Scene

EVERYONE = frozenset(Role)
PAYING = frozenset({Role.GUEST, Role.PAYER})
PAYER = frozenset({Role.PAYER})
OF_BILLERS = frozenset({Role.BILLER_STAFF, Role.BILLER_ADMIN, Role.ADMIN})
READING_BILLERS = OF_BILLERS | {Role.AUDITOR}
READING_PAYMENTS = READING_BILLERS | {Role.COMPLIANCE_OFFICER}
BOOKS = frozenset({Role.COMPLIANCE_OFFICER, Role.TREASURY, Role.AUDITOR, Role.ADMIN})
LOG = BOOKS - {Role.TREASURY}

# The whole matrix. A route that is not here fails, and so does one whose roles have changed.
MATRIX: dict[str, frozenset[Role]] = {
    # Open to everyone; what they show is judged by session, token or signature.
    "getHealth": EVERYONE,
    "getMetrics": EVERYONE,
    "register": EVERYONE,
    "signIn": EVERYONE,
    "signOut": EVERYONE,
    "getSession": EVERYONE,
    "issueToken": EVERYONE,
    "listBillers": EVERYONE,
    "getBiller": EVERYONE,
    "lookUpBills": EVERYONE,
    "getBill": EVERYONE,
    "getPayment": EVERYONE,
    "watchPayment": EVERYONE,
    "getReceipt": EVERYONE,
    "getReceiptPdf": EVERYONE,
    "receiveStripeWebhook": EVERYONE,
    "getCheckpoint": EVERYONE,
    "getTile": EVERYONE,
    "proveInclusion": EVERYONE,
    "proveConsistency": EVERYONE,
    "getVerificationPolicy": EVERYONE,
    # Paying.
    "listBills": PAYING,
    "createQuote": PAYING,
    "makePayment": PAYING,
    "listPayments": PAYING,
    "refreshPayment": PAYING,
    "cancelPayment": PAYING,
    "listAccounts": PAYER,
    "linkAccount": PAYER,
    "unlinkAccount": PAYER,
    "listPaymentMethods": PAYER,
    "startCardSetup": PAYER,
    "completeCardSetup": PAYER,
    "removePaymentMethod": PAYER,
    # Billers.
    "createBiller": frozenset({Role.ADMIN}),
    "changeBiller": frozenset({Role.BILLER_ADMIN, Role.ADMIN}),
    "getBillerSettings": READING_BILLERS,
    "listBillerBills": READING_BILLERS,
    "uploadBillFile": OF_BILLERS,
    "previewBillFile": OF_BILLERS,
    "listBillFiles": READING_BILLERS,
    "getBillFile": READING_BILLERS,
    "listBillFileProblems": READING_BILLERS,
    "downloadBillFileProblems": READING_BILLERS,
    "listBillerPayments": READING_PAYMENTS,
    "watchBiller": READING_PAYMENTS,
    "getPaymentStory": READING_PAYMENTS,
    # Books and log.
    "listLedgerAccounts": BOOKS,
    "getLedgerBalance": BOOKS,
    "listLedgerEntries": BOOKS,
    "getTrialBalance": BOOKS,
    "listAuditEntries": LOG,
    "getEntryBundle": LOG,
}

# Guests, payers and staff read one bill by one permission that strangers have too, so the service
# itself asks a stranger to sign in: "not found" would be the wrong advice.
ASKS_STRANGERS_TO_SIGN_IN = {"getBill"}
# Served by the framework: the document itself, which names no data.
NOT_OF_OURS = {"/api/openapi.json"}
OF_ONE_BILLER = re.compile(r"^/api/v1/billers/\{biller_id\}")


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


def documented(app: FastAPI) -> list[RouteContext]:
    return [route for route in api_routes(app) if route.include_in_schema]


def operations(app: FastAPI) -> dict[str, dict[str, Any]]:
    return {
        operation["operationId"]: operation
        for path in app.openapi()["paths"].values()
        for operation in path.values()
    }


def address(route: RouteContext, biller_id: str) -> str:
    """Plausible parameters: the biller there is, and things there are not."""
    known = {"biller_id": biller_id, "id_or_slug": biller_id, "path": "0/000"}
    return re.sub(
        r"\{(\w+)(?::\w+)?\}", lambda name: known.get(name[1], "pay_none_00"), str(route.path)
    )


async def status(api: Api, route: RouteContext, biller_id: str, headers: dict[str, str]) -> int:
    method = min(route.methods or {"GET"})
    sent = {**headers, "Idempotency-Key": "k-1"}
    path = address(route, biller_id)
    query = "index=0&size=1&from=0&to=1" if "/proof/" in path else ""
    async with streaming(api.app, path, method=method, headers=sent, query=query) as answer:
        return answer.status


class TestEveryRoute:
    def test_names_a_permission(self, api: Api) -> None:
        routes = list(api_routes(api.app))

        assert len(routes) > 50
        assert [route.path for route in routes if permission_of(route) is None] == []

    def test_is_ours_or_the_documents(self, api: Api) -> None:
        plain = {route.path for route in api.app.routes if type(route) is Route}

        assert plain == NOT_OF_OURS

    def test_is_open_to_the_roles_of_the_matrix(self, api: Api) -> None:
        found = {}
        for route in documented(api.app):
            permission = permission_of(route)
            found[route.operation_id] = frozenset(
                role for role, granted in ROLE_PERMISSIONS.items() if permission in granted
            )

        assert found == MATRIX

    def test_states_its_permission_summary_and_problems(self, api: Api) -> None:
        described = operations(api.app)

        lacking = []
        for route in documented(api.app):
            operation = described[str(route.operation_id)]
            permission = permission_of(route)
            refusals = {"401", "403"} if permission is not Permission.PUBLIC else set()
            if operation.get("x-permission") != permission:
                lacking.append((route.path, "permission"))
            if not operation.get("summary") or not operation.get("tags"):
                lacking.append((route.path, "summary"))
            if not refusals <= operation["responses"].keys():
                lacking.append((route.path, "401 and 403"))
            if "{" in str(route.path) and not {"404", "403"} & operation["responses"].keys():
                lacking.append((route.path, "404"))
            for code, response in operation["responses"].items():
                problem = "application/problem+json" in response.get("content", {})
                if int(code) >= 400 and int(code) != 503 and not problem:
                    lacking.append((route.path, code))
                if not response.get("description"):
                    lacking.append((route.path, f"words for {code}"))
        assert lacking == []

    def test_has_an_operation_id_of_its_own_in_camel_case(self, api: Api) -> None:
        ids = [str(route.operation_id) for route in documented(api.app)]

        assert len(ids) == len(set(ids))
        assert [id for id in ids if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", id)] == []

    def test_points_at_schemas_that_are_there(self, api: Api) -> None:
        document = api.app.openapi()

        named = set(re.findall(r"#/components/schemas/([\w.\-]+)", str(document)))

        assert named <= document["components"]["schemas"].keys()

    def test_that_forgets_its_permission_is_found(self, platform: Platform) -> None:
        careless = APIRouter(prefix="/api/v1/careless")

        @careless.get("/open-door")
        async def open_door() -> None: ...

        app = create_app(platform.settings, platform)
        app.include_router(careless)

        assert [str(route.path) for route in api_routes(app) if permission_of(route) is None] == [
            "/api/v1/careless/open-door"
        ]
        with pytest.raises(AssertionError, match="names no permission"):
            app.openapi()

    def test_with_two_permissions_counts_as_the_stricter(self) -> None:
        router = APIRouter(dependencies=[requires(Permission.SESSION_READ)])

        @router.get("/x", dependencies=[requires(Permission.LEDGER_READ)])
        async def strict() -> None: ...

        app = FastAPI()
        app.include_router(router)

        route = next(api_routes(app))
        assert permission_of(route) is Permission.LEDGER_READ


class TestOverHttp:
    @pytest.mark.parametrize("role", Role)
    async def test_a_role_is_refused_exactly_where_the_matrix_says(
        self, role: Role, api: Api, scene: Scene
    ) -> None:
        headers = await api.person(role, biller_id=scene.biller.id)
        refusal = 401 if role is Role.ANONYMOUS else 403

        # Signing out comes last, since nothing is allowed after it.
        routes = sorted(documented(api.app), key=lambda route: route.operation_id == "signOut")
        wrong = {}
        for route in routes:
            got = await status(api, route, scene.biller.id, headers)
            name = str(route.operation_id)
            stranger = role is Role.ANONYMOUS and name in ASKS_STRANGERS_TO_SIGN_IN
            allowed = role in MATRIX[name] and not stranger
            as_wanted = got not in (401, 403) if allowed else got == refusal
            if got == 500 or not as_wanted:
                wrong[name] = got
        assert wrong == {}

    @pytest.mark.parametrize("role", [Role.BILLER_STAFF, Role.BILLER_ADMIN])
    async def test_staff_of_one_biller_see_nothing_of_another(
        self, role: Role, api: Api, scene: Scene
    ) -> None:
        headers = await api.person(role, biller_id="bil_another")
        ours = [
            route
            for route in documented(api.app)
            if OF_ONE_BILLER.match(str(route.path)) and role in MATRIX[str(route.operation_id)]
        ]
        assert len(ours) >= 9

        wrong = {}
        for route in ours:
            method, path = min(route.methods or ()), address(route, scene.biller.id)
            async with streaming(api.app, path, method=method, headers=headers) as answer:
                refused = answer.status == 403 and NotYourBiller.code().encode() in answer.body
                # A body or file is asked for first, which tells nothing about the biller.
                if not refused and answer.status != 422:
                    wrong[route.operation_id] = answer.status
        assert wrong == {}
