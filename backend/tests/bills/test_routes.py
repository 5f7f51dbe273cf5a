from __future__ import annotations

import dataclasses
import json

import httpx
import pytest

from bills.browsing import Site
from bills.building import COLUMNS, Desk, a_row, as_csv
from paymentus.app.seed import LAKESIDE
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE

NUMBERS = {"account_number": "1002 000 001", "second_factor": "94110"}


async def look_up(browser: httpx.AsyncClient, desk: Desk, **changes: str) -> httpx.Response:
    body = {"biller_id": desk.biller.id, **NUMBERS, **changes}
    return await browser.post("/guest/lookup", json=body)


async def upload(
    browser: httpx.AsyncClient,
    biller_id: str,
    data: bytes,
    *,
    name: str = "november.csv",
    **form: str,
) -> httpx.Response:
    return await browser.post(
        f"/billers/{biller_id}/bill-files",
        files={"file": (name, data, "text/csv")},
        data=form,
    )


async def import_waiting(desk: Desk) -> None:
    while file := await desk.files.importer.claim_next():
        await desk.files.importer.run(file)


class TestGuestLookUp:
    async def test_shows_the_bills_and_opens_a_session_for_that_account(
        self, site: Site, desk: Desk
    ):
        named = a_row(1) | {"Customer Name": "Maria Lopez", "Charges": "Water=80; Sewer=21"}
        columns = [*COLUMNS, "Customer Name", "Charges"]
        await desk.take_in(as_csv([named, a_row(2)], columns=columns))

        async with site.browser() as browser:
            answer = await look_up(browser, desk)
            mine = await browser.get("/bills")
            one = await browser.get(f"/bills/{desk.id_of(1)}")
            other = await browser.get(f"/bills/{desk.id_of(2)}")

        assert answer.status_code == 200
        assert answer.json()["account"] == {
            "biller_id": desk.biller.id,
            "biller_name": "City of Riverton Water",
            "account_number": "1002000001",
            "account_name_masked": "M••• L•••",
        }
        assert SESSION_COOKIE in answer.headers["Set-Cookie"]
        assert answer.json()["bills"] == mine.json()["data"] == [one.json()]
        assert one.json() == {
            "id": desk.id_of(1),
            "biller_id": desk.biller.id,
            "biller_name": "City of Riverton Water",
            "account_number": "1002000001",
            "account_name": "M••• L•••",
            "bill_number": "B-1",
            "currency": "USD",
            "amount_due": {"amount_minor": 10_100, "currency": "USD"},
            "amount_paid": {"amount_minor": 0, "currency": "USD"},
            "amount_open": {"amount_minor": 10_100, "currency": "USD"},
            "issued_on": None,
            "due_on": "2026-11-30",
            "status": "open",
            "overdue": False,
            "live_payment_id": None,
            "charges": [
                {"description": "Water", "amount": {"amount_minor": 8_000, "currency": "USD"}},
                {"description": "Sewer", "amount": {"amount_minor": 2_100, "currency": "USD"}},
            ],
            "service_address": None,
            "period_start": None,
            "period_end": None,
            "message": None,
        }
        assert (other.status_code, other.json()["code"]) == (404, "bill_not_found")

    async def test_says_the_same_of_an_unknown_account_and_a_wrong_factor(
        self, site: Site, desk: Desk
    ):
        await desk.take_in(as_csv([a_row(1)]))

        async with site.browser() as browser:
            unknown = await look_up(browser, desk, account_number="9999999999")
            wrong = await look_up(browser, desk, second_factor="00000")

        assert unknown.status_code == wrong.status_code == 404
        assert unknown.json() == wrong.json()
        assert wrong.json()["code"] == "bill_not_found"
        assert "Set-Cookie" not in wrong.headers

    async def test_names_the_field_that_cannot_be_an_account_number(self, site: Site, desk: Desk):
        async with site.browser() as browser:
            answer = await look_up(browser, desk, account_number="12")

        assert (answer.status_code, answer.json()["code"]) == (422, "account_number_malformed")
        assert answer.json()["errors"][0]["field"] == "account_number"

    async def test_stops_who_guesses(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))

        async with site.browser() as browser:
            answers = [
                await look_up(browser, desk, second_factor=f"{10_000 + n}") for n in range(11)
            ]

        assert [answer.status_code for answer in answers] == [404] * 10 + [429]
        assert int(answers[-1].headers["Retry-After"]) > 0

    async def test_leaves_who_is_signed_in_signed_in(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))

        async with site.browser(Role.PAYER) as browser:
            answer = await look_up(browser, desk)
            session = await browser.get("/auth/session")
            accounts = await browser.get("/accounts")

        assert answer.status_code == 200
        assert session.json()["kind"] == "user"
        assert accounts.json() == {"data": []}


