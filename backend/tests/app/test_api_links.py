from __future__ import annotations

import pytest

from paymentus.app.api_links import LINKS
from paymentus.app.wiring import Platform

from support.api import Api

Json = dict[str, object]


@pytest.fixture
def operations(platform: Platform) -> dict[str, Json]:
    return {
        operation["operationId"]: operation
        for methods in Api.of(platform).app.openapi()["paths"].values()
        for operation in methods.values()
    }


class TestLinks:
    def test_stand_in_the_answer_that_they_start_from(self, operations: dict[str, Json]) -> None:
        responses = operations["createApiKey"]["responses"]

        assert responses["201"]["links"]["revokeApiKey"] == {
            "operationId": "revokeApiKey",
            "parameters": {
                "key_id": "$response.body#/details/id",
                "biller_id": "$request.path.biller_id",
            },
        }

    def test_name_parameters_that_there_are(self, operations: dict[str, Json]) -> None:
        for link in LINKS:
            known = {one["name"] for one in operations[link.target].get("parameters", [])}
            assert not link.takes or link.takes in known, link

    def test_fill_every_path_parameter_of_their_target(self, operations: dict[str, Json]) -> None:
        for link in LINKS:
            responses = operations[link.source]["responses"]
            found = [
                answer["links"][link.target]
                for answer in responses.values()
                if link.target in answer.get("links", {})
            ]
            needed = {
                one["name"]
                for one in operations[link.target].get("parameters", [])
                if one["in"] == "path"
            }
            assert len(found) == 1
            assert needed <= found[0].get("parameters", {}).keys(), link
