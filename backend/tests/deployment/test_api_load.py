"""The guide's artillery file. Artillery is not installed where this runs, so the rules of its own
schema are written down here (packages/types of artilleryio/artillery), and stricter: what it would
pass over in silence is refused. What it asks for is held to our API document."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from deployment.files import DEPLOYMENT, ROOT, documents

SCRIPT = documents(DEPLOYMENT / "tests" / "api_load_test.yml")[0]
OPENAPI = json.loads((ROOT / "frontend" / "src" / "api" / "openapi.json").read_text())
Json = dict[str, Any]


def an_object(required: list[str] | None = None, **properties: Json) -> Json:
    return {
        "type": "object", "properties": properties, "additionalProperties": False,
        "required": required or [],
    }  # fmt: skip


TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "number", "exclusiveMinimum": 0}
CAPTURE = an_object(["json", "as"], json={"type": "string", "pattern": r"^\$\."}, **{"as": TEXT})
REQUEST = an_object(
    ["url"],
    url={"type": "string", "pattern": "^/"},
    headers={"type": "object", "additionalProperties": TEXT},
    json={"type": "object"},
    capture=CAPTURE,
    expect=an_object(["statusCode"], statusCode={"type": "integer"}),
)
STEP: Json = {
    "oneOf": [
        *(an_object([method], **{method: REQUEST}) for method in ("get", "post", "put", "delete")),
        an_object(["think"], think=NUMBER),
    ]
}
FLOW: Json = {"type": "array", "items": STEP, "minItems": 1}
PHASE: Json = {
    "oneOf": [
        an_object(
            ["duration", "arrivalRate"],
            name=TEXT, duration=NUMBER, arrivalRate=NUMBER, rampTo=NUMBER, maxVusers=NUMBER,
        ),
        an_object(["pause"], name=TEXT, pause=NUMBER),
    ]
}  # fmt: skip
ENSURE = an_object(
    thresholds={"type": "array", "items": {"type": "object", "additionalProperties": NUMBER}},
    conditions={
        "type": "array",
        "items": an_object(["expression"], expression=TEXT, strict={"type": "boolean"}),
    },
)
SCHEMA = an_object(
    ["config", "scenarios"],
    config=an_object(
        ["target", "phases"],
        target={"type": "string", "pattern": "^https?://"},
        phases={"type": "array", "items": PHASE, "minItems": 1},
        variables={"type": "object", "additionalProperties": TEXT},
        http=an_object(timeout=NUMBER),
        plugins=an_object(
            expect=an_object(
                reportFailuresAsErrors={"type": "boolean"},
                outputFormat={"enum": ["pretty", "json", "prettyError", "silent"]},
            ),
            ensure=an_object(),
        ),
        ensure=ENSURE,
    ),
    before=an_object(["flow"], flow=FLOW),
    scenarios={
        "type": "array",
        "minItems": 1,
        "items": an_object(["flow"], name=TEXT, weight=NUMBER, flow=FLOW),
    },
)


def requests() -> Iterator[tuple[str, Json]]:
    """Method and request of every step, the one before the load too."""
    for part in (SCRIPT["before"], *SCRIPT["scenarios"]):
        for step in part["flow"]:
            for method, request in step.items():
                if method != "think":
                    yield method, request


def operation(method: str, url: str) -> Json | None:
    """What our API document says of it; None when there is no such route."""
    path = re.sub(r"\{\{.*?\}\}", "x", url.partition("?")[0])
    for known, methods in OPENAPI["paths"].items():
        form = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(known))
        if re.fullmatch(form, path) and method in methods:
            found: Json = methods[method]
            return found
    return None


class TestTheScript:
    def test_is_what_artillery_takes(self) -> None:
        jsonschema.validate(SCRIPT, SCHEMA)

    @pytest.mark.parametrize(
        ("place", "word"),
        [(("config",), "phase"), (("config", "phases", 0), "arivalRate"),
         (("scenarios", 0), "flows"), (("scenarios", 0, "flow", 0, "get"), "expects"),
         (("config", "ensure"), "threshold")],
    )  # fmt: skip
    def test_would_not_be_with_a_word_that_artillery_does_not_know(
        self, place: tuple[Any, ...], word: str
    ) -> None:
        """The control: artillery itself would say nothing, and do less than is meant."""
        wrong = copy.deepcopy(SCRIPT)
        part = wrong
        for step in place:
            part = part[step]
        part[word] = 1

        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)

    def test_asks_for_routes_that_there_are_and_expects_what_they_answer(self) -> None:
        wrong = []
        for method, request in requests():
            known = operation(method, request["url"])
            expected = request.get("expect", {}).get("statusCode", 200)
            if known is None or str(expected) not in known["responses"]:
                wrong.append(f"{method} {request['url']} {expected}")

        assert wrong == []
        assert operation("get", "/api/v1/nothing") is None
        assert operation("delete", "/api/v1/bills") is None

    def test_sends_bodies_that_the_routes_take(self) -> None:
        for method, request in requests():
            if "json" not in request:
                continue
            known = operation(method, request["url"])
            assert known is not None
            schema = known["requestBody"]["content"]["application/json"]["schema"]
            jsonschema.validate(request["json"], {**schema, "components": OPENAPI["components"]})

    def test_fills_in_only_what_it_has(self) -> None:
        given = set(SCRIPT["config"]["variables"])
        for _, request in requests():
            named = re.findall(r"\{\{ (\w+) \}\}", json.dumps(request))
            assert set(named) <= given, request
            if "capture" in request:
                given.add(request["capture"]["as"])

    def test_moves_no_money(self) -> None:
        """That is the stress test's, which follows each payment and reconciles."""
        moving = [
            request["url"]
            for method, request in requests()
            if method == "post" and request["url"].startswith("/api/v1/payments")
        ]

        assert moving == []

    def test_ends_while_its_token_lives(self) -> None:
        minutes = sum(phase["duration"] for phase in SCRIPT["config"]["phases"]) / 60

        assert minutes < 9
