"""A field that the form does not have, for something the sender may not set."""

from __future__ import annotations

from typing import Any

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role

from support.api import PASSWORD, Api

Json = dict[str, Any]
_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


def bodies(document: Json) -> dict[str, Json]:
    """Operation -> the schema of what it takes."""
    return {
        operation["operationId"]: content["schema"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
    }


def open_objects(schema: Any, document: Json, seen: frozenset[str] = frozenset()) -> list[str]:
    """Every object in a schema, at any depth, that would take a field it does not name."""
    if isinstance(schema, list):
        return [name for one in schema for name in open_objects(one, document, seen)]
    if not isinstance(schema, dict):
        return []
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name in seen:
            return []
        target = document["components"]["schemas"][name]
        found = open_objects(target, document, seen | {name})
        is_open = "properties" in target and target.get("additionalProperties") is not False
        return [*([name] if is_open else []), *found]
    return [name for value in schema.values() for name in open_objects(value, document, seen)]


class TestEveryBody:
    def test_refuses_fields_it_does_not_name(self, api: Api) -> None:
        document = api.app.openapi()
        found = {
            operation: names
            for operation, schema in bodies(document).items()
            if (names := open_objects(schema, document))
        }

        assert len(bodies(document)) > 10
        assert found == {}

    def test_that_would_take_them_is_told_apart(self) -> None:
        """The control."""
        closed = {"properties": {"a": {}}, "additionalProperties": False}
        document = {
            "components": {
                "schemas": {
                    "Inner": {"properties": {"a": {}}},
                    "Outer": {**closed, "properties": {"a": {"$ref": "#/x/Inner"}}},
                }
            }
        }

        assert open_objects({"$ref": "#/x/Outer"}, document) == ["Inner"]


class TestRegistration:
    @pytest.mark.parametrize(
        "more",
        [
            {"role": "admin"},
            {"biller_id": "bil_1"},
            {"status": "active"},
            {"epoch": 99},
            {"id": "usr_chosen"},
            {"permissions": ["users.manage"]},
        ],
    )
    async def test_with_a_field_of_power_makes_nobody(self, api: Api, more: Json) -> None:
        body = {"email": "new@people.example", "password": PASSWORD, "full_name": "New Person"}

        async with api.client(_OWN_PAGE) as client:
            refused = await client.post("/api/v1/auth/register", json=body | more)

        assert refused.status_code == 422
        assert await api.platform.database["users"].count_documents({}) == 0

    async def test_makes_a_payer_whatever_its_headers_say(self, api: Api) -> None:
        body = {"email": "new@people.example", "password": PASSWORD, "full_name": "New Person"}

        async with api.client({**_OWN_PAGE, "X-Role": "admin"}) as client:
            made = await client.post("/api/v1/auth/register?role=admin", json=body)

        assert made.json()["user"]["role"] == Role.PAYER
