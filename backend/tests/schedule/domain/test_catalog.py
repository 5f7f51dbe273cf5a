"""The catalog: the guide's lists, and commands that there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer

from paymentus.app.cli import _register, app
from paymentus.schedule.domain.catalog import JOBS, SCRIPT, Job, JobNotFound, job_named
from paymentus.schedule.domain.periods import EPOCH, Period

BACKEND = Path(__file__).parents[3]
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
# The deployment guide's list, item by item, and the jobs that are about each.
GUIDE = {
    Period.DAILY: {
        "compliance checks": ("sanctions-list", "key-rotation", "compliance-report",
                              "transfer-patterns", "audit-trail"),
        "backup verification": ("backup-verification",),
        "security monitoring": ("security-monitoring",),
    },
    Period.WEEKLY: {
        "performance review": ("performance-review",),
        "capacity planning": ("capacity-planning",),
        "security updates": ("security-updates",),
    },
    Period.MONTHLY: {
        "full system backup test": ("backup-test",),
        "compliance reporting": ("monthly-reports", "compliance-reporting"),
        "security audit": ("security-audit",),
    },
    Period.QUARTERLY: {
        "disaster recovery test": ("disaster-recovery-test",),
        "penetration testing": ("penetration-test",),
        "business continuity review": ("continuity-review",),
    },
}  # fmt: skip
WITH_COMMANDS = [job for job in JOBS if job.command]


class TestCatalog:
    def test_has_every_item_of_the_guides_schedule_in_its_period(self) -> None:
        for period, items in GUIDE.items():
            for names in items.values():
                assert {job_named(name).period for name in names} == {period}

    def test_names_each_job_once(self) -> None:
        assert len({job.name for job in JOBS}) == len(JOBS)
        with pytest.raises(JobNotFound):
            job_named("nothing")

    @pytest.mark.parametrize("job", WITH_COMMANDS, ids=lambda job: job.name)
    def test_names_commands_and_options_that_there_are(self, job: Job) -> None:
        first, *rest = job.arguments(NOW, reports="/srv/reports")
        if first.startswith(SCRIPT):
            source = (BACKEND / "scripts" / first.removeprefix(SCRIPT)).read_text()
            assert all(f'"{part.partition("=")[0]}"' in source for part in rest)
            return
        _register()
        command = typer.main.get_command(app)
        for part in (first, *rest):
            if part.startswith("--"):
                known = {name for option in command.params for name in option.opts}
                assert part.partition("=")[0] in known
            else:
                command = getattr(command, "commands", {})[part]

    def test_is_in_the_order_of_the_periods(self) -> None:
        periods = [job.period for job in JOBS]

        assert periods == sorted(periods, key=list(Period).index)


class TestJob:
    def test_is_about_the_days_before_its_moment(self) -> None:
        slot = datetime(2026, 3, 1, 6, tzinfo=UTC)

        daily, reconciliation, monthly = (
            job_named(name).arguments(slot, reports="/srv/reports")
            for name in ("compliance-report", "reconciliation", "monthly-reports")
        )

        assert "--date=2026-02-28" in daily
        assert "--since=2026-02-27T00:00:00" in reconciliation
        assert "--output-dir=/srv/reports/2026-03" in monthly

    def test_of_a_new_installation_begins_with_the_daily_ones(self) -> None:
        assert job_named("backup").first_settled(NOW) == EPOCH
        monthly = job_named("monthly-reports")
        assert monthly.first_settled(NOW) == datetime(2026, 11, 1, tzinfo=UTC)
        assert job_named("security-monitoring").first_settled(NOW) > EPOCH

    def test_of_a_person_may_be_later_than_one_of_a_program(self) -> None:
        assert job_named("performance-review").grace > job_named("stored-data").grace
        assert all(job.grace > timedelta() for job in JOBS)
