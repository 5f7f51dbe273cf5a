"""A customer's own identification over HTTP."""

from __future__ import annotations

from typing import Any

from paymentus.foundation.authorization import Role

from support.api import Api
from support.customers import a_picture, passport_zone

FACTS: dict[str, Any] = {
    "given_names": "Trillian Mae",
    "family_name": "McMillan",
    "birth_date": "1984-04-12",
    "address": {
        "line1": "42 Evergreen Terrace",
        "city": "Springfield",
        "region": "OH",
        "postal_code": "45501",
        "country": "US",
    },
    "citizenships": ["US"],
    "identification": {"kind": "ssn", "number": "536-90-4399", "country": "US"},
    "expected_monthly_minor": 120_000,
    "is_exposed": False,
}
FILE = {"file": ("passport.png", a_picture(), "image/png")}


async def test_a_customer_says_sends_and_hands_in(api: Api) -> None:
    async with api.client(await api.person(Role.PAYER)) as client:
        empty = await client.get("/api/v1/kyc")
        assert empty.json()["state"] == "not_started"
        assert empty.json()["limits"] == {
            "per_payment_minor": 2_500_000,
            "per_30_days_minor": 10_000_000,
        }

        saved = await client.put("/api/v1/kyc/facts", json=FACTS)
        sent = await client.post(
            "/api/v1/kyc/documents", data={"kind": "passport", "mrz": passport_zone()}, files=FILE
        )
        handed_in = await client.post("/api/v1/kyc/submit")

    assert saved.json()["facts"]["identification"]["number"] == "536904399"
    assert sent.status_code == 201
    assert {check["outcome"] for check in sent.json()["checks"]} == {"passed"}
    assert handed_in.json()["state"] == "submitted"
    assert "rating" not in handed_in.text


async def test_what_is_missing_is_named_field_by_field(api: Api) -> None:
    wrong = {**FACTS, "address": {**FACTS["address"], "line1": "PO Box 12"}}
    async with api.client(await api.person(Role.PAYER)) as client:
        await client.put("/api/v1/kyc/facts", json=wrong)
        refused = await client.post("/api/v1/kyc/submit")

    assert refused.status_code == 422
    assert refused.json()["code"] == "facts_incomplete"
    assert [error["field"] for error in refused.json()["errors"]] == ["address.line1"]


async def test_a_file_that_is_no_picture_is_refused(api: Api) -> None:
    async with api.client(await api.person(Role.PAYER)) as client:
        refused = await client.post(
            "/api/v1/kyc/documents",
            data={"kind": "passport"},
            files={"file": ("passport.png", b"<script>", "image/png")},
        )

    assert refused.status_code == 400
    assert refused.json()["code"] == "document_not_readable"
