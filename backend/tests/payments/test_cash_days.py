"""What counters took on a day, over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from payments.test_cash_desk import agent_of, order_of, take
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import utc_now
from paymentus.payments.service.cash_days import CashDays, CashPaymentNotFound

from support.api import Api
from support.scene import ACCOUNT, Scene

Json = dict[str, Any]


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def asked(api: Api, scene: Scene, path: str, **query: str) -> Json:
    by = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
    async with api.client(by) as client:
        answer = await client.get(f"/api/v1{path}", params=query)
    return {"status": answer.status_code, **answer.json()}


async def test_the_day_says_what_each_counter_took_and_when_to_ask_who_pays(
    api: Api, scene: Scene
) -> None:
    bills = await scene.bills([10_000, 5_000, 2_000])
    for number, bill in enumerate(bills[:2]):
        await take(scene, order_of((bill.id, None), tendered=20_000), key=f"k-{number}")

    day = await asked(api, scene, f"/billers/{scene.biller.id}/cash-day")
    earlier = await asked(api, scene, f"/billers/{scene.biller.id}/cash-day", day="2026-01-15")

    assert day["counters"] == [
        {
            "location": "main-office",
            "count": 2,
            "total": {"amount_minor": 15_000, "currency": "USD"},
        }
    ]
    assert day["identify_from"]["amount_minor"] == 300_000
    assert day["report_over"]["amount_minor"] == 1_000_000
    assert day["business_day"] == scene.biller.today(utc_now()).isoformat()
    assert earlier["counters"] == []


async def test_the_list_has_a_line_for_each_payment_newest_first(api: Api, scene: Scene) -> None:
    bills = await scene.bills([10_000, 5_000, 2_000])
    answers = [
        await take(scene, order_of((bill.id, None), tendered=20_000), key=f"k-{number}")
        for number, bill in enumerate(bills)
    ]
    path = f"/billers/{scene.biller.id}/cash-payments"

    first = await asked(api, scene, path, limit="2")
    rest = await asked(api, scene, path, limit="2", cursor=first["next_cursor"])
    elsewhere = await asked(api, scene, path, location="other-office")

    ids = [answer.body["payment"]["id"] for answer in answers]
    assert [line["payment_id"] for line in first["data"] + rest["data"]] == ids[::-1]
    assert (rest["next_cursor"], elsewhere["data"]) == (None, [])
    line = rest["data"][0]
    assert (line["account_numbers"], line["bill_numbers"]) == ([ACCOUNT], [bills[0].bill_number])
    assert line["taken_by"] == "usr_agent"
    assert line["tendered"]["amount_minor"] == 20_000


async def test_a_payment_is_shown_for_its_receipt_as_it_was_answered(
    api: Api, scene: Scene
) -> None:
    bill = await scene.bill(10_000)
    taken = await take(scene, order_of((bill.id, None), tendered=20_000))
    payment_id = taken.body["payment"]["id"]

    shown = await asked(api, scene, f"/cash-payments/{payment_id}")
    none = await asked(api, scene, "/cash-payments/pay_none")

    assert {name: shown[name] for name in taken.body} == taken.body
    assert (none["status"], none["code"]) == (404, "cash_payment_not_found")
    days: CashDays = scene.platform.get(CashDays)
    with pytest.raises(CashPaymentNotFound):
        await days.one(agent_of(scene, "bil_other"), payment_id)


async def test_a_day_begins_at_midnight_where_the_biller_is(scene: Scene) -> None:
    bill = await scene.bill(10_000)
    await take(scene, order_of((bill.id, None), tendered=10_000))
    days: CashDays = scene.platform.get(CashDays)
    today = scene.biller.today(utc_now())

    now = await days.of(agent_of(scene), scene.biller.id, today)
    before = await days.of(agent_of(scene), scene.biller.id, today - timedelta(days=1))

    assert [one.count for one in now.counters] == [1]
    assert before.counters == []
