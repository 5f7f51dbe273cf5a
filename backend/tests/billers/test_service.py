from __future__ import annotations

import asyncio
import dataclasses

import pytest

from paymentus.app.seed import LAKESIDE, NORTHWIND, RIVERTON
from paymentus.billers.domain import (
    Biller,
    BillerChanged,
    BillerNotFound,
    BillerSettingsRejected,
    FeeModel,
    FeeRule,
    Method,
    MethodNotAccepted,
    SlugTaken,
    fee_for,
)
from paymentus.billers.service import BELIEVED_SECONDS, BillersService
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database

from support.identities import MovableClock

FLAT_TWO = (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=200),)


@pytest.fixture
def billers(database: Database, committer: Committer) -> BillersService:
    return BillersService(
        database=database, committer=committer, clock=MovableClock(), shard="shard-0"
    )


async def create(billers: BillersService, settings=RIVERTON) -> Biller:
    return await billers.create(settings, actor="usr_admin")


class TestCreate:
    @pytest.mark.parametrize("settings", [RIVERTON, NORTHWIND, LAKESIDE])
    async def test_keeps_every_setting(self, billers: BillersService, settings):
        made = await create(billers, settings)

        found = await billers.get(settings.slug)

        assert found == made == await billers.get(made.id)
        for field in dataclasses.fields(settings):
            assert getattr(found, field.name) == getattr(settings, field.name)

    async def test_refuses_a_slug_that_is_taken(self, billers: BillersService):
        await create(billers)

        with pytest.raises(SlugTaken) as refusal:
            await create(billers)

        assert refusal.value.fields[0].field == "slug"

    async def test_names_every_field_that_cannot_be_used(self, billers: BillersService):
        bad = dataclasses.replace(
            RIVERTON,
            slug="Not A Slug",
            name=" ",
            currency="usd",
            statement_descriptor="<b>",
            fees=(),
            cut_off=dataclasses.replace(RIVERTON.cut_off, time_zone="Mars/Olympus"),
            payment_rules=dataclasses.replace(RIVERTON.payment_rules, over_payment=True),
            account_number=dataclasses.replace(RIVERTON.account_number, pattern="(a+)+"),
        )

        with pytest.raises(BillerSettingsRejected) as refusal:
            await create(billers, bad)

        assert [problem.field for problem in refusal.value.fields] == [
            "slug", "name", "currency", "statement_descriptor", "fees", "cut_off.time_zone",
            "payment_rules.maximum_minor", "account_number.pattern",
        ]  # fmt: skip


class TestChange:
    async def test_replaces_sections_and_moves_the_version(self, billers: BillersService):
        made = await create(billers)

        changed = await billers.change(
            made.id, version=1, sections={"fees": FLAT_TWO}, actor="usr_1"
        )

        assert changed == await billers.get(made.id)
        assert changed == dataclasses.replace(made, fees=FLAT_TWO, version=2)
        assert fee_for(changed, Method.CARD, 10_000) == 200
        with pytest.raises(MethodNotAccepted):
            fee_for(changed, Method.BANK, 10_000)

    async def test_refuses_who_read_an_older_version(self, billers: BillersService):
        made = await create(billers)
        await billers.change(made.id, version=1, sections={"name": "New"}, actor="usr_1")

        with pytest.raises(BillerChanged) as refusal:
            await billers.change(made.id, version=1, sections={"name": "Old"}, actor="usr_2")

        assert refusal.value.extra == {"version": 2}
        assert (await billers.get(made.id)).name == "New"

    async def test_at_the_same_moment_lets_one_win(self, billers: BillersService):
        made = await create(billers)

        results = await asyncio.gather(
            *(
                billers.change(made.id, version=1, sections={"name": f"N{n}"}, actor="u")
                for n in range(6)
            ),
            return_exceptions=True,
        )

        assert sum(isinstance(result, Biller) for result in results) == 1
        assert sum(isinstance(result, BillerChanged) for result in results) == 5

    async def test_to_what_it_is_writes_nothing(self, billers: BillersService):
        made = await create(billers)

        same = await billers.change(made.id, version=1, sections={"name": made.name}, actor="usr_1")

        assert (same, await billers.get(made.id)) == (made, made)

    async def test_never_changes_the_currency(self, billers: BillersService):
        made = await create(billers)

        with pytest.raises(BillerSettingsRejected):
            await billers.change(made.id, version=1, sections={"currency": "EUR"}, actor="u")

    async def test_is_in_the_audit_log_with_the_new_money_rules(
        self, billers: BillersService, database: Database
    ):
        made = await create(billers)
        support = dataclasses.replace(made.support, email="new@riverton.example")
        sections = {"fees": FLAT_TWO, "support": support}

        await billers.change(made.id, version=1, sections=sections, actor="usr_1")

        events = await database["audit_inbox"].find({"subject": made.id}).sort("_id").to_list()
        assert {event["type"] for event in events} == {"biller.created", "biller.changed"}
        changed = next(event for event in events if event["type"] == "biller.changed")
        assert changed["actor"] == "usr_1"
        assert changed["data"]["sections"] == ["fees", "support"]
        assert changed["data"]["fees"][0]["flat_minor"] == 200
        assert "riverton.example" not in repr(changed["data"])


