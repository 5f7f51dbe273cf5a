from __future__ import annotations

from bills.browsing import Site
from bills.building import Desk
from paymentus.app.seed import NORTHWIND
from paymentus.foundation.authorization import Role


class TestDirectory:
    async def test_is_open_to_everybody(self, site: Site, desk: Desk):
        await desk.billers.create(NORTHWIND, actor="test")

        async with site.browser() as browser:
            listed = (await browser.get("/billers")).json()
            found = (await browser.get("/billers", params={"q": "northw"})).json()
            one = await browser.get("/billers/northwind-energy")
            page = (await browser.get("/billers", params={"limit": 1})).json()
            rest = await browser.get("/billers", params={"cursor": page["next_cursor"]})
            none = await browser.get("/billers/nobody")

        assert [biller["slug"] for biller in listed["data"]] == [
            "riverton-water",
            "northwind-energy",
        ]
        assert found["data"] == [one.json()] == rest.json()["data"]
        assert (none.status_code, none.json()["code"]) == (404, "biller_not_found")

    async def test_tells_a_payer_what_they_need_and_no_more(self, site: Site, desk: Desk):
        biller = await desk.billers.create(NORTHWIND, actor="test")

        async with site.browser() as browser:
            answer = (await browser.get("/billers/northwind-energy")).json()

        assert answer == {
            "id": biller.id,
            "slug": "northwind-energy",
            "name": "Northwind Energy",
            "category": "Electricity",
            "currency": "USD",
            "time_zone": "America/Chicago",
            "logo_text": "NE",
            "statement_descriptor": "NORTHWIND ENERGY",
            "account_number": {
                "label": "Account number",
                "hint": "NE- and six digits, under your name.",
                "example": "NE-123456",
            },
            "second_factor": {
                "kind": "last_name",
                "label": "Last name",
                "hint": "The last name your bill is addressed to.",
            },
            "fee_methods": [
                {"method": "card", "summary": "2% (at least $1.00, at most $9.95)"},
                {"method": "bank", "summary": "No fee"},
            ],
            "partial_payment": False,
            "over_payment": False,
            "cut_off": "20:00",
            "support": {
                "phone": "+1 555 0120",
                "email": "care@northwind.example",
                "url": "https://northwind.example",
            },
        }


class TestSettings:
    async def test_can_be_read_sent_back_and_changed(self, site: Site, desk: Desk):
        url = f"/billers/{desk.biller.id}"

        async with site.browser(Role.BILLER_ADMIN) as browser:
            settings = (await browser.get(f"{url}/settings")).json()
            sections = {k: v for k, v in settings.items() if k not in ("id", "time_zone")}
            same = await browser.patch(url, json=sections)
            fees = [{"method": "card", "model": "percent", "basis_points": 150}]
            changed = await browser.patch(url, json={"version": 1, "fees": fees})
            stale = await browser.patch(url, json={"version": 1, "name": "Late"})
            public = (await browser.get(url)).json()

        assert settings["cut_off"] == {
            "local_time": "17:00",
            "time_zone": "America/Los_Angeles",
            "banking_days_to_deliver": {"bank": 2, "card": 1},
            "holidays": "us_federal_reserve",
        }
        assert same.json() == settings
        assert changed.json()["version"] == 2
        assert public["fee_methods"] == [{"method": "card", "summary": "1.5%"}]
        assert (stale.status_code, stale.json()["code"]) == (409, "biller_changed")
        assert stale.json()["version"] == 2

    async def test_that_cannot_be_used_are_named(self, site: Site, desk: Desk):
        form = {"pattern": "(a+)+", "label": "x", "hint": "", "example": "a"}

        async with site.browser(Role.BILLER_ADMIN) as browser:
            answer = await browser.patch(
                f"/billers/{desk.biller.id}", json={"version": 1, "account_number": form}
            )
            misspelt = await browser.patch(
                f"/billers/{desk.biller.id}", json={"version": 1, "feees": []}
            )

        assert (answer.status_code, answer.json()["code"]) == (422, "biller_settings_rejected")
        assert answer.json()["errors"][0]["field"] == "account_number.pattern"
        assert (misspelt.status_code, misspelt.json()["code"]) == (422, "invalid_request")

    async def test_are_changed_by_administrators_and_read_by_staff(self, site: Site, desk: Desk):
        url, body = f"/billers/{desk.biller.id}", {"version": 1, "category": "Utilities"}
        found = {}
        for role in (Role.PAYER, Role.BILLER_STAFF, Role.AUDITOR, Role.BILLER_ADMIN):
            async with site.browser(role) as browser:
                read = await browser.get(f"{url}/settings")
                written = await browser.patch(url, json=body)
                made = await browser.post("/billers", json={})
                found[role] = (read.status_code, written.status_code, made.status_code)

        assert found == {
            Role.PAYER: (403, 403, 403),
            Role.BILLER_STAFF: (200, 403, 403),
            Role.AUDITOR: (200, 403, 403),
            Role.BILLER_ADMIN: (200, 200, 403),
        }


class TestCreate:
    async def test_is_the_administrators(self, site: Site, desk: Desk):
        async with site.browser(Role.ADMIN) as browser:
            settings = (await browser.get(f"/billers/{desk.biller.id}/settings")).json()
            body = {k: v for k, v in settings.items() if k not in ("id", "version", "time_zone")}
            made = await browser.post("/billers", json=body | {"slug": "second-water"})
            taken = await browser.post("/billers", json=body)

        assert made.status_code == 201
        assert made.json().items() >= {"slug": "second-water", "version": 1}.items()
        assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")
