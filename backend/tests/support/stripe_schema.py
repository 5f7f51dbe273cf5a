"""Judges Stripe answers by two independent schemas from the official data, where it is present.

One is Stripe's own OpenAPI document of 2023-08-16 (closed word lists, required fields), the other
was read out of the pinned SDK's source (current fields, and no others). OpenAPI's ``nullable`` is
rewritten to JSON Schema's null first: strict validators read it otherwise than Stripe means it.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "stripe"
SPEC = DATA / "spec3-2023-08-16.core.json.gz"
SDK = DATA / "sdk-16.1.0-schema-2026-10-28.endive.json.gz"

# Where the API moved on after 2023: fields and words that the old document does not have.
FIXTURES = DATA / "fixtures3-2026-08-21.json.gz"
_NEWER = (
    "is not one of ['custom', 'embedded', 'hosted']",
    "is not one of ['automatic', 'manual']",
)


def available() -> bool:
    return SPEC.exists() and SDK.exists()


def _nullable(node: Any) -> Any:
    if isinstance(node, list):
        return [_nullable(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _nullable(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if node.get("nullable") is True else plain


@cache
def _registry() -> tuple[Registry[Any], dict[str, Any], dict[str, Any]]:
    spec = _nullable(json.loads(gzip.decompress(SPEC.read_bytes())))
    sdk = json.loads(gzip.decompress(SDK.read_bytes()))
    for name, definition in sdk["$defs"].items():
        # A resource's class names every field, so another one is a mistake of ours. Classes nested
        # in it stay open: the reader of the source confused some of those that share a name.
        if "." not in name.partition(":")[2] and "properties" in definition:
            definition["additionalProperties"] = False
    registry: Registry[Any] = Registry().with_resources(
        [
            ("urn:spec", Resource(contents=spec, specification=DRAFT202012)),
            ("urn:sdk", Resource(contents=sdk, specification=DRAFT202012)),
        ]
    )
    return registry, spec, sdk


@cache
def _validators(kind: str) -> tuple[Draft202012Validator, ...]:
    registry, spec, sdk = _registry()
    found = []
    if kind in spec["components"]["schemas"]:
        reference = f"urn:spec#/components/schemas/{kind}"
        found.append(Draft202012Validator({"$ref": reference}, registry=registry))
    if kind in sdk["resources"]:
        reference = f"urn:sdk{sdk['resources'][kind]}"
        found.append(Draft202012Validator({"$ref": reference}, registry=registry))
    return tuple(found)


def problems(body: Any) -> list[str]:
    """What is wrong with one answer: an object, a list of them, a deleted one or an error."""
    if "error" in body:
        return _error_problems(body["error"])
    if body.get("deleted"):
        return [] if set(body) == {"id", "object", "deleted"} else ["deleted object has more"]
    kind = body["object"]
    if kind == "list":
        missing = {"data", "has_more", "url"} - set(body)
        return [f"list lacks {missing}"] * bool(missing) + [
            each for item in body["data"] for each in problems(item)
        ]
    if not _validators(kind):
        return [f"no schema knows {kind}"]
    found = [
        f"{kind} {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}"
        for validator in _validators(kind)
        for error in validator.iter_errors(body)
        if not any(newer in _deepest(error).message for newer in _NEWER)
    ]
    if kind == "event":
        found += problems(body["data"]["object"])
    return found


def missing_fields(body: dict[str, Any]) -> set[str]:
    """Top-level fields that Stripe's current example of this object has and ``body`` lacks."""
    fixtures = json.loads(gzip.decompress(FIXTURES.read_bytes()))["resources"]
    return set(fixtures[body["object"]]) - set(body)


def _deepest(error: Any) -> Any:
    while error.context:
        error = max(error.context, key=lambda each: len(each.absolute_path))
    return error


def _error_problems(error: dict[str, Any]) -> list[str]:
    found = [] if {"message", "type"} <= set(error) else ["error lacks message or type"]
    for name in ("payment_intent", "payment_method", "setup_intent"):
        if name in error:
            found += problems(error[name])
    return found
