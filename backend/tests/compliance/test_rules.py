"""Monitoring rules over HTTP."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from compliance.test_freezes import approved, officer
from paymentus.foundation.authorization import Role

from support.api import Api

RULES = "/api/v1/compliance/rules"
Json = dict[str, Any]


async def shown(api: Api, by: dict[str, str], **query: str) -> Json:
    async with api.client(by) as client:
        answer = await client.get(RULES, params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def as_body(page: Json) -> Json:
    """The rules of a page, to be sent again."""
    return {
        rule["code"]: {name: rule[name] for name in ("on", "verdict", "score", "again_days",
                                                     "params")}
        for rule in page["rules"]
    }  # fmt: skip


async def test_the_rules_are_shown_with_what_they_mean(api: Api) -> None:
    page = await shown(api, await api.person(Role.AUDITOR))

    assert (page["profile"], page["ours"], len(page["rules"])) == ("msb", True, 14)
    structuring = next(rule for rule in page["rules"] if rule["code"] == "structuring")
    assert structuring["meaning"] == "Cash cut into amounts that need no report (31 USC 5324)."
    assert structuring["params"]["near_minor"] == 700_000
    assert page["ctr_thresholds_minor"] == {"USD": 1_000_000}


async def test_the_rules_of_the_other_profile_are_shown_too(api: Api) -> None:
    page = await shown(api, await api.person(Role.AUDITOR), profile="bank")

    assert (page["profile"], page["ours"]) == ("bank", False)


async def test_a_change_is_tried_proposed_and_switched_on_by_another_officer(api: Api) -> None:
    first, second = await officer(api, "first"), await officer(api, "second")
    today = datetime.now(UTC).date().isoformat()
    rules = as_body(await shown(api, first))
    rules["velocity"]["score"] = 12

    async with api.client(first) as client:
        tried = await client.post(
            f"{RULES}/back-tests",
            json={"profile": "msb", "rules": rules, "first": today, "last": today},
        )
        proposed = await client.post(
            f"{RULES}/proposals",
            json={"profile": "msb", "valid_from": today, "rules": rules, "reason": "Too loud."},
        )

    assert tried.status_code == 200, tried.text
    assert tried.json()["transfers"] == 0
    assert proposed.status_code == 201, proposed.text
    assert proposed.json()["words"].endswith("velocity: score 35 to 12.")
    await approved(api, second, proposed.json()["id"])
    page = await shown(api, first)
    assert next(r for r in page["rules"] if r["code"] == "velocity")["score"] == 12
    assert page["changes"][0]["in_force"] is True
    assert page["changes"][0]["differences"] == [
        {"code": "velocity", "field": "score", "before": 35, "after": 12}
    ]
    assert page["changes"][0]["made_by"]["name"]
    assert page["changes"][0]["id"] == proposed.json()["change_id"]


async def test_what_is_wrong_with_rules_is_named_by_field(api: Api) -> None:
    by = await officer(api, "first")
    today = datetime.now(UTC).date().isoformat()
    rules = as_body(await shown(api, by))
    del rules["fan_in"]
    rules["velocity"]["params"]["hours"] = 400

    async with api.client(by) as client:
        answer = await client.post(
            f"{RULES}/proposals",
            json={"profile": "msb", "valid_from": today, "rules": rules, "reason": "Wrong."},
        )

    assert answer.status_code == 422
    assert {problem["field"] for problem in answer.json()["errors"]} == {
        "rules.fan_in",
        "rules.velocity.params.hours",
    }


async def test_a_period_of_the_wrong_length_is_refused(api: Api) -> None:
    by = await officer(api, "first")
    rules = as_body(await shown(api, by))

    async with api.client(by) as client:
        answers = [
            await client.post(
                f"{RULES}/back-tests",
                json={"profile": "msb", "rules": rules, "first": first, "last": last},
            )
            for first, last in (("2026-02-01", "2026-01-01"), ("9999-12-30", "9999-12-31"))
        ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["type"].endswith("period_wrong")


async def test_a_run_over_the_past_is_followed_line_by_line(api: Api) -> None:
    by = await officer(api, "first")
    today = datetime.now(UTC).date().isoformat()
    rules = as_body(await shown(api, by))
    body = {"profile": "msb", "rules": rules, "first": today, "last": today}

    async with api.client(by) as client:
        whole = await client.post(f"{RULES}/back-tests", json=body)
        followed = await client.post(f"{RULES}/back-tests/live", json=body)
        refused = await client.post(f"{RULES}/back-tests/live", json={**body, "rules": {}})

    lines = [json.loads(line) for line in followed.text.splitlines()]
    assert lines == [{"seen": 0, "total": 0}, {"result": whole.json()}]
    assert followed.headers["content-type"].startswith("application/x-ndjson")
    assert (refused.status_code, refused.json()["code"]) == (422, "rules_wrong")
