"""Cash at a counter: what is refused, who has to be known, and how it arrives over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.payments.domain.cash import (
    CashPerson,
    CashRules,
    ConductorMissing,
    TooLittleTendered,
    must_be_known,
    require_enough,
    require_people,
    rules_on,
)

from support.api import Api
from support.scene import Scene

ON = date(2026, 3, 1)
PERSON = CashPerson(
    given_names="Ford",
    family_name="Prefect",
    birth_date=date(1979, 5, 11),
    address=Address("12 Main Street", "", "Dayton", "OH", "45402", "US"),
    identification=Identification(NumberKind.GOVERNMENT_ID, "RT123456", "US"),
)
CONDUCTOR: dict[str, Any] = {
    "given_names": "Ford",
    "family_name": "Prefect",
    "birth_date": "1979-05-11",
    "address": {
        "line1": "12 Main Street",
        "city": "Dayton",
        "region": "OH",
        "postal_code": "45402",
        "country": "US",
    },
    "identification": {"kind": "government_id", "number": "RT 123456", "country": "US"},
}


class TestWhoPays:
    @pytest.mark.parametrize(
        ("total", "of_the_day", "needed"),
        [
            (299_999, 0, False),
            (300_000, 0, True),
            (100_000, 900_000, False),
            (100_001, 900_000, True),
        ],
    )
    def test_is_known_from_an_amount_on(self, total: int, of_the_day: int, needed: bool) -> None:
        assert (
            must_be_known(total_minor=total, of_the_day_minor=of_the_day, currency="USD", on=ON)
            is needed
        )

    def test_is_named_whole_when_named_at_all(self) -> None:
        require_people(PERSON, None, needed=True, on=ON)
        require_people(None, None, needed=False, on=ON)
        with pytest.raises(ConductorMissing):
            require_people(None, None, needed=True, on=ON)
        with pytest.raises(ConductorMissing):
            require_people(None, PERSON, needed=False, on=ON)
        boxed = replace(PERSON, address=replace(PERSON.address, line1="PO Box 3"))
        with pytest.raises(ConductorMissing) as refused:
            require_people(boxed, None, needed=False, on=ON)
        assert [problem.field for problem in refused.value.fields] == ["conductor.address.line1"]

    def test_is_asked_by_the_rules_of_the_day(self) -> None:
        tables = (CashRules(date(2026, 1, 1), 1, 2), CashRules(date(2026, 7, 1), 3, 4))

        assert rules_on(date(2026, 6, 30), tables=tables).identify_from == 1
        assert rules_on(date(2026, 7, 1), tables=tables).identify_from == 3
        assert rules_on(date(2020, 1, 1), tables=tables).identify_from == 1


def test_too_little_is_refused_with_what_is_missing() -> None:
    require_enough(total_minor=100, tendered_minor=100, currency="USD")
    with pytest.raises(TooLittleTendered, match=r"\$0\.01 is missing"):
        require_enough(total_minor=100, tendered_minor=99, currency="USD")


class TestOverHttp:
    async def test_cash_is_taken_with_change_and_a_receipt(
        self, platform: Platform, scene: Scene, database: Database
    ) -> None:
        api = Api.of(platform)
        bill = await scene.bill(310_000)
        body = {
            "items": [{"bill_id": bill.id}],
            "tendered_minor": 320_000,
            "location": "main-office",
            "conductor": CONDUCTOR,
        }
        staff = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
        async with api.client({**staff, "Idempotency-Key": "k-1"}) as client:
            taken = await client.post("/api/v1/cash-payments", json=body)
            again = await client.post("/api/v1/cash-payments", json=body)
            receipt = await client.get(taken.json()["payment"]["receipt"]["url"])
            paper = await client.get(taken.json()["payment"]["receipt"]["pdf_url"])

        assert taken.status_code == 201, taken.text
        assert taken.json()["change"] == {"amount_minor": 10_000, "currency": "USD"}
        assert taken.json()["payment"]["state"] == "succeeded"
        assert taken.json()["payment"]["method"]["kind"] == "cash"
        assert again.json() == taken.json()
        assert again.headers["Idempotent-Replayed"] == "true"
        assert receipt.json()["receipt"]["method"] == "cash"
        assert paper.status_code == 200
        stored = await database["cash_payments"].find_one({})
        assert stored is not None
        assert not any(word in str(stored) for word in ("Prefect", "RT123456", "1979"))

    async def test_who_pays_much_is_asked_for(self, platform: Platform, scene: Scene) -> None:
        api = Api.of(platform)
        bill = await scene.bill(310_000)
        body = {
            "items": [{"bill_id": bill.id}],
            "tendered_minor": 310_000,
            "location": "main-office",
        }
        staff = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
        async with api.client({**staff, "Idempotency-Key": "k-1"}) as client:
            refused = await client.post("/api/v1/cash-payments", json=body)

        assert refused.status_code == 422
        assert refused.json()["code"] == "conductor_missing"
        assert refused.json()["errors"][0]["field"] == "conductor"
