"""The ledger as auditors and treasury read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import quote

import httpx
import pytest

from ledger.building import BANK, NOW, PAYABLE, RECEIVABLE
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.mongo import Database
from paymentus.ledger.service import LedgerService

from support.api import Api


@pytest.fixture
async def auditor(platform: Platform, stocked: LedgerService) -> AsyncIterator[httpx.AsyncClient]:
    api = Api.of(platform)
    async with api.client(await api.person(Role.AUDITOR)) as client:
        client.base_url = client.base_url.join("/api/v1/ledger/")
        yield client


def usd(amount_minor: int) -> dict[str, object]:
    return {"amount_minor": amount_minor, "currency": "USD"}


class TestAccounts:
    async def test_show_what_is_posted_and_what_can_still_be_taken(
        self, auditor: httpx.AsyncClient
    ) -> None:
        body = (await auditor.get("accounts")).json()

        rows = {row["id"]: row for row in body["data"]}
        assert rows.keys() == {BANK, PAYABLE, RECEIVABLE}
        assert rows[PAYABLE]["account_class"] == "liability"
        assert rows[PAYABLE]["posted"] == usd(770)
        assert rows[PAYABLE]["credits_pending"] == usd(9)
        assert body["next_cursor"] is None

    async def test_come_page_by_page_and_by_kind(self, auditor: httpx.AsyncClient) -> None:
        first = (await auditor.get("accounts?limit=2")).json()
        second = (await auditor.get(f"accounts?limit=2&cursor={first['next_cursor']}")).json()
        banks = (await auditor.get("accounts?kind=bank")).json()

        assert [row["id"] for row in first["data"] + second["data"]] == [BANK, PAYABLE, RECEIVABLE]
        assert [row["id"] for row in banks["data"]] == [BANK]


class TestBalance:
    async def test_is_of_now_or_as_of_a_time(self, auditor: httpx.AsyncClient) -> None:
        now = (await auditor.get(f"accounts/{PAYABLE}/balance")).json()
        before = NOW - timedelta(seconds=1)
        then = (
            await auditor.get(
                f"accounts/{PAYABLE}/balance", params={"as_of": rfc3339(before), "by": "effective"}
            )
        ).json()

        assert (now["balance"], now["as_of"]) == (usd(770), None)
        assert (then["balance"], then["as_of"]) == (usd(0), rfc3339(before))

    async def test_takes_an_account_with_its_slashes_escaped(
        self, auditor: httpx.AsyncClient
    ) -> None:
        answer = await auditor.get(f"accounts/{quote(PAYABLE, safe='')}/balance")

        assert answer.json()["account_id"] == PAYABLE

    async def test_of_an_account_there_is_not_is_not_found(
        self, auditor: httpx.AsyncClient
    ) -> None:
        answer = await auditor.get("accounts/bank/nobody/USD/balance")

        assert (answer.status_code, answer.json()["code"]) == (404, "account_not_found")

    @pytest.mark.parametrize(
        "as_of",
        [
            "yesterday",
            "0.5",
            "1763892000",
            "2026-11-23",
            "2026-11-23T10:00:00",
            "0001-01-01T00:00:00+14:00",
            "99999-01-01T00:00:00Z",
        ],
    )
    async def test_needs_a_time_with_a_zone(self, as_of: str, auditor: httpx.AsyncClient) -> None:
        answer = await auditor.get(f"accounts/{PAYABLE}/balance", params={"as_of": as_of})

        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
        assert [problem["field"] for problem in answer.json()["errors"]] == ["as_of"]


class TestEntries:
    async def test_are_shown_posting_by_posting_newest_first(
        self, auditor: httpx.AsyncClient
    ) -> None:
        rows = (await auditor.get("entries")).json()["data"]

        assert [row["leaf_index"] for row in rows] == [6, 5, 4, 3, 2, 1, 0]
        assert rows[0]["postings"] == [
            {"account": PAYABLE, "side": "debit", "amount": usd(300)},
            {"account": BANK, "side": "credit", "amount": usd(300)},
        ]
        assert rows[2]["pending_id"] == "ent_h1"

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"subject": "pay_2"}, ["ent_h1"]),
            ({"account": BANK}, ["ent_out"]),
            ({"subject": "pay_none"}, []),
        ],
    )
    async def test_are_found_by_what_they_are_about(
        self, query: dict[str, str], found: list[str], auditor: httpx.AsyncClient
    ) -> None:
        rows = (await auditor.get("entries", params=query)).json()["data"]

        assert [row["id"] for row in rows] == found

    async def test_come_page_by_page(self, auditor: httpx.AsyncClient) -> None:
        seen, cursor = [], ""
        while cursor is not None:
            query = {"limit": "3", **({"cursor": cursor} if cursor else {})}
            body = (await auditor.get("entries", params=query)).json()
            seen += [row["id"] for row in body["data"]]
            cursor = body["next_cursor"]

        assert len(seen) == len(set(seen)) == 7


class TestTrialBalance:
    async def test_balances(self, auditor: httpx.AsyncClient) -> None:
        body = (await auditor.get("trial-balance")).json()

        assert body["balanced"] is True
        assert body["imbalance"] == [usd(0)]
        assert {row["account_class"] for row in body["rows"]} == {"asset", "liability"}

    async def test_says_so_when_it_does_not(
        self, auditor: httpx.AsyncClient, database: Database
    ) -> None:
        await database.ledger_accounts.update_one({"_id": BANK}, {"$inc": {"debits_posted": 7}})

        body = (await auditor.get("trial-balance")).json()

        assert body["balanced"] is False
        assert body["imbalance"] == [usd(7)]
