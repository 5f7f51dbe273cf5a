"""``paymentus jobs``, as a person types it, with a job's real command."""

from __future__ import annotations

import json

from paymentus.app.wiring import Platform
from paymentus.schedule.domain.catalog import JOBS

from support.commands import Done, paymentus, place_of


def jobs(platform: Platform, *arguments: str) -> Done:
    return paymentus("jobs", *arguments, **place_of(platform.settings))


class TestCommands:
    async def test_run_a_job_and_list_how_it_ended(self, platform: Platform) -> None:
        ran = jobs(platform, "run", "audit-trail")
        listed = jobs(platform, "list")
        machine = json.loads(jobs(platform, "list", "--json").stdout)

        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.startswith("✓ audit-trail: ")
        lines = listed.stdout.splitlines()
        assert lines[0] == "Continuous:"
        assert next(line for line in lines if "audit-trail" in line).count("✓") == 1
        assert [one["name"] for one in machine] == [job.name for job in JOBS]
        assert next(one for one in machine if one["name"] == "audit-trail")["outcome"] == "ok"

    async def test_end_with_1_when_it_failed_and_say_why(self, platform: Platform) -> None:
        failed = jobs(platform, "run", "backup", "--json")
        person = jobs(platform, "run", "penetration-test")

        assert failed.returncode == 1
        told = json.loads(failed.stdout)
        assert told["outcome"] == "failed"
        assert "BACKUP_ENCRYPTION_KEY" in told["result"]
        assert (person.returncode, person.stderr.count("✗")) == (1, 1)
