"""The schedule over HTTP, as staff work with it."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.heartbeat import ScheduleHeartbeat
from paymentus.schedule.domain.catalog import JOBS
from paymentus.schedule.domain.state import Outcome
from paymentus.schedule.service import ScheduleService

from support.api import Api

ADDRESS = "/api/v1/jobs"


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestSchedule:
    async def test_shows_every_job_and_whether_a_server_works_it(
        self, api: Api, platform: Platform
    ) -> None:
        schedule: ScheduleService = platform.get(ScheduleService)
        run = await schedule.claim("key-rotation", server="srv-1")
        await schedule.end(run, Outcome.LOOK, "A key is overdue.")
        async with api.client(await api.person(Role.AUDITOR)) as auditor:
            before = (await auditor.get(ADDRESS)).json()
            heartbeat: ScheduleHeartbeat = platform.get(ScheduleHeartbeat)
            await heartbeat.beat()
            after = (await auditor.get(ADDRESS)).json()

        assert (before["is_worked"], after["is_worked"]) == (False, True)
        assert [job["name"] for job in after["jobs"]] == [job.name for job in JOBS]
        keys = next(job for job in after["jobs"] if job["name"] == "key-rotation")
        assert keys["command"] == "paymentus keys status"
        assert keys["look_since"] is not None
        assert keys["newest"]["result"] == "A key is overdue."

    async def test_has_one_run_now_and_a_look_signed_off(
        self, api: Api, platform: Platform
    ) -> None:
        schedule: ScheduleService = platform.get(ScheduleService)
        run = await schedule.claim("key-rotation", server="srv-1")
        await schedule.end(run, Outcome.LOOK, "A key is overdue.")
        async with api.client(await api.person(Role.ADMIN)) as admin:
            job = f"{ADDRESS}/key-rotation"
            signed = await admin.post(f"{job}/sign-off", json={"note": "Rotated."})
            again = await admin.post(f"{job}/sign-off", json={"note": "Rotated."})
            wanted = await admin.post(f"{job}/run")
            person = await admin.post(f"{ADDRESS}/security-audit/run")
            runs = (await admin.get(f"{job}/runs?limit=1")).json()
            rest = (await admin.get(f"{job}/runs", params={"cursor": runs["next_cursor"]})).json()

        assert (signed.status_code, signed.json()["look_since"]) == (200, None)
        assert again.json()["type"].endswith("nothing_to_sign_off")
        assert (wanted.status_code, wanted.json()["is_wanted"]) == (202, True)
        assert person.status_code == 409
        assert [one["note"] for one in runs["data"]] == ["Rotated."]
        assert [one["outcome"] for one in rest["data"]] == ["look"]

    async def test_knows_no_job_of_another_name(self, api: Api) -> None:
        async with api.client(await api.person(Role.ADMIN)) as admin:
            answers = [await admin.get(f"{ADDRESS}/x"), await admin.get(f"{ADDRESS}/x/runs")]

        assert [answer.status_code for answer in answers] == [404, 404]