class TestDirectory:
    async def test_is_in_the_order_of_names_and_comes_in_pages(self, billers: BillersService):
        for settings in (RIVERTON, NORTHWIND, LAKESIDE):
            await create(billers, settings)

        first, place = await billers.page(query="", after=None, limit=2)
        second, end = await billers.page(query="", after=place, limit=2)

        names = [biller.name for biller in [*first, *second]]
        assert names == ["City of Riverton Water", "Lakeside Property Tax", "Northwind Energy"]
        assert end is None

    @pytest.mark.parametrize(
        ("query", "slugs"),
        [
            ("RIVER", ["riverton-water"]),
            ("tax", ["lakeside-tax"]),
            ("electric", ["northwind-energy"]),
            (".*", []),
            ("(", []),
            ("  ", ["riverton-water", "lakeside-tax", "northwind-energy"]),
        ],
    )
    async def test_is_searched_by_part_of_a_name_or_category(
        self, billers: BillersService, query: str, slugs: list[str]
    ):
        for settings in (RIVERTON, NORTHWIND, LAKESIDE):
            await create(billers, settings)

        found, _ = await billers.page(query=query, after=None, limit=10)

        assert [biller.slug for biller in found] == slugs

    async def test_does_not_know_everybody(self, billers: BillersService):
        with pytest.raises(BillerNotFound):
            await billers.get("nobody")
        assert await billers.name_of("nobody") is None


class TestManyBillers:
    async def test_are_believed_for_a_second_after_another_server_changed_one(
        self, database: Database, committer: Committer
    ):
        seconds = [100.0]
        here, there = (
            BillersService(
                database=database,
                committer=committer,
                clock=MovableClock(),
                shard="shard-0",
                monotonic=lambda: seconds[0],
            )
            for _ in range(2)
        )
        biller = await create(here)
        assert (await here.get_many([biller.id]))[biller.id].fees == RIVERTON.fees
        await there.change(biller.id, version=1, sections={"fees": FLAT_TWO}, actor="usr_admin")

        seconds[0] += BELIEVED_SECONDS - 0.01
        believed = await here.get_many([biller.id])
        seconds[0] += 0.01
        known = await here.get_many([biller.id])

        assert believed[biller.id].fees == RIVERTON.fees
        assert known[biller.id].fees == FLAT_TWO

    async def test_that_this_server_changed_are_known_at_once(self, billers: BillersService):
        biller = await create(billers)
        await billers.get_many([biller.id])

        await billers.change(biller.id, version=1, sections={"fees": FLAT_TWO}, actor="usr_admin")

        assert (await billers.get_many([biller.id]))[biller.id].fees == FLAT_TWO

    async def test_that_nobody_knows_are_left_out(self, billers: BillersService):
        biller = await create(billers)

        assert list(await billers.get_many([biller.id, "blr_nobody"])) == [biller.id]
