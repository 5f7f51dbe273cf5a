"""The emergency switch: what it stops, what it leaves alone, and who moves it back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.app.wiring import Platform
from paymentus.approvals.service import ApprovalsService
from paymentus.commit.service import Committer
from paymentus.foundation import mongo
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.incidents.domain.emergency import (
    EmergencyMode,
    EmergencyModeIsOff,
    EmergencySwitchUnknown,
    PaymentsPaused,
)
from paymentus.incidents.service import EmergencySwitch
from paymentus.payments.service import PaymentsService

from support.api import Api
from support.scene import Scene

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestMode:
    def test_that_is_off_cannot_be_switched_off(self) -> None:
        with pytest.raises(EmergencyModeIsOff):
            EmergencyMode().off(by="usr_1", at=AT)

    def test_remembers_its_incident_when_it_is_off_again(self) -> None:
        mode = EmergencyMode().on(by="usr_1", at=AT, incident="inc_1").off(by="usr_2", at=AT)

        assert (mode.is_on, mode.by, mode.incidents) == (False, "usr_2", ("inc_1",))

    def test_tells_a_payer_in_one_sentence_that_nothing_was_charged(self) -> None:
        assert "Nothing was charged." in PaymentsPaused().detail
        assert "  " not in PaymentsPaused().detail


class TestSwitch:
    async def test_stops_a_new_payment_and_finishes_one_under_way(self, scene: Scene) -> None:
        switch: EmergencySwitch = scene.platform.get(EmergencySwitch)
        payments: PaymentsService = scene.platform.get(PaymentsService)
        payer = await scene.payer()
        first, second = await scene.bills([10_000, 5_000])
        first_quote = await scene.quote(payer, (first, None))
        begun = await scene.pay(payer, first_quote, key="first")
        quote = await scene.quote(payer, (second, None))

        await switch.switch_on(actor="usr_officer", incident="inc_1")

        with pytest.raises(PaymentsPaused):
            await scene.pay(payer, quote, key="second")
        again = await scene.pay(payer, first_quote, key="first")
        assert again.replayed
        assert again.body == begun.body
        followed = await payments.refresh(payer, str(begun.body["id"]))
        assert followed.id == begun.body["id"]
        assert await scene.platform.database["payment_transactions"].count_documents({}) == 1

    async def test_is_read_again_after_a_second(
        self, database: Database, committer: Committer
    ) -> None:
        now = [100.0]
        server = EmergencySwitch(
            database=database, committer=committer, clock=utc_now, monotonic=lambda: now[0]
        )
        other = EmergencySwitch(database=database, committer=committer, clock=utc_now)
        await server.require_money_may_move()

        await other.switch_on(actor="script", incident="inc_1")

        now[0] += 1.01
        with pytest.raises(PaymentsPaused):
            await server.require_money_may_move()

    async def test_that_cannot_be_read_lets_no_money_move(
        self, committer: Committer, mongo_url: str
    ) -> None:
        client, gone = mongo.connect(mongo_url)
        await client.close()
        switch = EmergencySwitch(database=gone, committer=committer, clock=utc_now)

        with pytest.raises(EmergencySwitchUnknown):
            await switch.require_money_may_move()

    async def test_keeps_who_switched_it_on_first_and_for_what_else_it_is_on(
        self, database: Database, committer: Committer
    ) -> None:
        switch = EmergencySwitch(database=database, committer=committer, clock=utc_now)
        await switch.switch_on(actor="usr_first", incident="inc_1")

        await switch.switch_on(actor="usr_second", incident="inc_2")
        mode = await switch.switch_on(actor="usr_second", incident="inc_2")

        assert (mode.by, mode.incidents) == ("usr_first", ("inc_1", "inc_2"))
        assert await database["audit_inbox"].count_documents({"type": "emergency.on"}) == 2

    async def test_reads_what_the_version_before_wrote(
        self, database: Database, committer: Committer
    ) -> None:
        switch = EmergencySwitch(database=database, committer=committer, clock=utc_now)
        await switch.switch_on(actor="usr_first", incident="inc_1")
        await database["emergency_mode"].update_one({}, {"$unset": {"incidents": True}})

        assert (await switch.now()).incidents == ("inc_1",)

    async def test_is_not_switched_off_for_one_incident_while_another_came_to_rely_on_it(
        self, database: Database, committer: Committer
    ) -> None:
        switch = EmergencySwitch(database=database, committer=committer, clock=utc_now)
        mode = await switch.switch_on(actor="usr_first", incident="inc_1")
        proposed = {"for": "inc_1", "version": mode.version}
        await switch.switch_on(actor="usr_second", incident="inc_2")

        with pytest.raises(EmergencyModeIsOff, match="another incident"):
            await switch.off_act.perform(proposed, actor="usr_third")


class TestRoutes:
    async def test_tell_everybody_whether_payments_are_taken(self, api: Api) -> None:
        switch: EmergencySwitch = api.platform.get(EmergencySwitch)
        async with api.client() as client:
            before = (await client.get("/api/v1/service-status")).json()
            await switch.switch_on(actor="script", incident="inc_1")
            after = (await client.get("/api/v1/service-status")).json()

        assert before == {"payments": "open", "words": "", "since": None}
        assert after["payments"] == "paused"
        assert "Nothing was charged." in after["words"]

    async def test_take_two_people_to_switch_it_off(self, api: Api) -> None:
        switch: EmergencySwitch = api.platform.get(EmergencySwitch)
        await switch.switch_on(actor="script", incident="inc_1")
        async with api.client(await api.person(Role.ADMIN)) as admin:
            proposed = await admin.post(
                "/api/v1/emergency-mode/off-proposals", json={"reason": "Keys are replaced."}
            )
            assert proposed.status_code == 201, proposed.text
            proposal = proposed.json()
            path = f"/api/v1/approvals/{proposal['id']}/approve"
            shown = {"content_hash": proposal["content_hash"]}
            alone = await admin.post(path, json=shown)
        assert alone.json()["code"] == "second_person_needed"
        assert (await switch.now()).is_on

        async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as officer:
            approved = await officer.post(path, json=shown)
            mode = (await officer.get("/api/v1/emergency-mode")).json()

        assert approved.status_code == 200, approved.text
        assert mode["is_on"] is False
        await switch.require_money_may_move()

    async def test_refuse_a_proposal_made_for_another_emergency(self, api: Api) -> None:
        switch: EmergencySwitch = api.platform.get(EmergencySwitch)
        approvals: ApprovalsService = api.platform.get(ApprovalsService)
        assert "emergency_off" in approvals.kinds
        await switch.switch_on(actor="script", incident="inc_1")
        async with api.client(await api.person(Role.ADMIN)) as admin:
            reason = {"reason": "Keys are replaced."}
            first = (await admin.post("/api/v1/emergency-mode/off-proposals", json=reason)).json()
            second = (await admin.post("/api/v1/emergency-mode/off-proposals", json=reason)).json()
        async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as officer:
            for proposal in (first, second):
                answer = await officer.post(
                    f"/api/v1/approvals/{proposal['id']}/approve",
                    json={"content_hash": proposal["content_hash"]},
                )

        assert (answer.status_code, answer.json()["code"]) == (409, "emergency_mode_is_off")