class TestLinkedAccounts:
    async def test_are_linked_with_the_second_factor_and_show_their_bills(
        self, site: Site, desk: Desk
    ):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        body = {"biller_id": desk.biller.id, **NUMBERS, "nickname": "Home"}

        async with site.browser(Role.PAYER) as browser:
            refused = await browser.post("/accounts", json=body | {"second_factor": "1234"})
            before = await browser.get("/bills")
            linked = await browser.post("/accounts", json=body)
            listed = await browser.get("/accounts")
            bills = await browser.get("/bills")
            removed = await browser.delete(f"/accounts/{linked.json()['id']}")
            after = await browser.get("/bills")

        assert (refused.status_code, refused.json()["code"]) == (404, "bill_not_found")
        assert before.json()["data"] == after.json()["data"] == []
        assert linked.status_code == 201
        assert (
            linked.json().items()
            >= {
                "biller_name": "City of Riverton Water",
                "account_number": "1002000001",
                "nickname": "Home",
            }.items()
        )
        assert listed.json()["data"] == [linked.json()]
        assert [bill["bill_number"] for bill in bills.json()["data"]] == ["B-1"]
        assert removed.status_code == 204

    async def test_of_others_cannot_be_removed(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        async with (
            site.browser(Role.PAYER, name="one") as one,
            site.browser(Role.PAYER, name="other") as other,
        ):
            body = {"biller_id": desk.biller.id, **NUMBERS}
            linked = (await one.post("/accounts", json=body)).json()

            answer = await other.delete(f"/accounts/{linked['id']}")
            still = await one.get("/accounts")

        assert (answer.status_code, answer.json()["code"]) == (404, "linked_account_not_found")
        assert len(still.json()["data"]) == 1

    async def test_are_not_for_guests(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        async with site.browser() as browser:
            await look_up(browser, desk)
            answer = await browser.get("/accounts")

        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


class TestBillPermissions:
    async def test_ask_a_stranger_to_sign_in(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        async with site.browser() as browser:
            answers = [
                await browser.get("/bills"),
                await browser.get(f"/bills/{desk.id_of(1)}"),
                await browser.get(f"/billers/{desk.biller.id}/bills"),
                await browser.get(f"/billers/{desk.biller.id}/bill-files"),
                await upload(browser, desk.biller.id, as_csv([a_row(2)])),
            ]

        assert {answer.status_code for answer in answers} == {401}

    async def test_hold_staff_to_their_own_biller(self, site: Site, desk: Desk):
        other = await desk.billers.create(LAKESIDE, actor="test")
        await desk.take_in(as_csv([a_row(1)]))
        async with site.browser(Role.BILLER_ADMIN, biller_id=other.id) as browser:
            answers = [
                await browser.get(f"/billers/{desk.biller.id}/bills"),
                await browser.get(f"/billers/{desk.biller.id}/bill-files"),
                await browser.get(f"/billers/{desk.biller.id}/settings"),
                await upload(browser, desk.biller.id, as_csv([a_row(2)])),
                await browser.patch(f"/billers/{desk.biller.id}", json={"version": 1}),
            ]
            bill = await browser.get(f"/bills/{desk.id_of(1)}")

        assert {answer.json()["code"] for answer in answers} == {"not_your_biller"}
        assert bill.status_code == 404


class TestStaffBills:
    async def test_are_found_by_number_and_status_in_pages(self, site: Site, desk: Desk):
        late = {"Due Date": "2026-11-22"}
        rows = [a_row(n) for n in range(1, 12)] + [a_row(12) | late]
        await desk.take_in(as_csv(rows))
        url = f"/billers/{desk.biller.slug}/bills"

        async with site.browser(Role.BILLER_STAFF) as browser:
            first = (await browser.get(url, params={"limit": 7})).json()
            second = (
                await browser.get(url, params={"limit": 7, "cursor": first["next_cursor"]})
            ).json()
            found = (await browser.get(url, params={"q": "b-12", "status": "open"})).json()
            none = (await browser.get(url, params={"status": "paid"})).json()
            overdue = (await browser.get(url, params={"overdue": "true"})).json()
            broken = await browser.get(url, params={"cursor": "nonsense"})

        numbers = [bill["bill_number"] for bill in [*first["data"], *second["data"]]]
        assert sorted(numbers) == sorted(f"B-{n}" for n in range(1, 13))
        assert second["next_cursor"] is None
        assert [bill["bill_number"] for bill in found["data"]] == ["B-12"]
        assert none["data"] == []
        assert [(bill["bill_number"], bill["overdue"]) for bill in overdue["data"]] == [
            ("B-12", True)
        ]
        assert (broken.status_code, broken.json()["code"]) == (400, "cursor_not_understood")


class TestBillFiles:
    async def test_are_sent_watched_and_reported(self, site: Site, desk: Desk):
        data = as_csv([a_row(1), a_row(2, Amount_Due="x"), a_row(3) | {"ZIP": ""}])

        async with site.browser(Role.BILLER_STAFF) as browser:
            sent = await upload(browser, desk.biller.id, data)
            url = f"/billers/{desk.biller.id}/bill-files/{sent.json()['id']}"
            await import_waiting(desk)
            done = (await browser.get(url)).json()
            problems = (await browser.get(f"{url}/problems", params={"limit": 1})).json()
            more = await browser.get(
                f"{url}/problems", params={"limit": 1, "cursor": problems["next_cursor"]}
            )
            of_reason = await browser.get(f"{url}/problems", params={"code": "missing_value"})
            no_reason = await browser.get(f"{url}/problems", params={"code": "bad_luck"})
            listed = (await browser.get(f"/billers/{desk.biller.id}/bill-files")).json()
            wrong = await browser.get(f"{url}/problems.csv")

        assert (sent.status_code, sent.json()["status"]) == (202, "received")
        assert sent.json()["mapping"]["bill_number"] == "Bill No"
        assert done.items() >= {
            "status": "done", "rows_done": 3, "rows_total": 3, "created": 1, "rejected": 2,
            "file_name": "november.csv", "mode": "update", "problem": None,
            "problems_by_reason": {"amount_not_understood": 1, "missing_value": 1},
        }.items()  # fmt: skip
        assert done["finished_at"].endswith("Z")
        assert problems["data"] == [
            {
                "line": 3,
                "field": "amount_due",
                "code": "amount_not_understood",
                "message": "Amount due is not an amount; write it as 1234.56.",
                "value": "x",
                "bill_number": "B-2",
            }
        ]
        assert [row["line"] for row in more.json()["data"]] == [4]
        assert [(row["line"], row["message"]) for row in of_reason.json()["data"]] == [
            (4, "ZIP code is missing.")
        ]
        assert no_reason.status_code == 422
        assert listed["data"] == [done]
        assert wrong.headers["Content-Type"].startswith("text/csv")
        disposition = wrong.headers["Content-Disposition"]
        assert disposition.startswith('attachment; filename="november-wrong-rows.csv"')
        lines = wrong.text.splitlines()
        assert lines[0].lstrip("\ufeff") == ",".join([*COLUMNS, "_line", "_problem"])
        assert len(lines) == 3

    async def test_take_mode_and_mapping(self, site: Site, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        data = as_csv([a_row(1)]).replace(b"Due Date", b"Xyz")

        async with site.browser(Role.BILLER_STAFF) as browser:
            refused = await upload(browser, desk.biller.id, data)
            sent = await upload(
                browser, desk.biller.id, data, mode="replace", mapping=json.dumps({"due_on": "Xyz"})
            )
            await import_waiting(desk)
            url = f"/billers/{desk.biller.id}/bill-files/{sent.json()['id']}"
            done = (await browser.get(url)).json()

        assert (refused.status_code, refused.json()["code"]) == (422, "columns_missing")
        assert refused.json()["errors"] == [
            {"field": "due_on", "message": "No column for this field."}
        ]
        assert done.items() >= {"mode": "replace", "unchanged": 1, "withdrawn": 1}.items()

    async def test_can_be_looked_at_first(self, site: Site, desk: Desk):
        async with site.browser(Role.BILLER_STAFF) as browser:
            answer = await browser.post(
                f"/billers/{desk.biller.id}/bill-files/preview",
                files={"file": ("x.csv", as_csv([a_row(1)], columns=COLUMNS[:4]))},
            )
            listed = await browser.get(f"/billers/{desk.biller.id}/bill-files")

        preview = answer.json()
        assert preview["columns"] == list(COLUMNS[:4])
        assert preview["sample"] == [["1002000001", "B-1", "101.00", "2026-11-30"]]
        assert preview["missing"] == ["second_factor"]
        assert preview["mapping"]["due_on"] == "Due Date"
        assert {"name": "due_on", "label": "Due date", "required": True}.items() <= next(
            field for field in preview["fields"] if field["name"] == "due_on"
        ).items()
        labels = {field["name"]: field["label"] for field in preview["fields"]}
        assert labels["second_factor"] == "ZIP code"
        assert listed.json()["data"] == []

    async def test_give_wrong_rows_a_name_that_every_header_can_carry(self, site: Site, desk: Desk):
        async with site.browser(Role.BILLER_STAFF) as browser:
            sent = await upload(
                browser, desk.biller.id, as_csv([a_row(2, Amount_Due="x")]), name='fé"v.csv'
            )
            await import_waiting(desk)
            url = f"/billers/{desk.biller.id}/bill-files/{sent.json()['id']}/problems.csv"
            disposition = (await browser.get(url)).headers["Content-Disposition"]

        assert 'filename="f_' in disposition
        assert "filename*=UTF-8''f%C3%A9" in disposition
        assert disposition.endswith("-wrong-rows.csv")

    @pytest.mark.parametrize(
        ("data", "form", "status", "code"),
        [
            (b"", {}, 400, "bill_file_not_readable"),
            (b"PK\x03\x04", {}, 400, "bill_file_not_readable"),
            (b"a,b\n", {"mapping": "nonsense"}, 422, "mapping_not_understood"),
            (b"a,b\n", {"mapping": '{"due_on": "c"}'}, 422, "mapping_not_understood"),
            (b"a,b\n", {"mode": "append"}, 422, "invalid_request"),
        ],
    )
    async def test_that_cannot_be_read_are_refused_with_a_reason(
        self, site: Site, desk: Desk, data: bytes, form: dict[str, str], status: int, code: str
    ):
        async with site.browser(Role.BILLER_STAFF) as browser:
            answer = await upload(browser, desk.biller.id, data, **form)

        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_of_another_biller_are_not_found(self, site: Site, desk: Desk):
        there = dataclasses.replace(desk, biller=await desk.billers.create(LAKESIDE, actor="t"))
        row = a_row(1) | {"Account No": "12-345-678"}
        file = await there.take_in(as_csv([row]))

        async with site.browser(Role.BILLER_STAFF) as browser:
            url = f"/billers/{desk.biller.id}/bill-files/{file.id}"
            answers = [await browser.get(url + end) for end in ("", "/problems", "/problems.csv")]

        assert {answer.json()["code"] for answer in answers} == {"bill_file_not_found"}
