"""Every job there is: the deployment guide's daily, weekly, monthly and quarterly lists.

A program's job is a command that a person could type as well. What only a person can do is a job
too: it is due, it is signed off with a note, and it is overdue when nobody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from paymentus.foundation.errors import NotFound
from paymentus.schedule.domain.periods import EPOCH, Period, slot_after, slot_at

HOUR = timedelta(hours=1)
_GRACE = {
    Period.CONTINUOUS: timedelta(minutes=20),
    Period.DAILY: 3 * HOUR,
    Period.WEEKLY: 12 * HOUR,
    Period.MONTHLY: 24 * HOUR,
    Period.QUARTERLY: 48 * HOUR,
}
_GRACE_OF_PEOPLE = {
    Period.CONTINUOUS: HOUR,
    Period.DAILY: 24 * HOUR,
    Period.WEEKLY: timedelta(days=4),
    Period.MONTHLY: timedelta(days=10),
    Period.QUARTERLY: timedelta(days=30),
}
SCRIPT = "script:"


class JobNotFound(NotFound):
    """There is no job of this name. `paymentus jobs list` shows those there are."""


class Owner(StrEnum):
    """Who has to look at how it ended."""

    OPERATIONS = "operations"
    COMPLIANCE = "compliance"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class Job:
    """``words`` say what is done or has to be done.

    ``command`` is of `paymentus`, or a script of ours after ``script:``; without one, a person does
    it. ``looks`` is told where the command ends with 1 to say that somebody should look; without
    it, 1 is a failure. ``limit`` is how long a run may take.
    """

    name: str
    period: Period
    owner: Owner
    words: str
    command: tuple[str, ...] = ()
    after: timedelta = timedelta()
    limit: timedelta = HOUR
    looks: str = ""

    @property
    def is_for_a_person(self) -> bool:
        return not self.command

    @property
    def grace(self) -> timedelta:
        """How late it may be before somebody is told."""
        return (_GRACE_OF_PEOPLE if self.is_for_a_person else _GRACE)[self.period]

    @property
    def starts_at_once(self) -> bool:
        """Whether a new installation does it without waiting for the next time."""
        return not self.is_for_a_person and self.period in (Period.CONTINUOUS, Period.DAILY)

    @property
    def shown_command(self) -> str:
        """As a person would type it."""
        if self.is_for_a_person:
            return ""
        first, *rest = self.command
        program = first.removeprefix(SCRIPT) if first.startswith(SCRIPT) else f"paymentus {first}"
        return " ".join([program, *rest])

    def slot_at(self, now: datetime) -> datetime:
        return slot_at(self.period, self.after, now)

    def slot_after(self, slot: datetime) -> datetime:
        return slot_after(self.period, self.after, slot)

    def first_settled(self, now: datetime) -> datetime:
        """What counts as done where nothing was ever run."""
        return EPOCH if self.starts_at_once else self.slot_at(now)

    def arguments(self, slot: datetime, *, reports: str) -> tuple[str, ...]:
        """The command with the days that a run for this moment is about, and the folder of
        reports."""
        days = {
            "day_before": f"{slot - timedelta(days=1):%Y-%m-%d}",
            "two_days_before": f"{slot - timedelta(days=2):%Y-%m-%d}",
            "month": f"{slot:%Y-%m}",
        }
        return tuple(part.format(**days, reports=reports) for part in self.command)


def _night(hour: int, minute: int = 0) -> timedelta:
    return timedelta(hours=hour, minutes=minute)


JOBS: tuple[Job, ...] = (
    Job(
        "backup-operations", Period.CONTINUOUS, Owner.OPERATIONS,
        "Keep what was written since the last backup: a restore loses five minutes at most.",
        ("backup", "operations"),
    ),
    Job(
        "backup", Period.DAILY, Owner.OPERATIONS,
        "Back up the whole database as it is at one moment, encrypted and proved whole.",
        ("backup", "create"), _night(2), 8 * HOUR,
    ),
    Job(
        "backup-verification", Period.DAILY, Owner.OPERATIONS,
        "Read the newest backup to its end and prove every part of it.",
        ("backup", "verify"), _night(5), 8 * HOUR,
    ),
    Job(
        "sanctions-list", Period.DAILY, Owner.COMPLIANCE,
        "Bring the sanctions list up to date. The worker looks every hour as well.",
        ("screening", "refresh"), _night(6),
    ),
    Job(
        "key-rotation", Period.DAILY, Owner.SECURITY,
        "Look how old every key is.",
        ("keys", "status"), _night(6, 5),
        looks="A key is overdue or not fit: `paymentus keys status`.",
    ),
    Job(
        "compliance-report", Period.DAILY, Owner.COMPLIANCE,
        "Write the compliance report of the day before, signed.",
        (f"{SCRIPT}generate_compliance_report.py", "--date={day_before}",
         "--output-dir={reports}/daily"),
        _night(6, 10),
    ),
    Job(
        "transfer-patterns", Period.DAILY, Owner.COMPLIANCE,
        "Look through the transfers of the last 24 hours for suspicious patterns.",
        ("monitoring", "patterns", "--lookback=24h"), _night(6, 15),
        looks="There are transfers that an officer should look at, on the compliance desk.",
    ),
    Job(
        "audit-trail", Period.DAILY, Owner.SECURITY,
        "Verify the audit log of the last two days, entry by entry, and ask its witnesses.",
        ("audit", "verify", "--from={two_days_before}"), _night(6, 20), 4 * HOUR,
    ),
    Job(
        "reconciliation", Period.DAILY, Owner.OPERATIONS,
        "Compare the books of the last two days with what the card processor charged.",
        ("reconcile", "--since={two_days_before}T00:00:00"), _night(6, 30), 4 * HOUR,
    ),
    Job(
        "readiness", Period.DAILY, Owner.OPERATIONS,
        "Go through the readiness checklist: settings, keys, certificate, second factors, backup.",
        ("doctor",), _night(7),
        looks="Something is not as production needs it: `paymentus doctor`.",
    ),
    Job(
        "security-monitoring", Period.DAILY, Owner.SECURITY,
        "Look at the Security dashboard and at the security events of the day before.",
        after=_night(7),
    ),
    Job(
        "financial-data", Period.WEEKLY, Owner.OPERATIONS,
        "Verify the whole ledger, each payment beside its entry, each bill beside its payments.",
        ("verify", "finances"), _night(3), 8 * HOUR,
    ),
    Job(
        "stored-data", Period.WEEKLY, Owner.SECURITY,
        "Verify the whole audit log beside what its witnesses saw, every receipt, every index.",
        ("verify", "data"), _night(4), 12 * HOUR,
    ),
    Job(
        "performance-review", Period.WEEKLY, Owner.OPERATIONS,
        "Review the System Performance dashboard: answer times, failures, error budget.",
        after=_night(8),
    ),
    Job(
        "capacity-planning", Period.WEEKLY, Owner.OPERATIONS,
        "Compare growth with what there is: disks, memory, connections, payments a second.",
        after=_night(8),
    ),
    Job(
        "security-updates", Period.WEEKLY, Owner.SECURITY,
        "Take in security updates: `make security` for advisories, then a rolling update.",
        after=_night(8),
    ),
    Job(
        "monthly-reports", Period.MONTHLY, Owner.COMPLIANCE,
        "Write the reports of the month before: CTR, SAR and the AML summary, signed.",
        (f"{SCRIPT}generate_monthly_reports.py", "--report-types=CTR,SAR,AML_SUMMARY",
         "--output-dir={reports}/{month}"),
    ),
    Job(
        "backup-test", Period.MONTHLY, Owner.OPERATIONS,
        "Test a full backup: bring the newest back on servers that stand by (`dr_test.sh`).",
        after=_night(8),
    ),
    Job(
        "compliance-reporting", Period.MONTHLY, Owner.COMPLIANCE,
        "Read the reports of the month before and pass them on to whom they are for.",
        after=_night(8),
    ),
    Job(
        "security-audit", Period.MONTHLY, Owner.SECURITY,
        "Audit who has which role, which API keys are alive, and what two people approved.",
        after=_night(8),
    ),
    Job(
        "disaster-recovery-test", Period.QUARTERLY, Owner.OPERATIONS,
        "Run the disaster recovery test with the copy from elsewhere: `DR_FETCH=1 dr_test.sh`.",
        after=_night(8),
    ),
    Job(
        "penetration-test", Period.QUARTERLY, Owner.SECURITY,
        "Have the platform tested by people who attack it, and their findings mended.",
        after=_night(8),
    ),
    Job(
        "continuity-review", Period.QUARTERLY, Owner.OPERATIONS,
        "Review the business continuity plan: people, numbers, providers, the runbooks.",
        after=_night(8),
    ),
)  # fmt: skip

_BY_NAME = {job.name: job for job in JOBS}


def job_named(name: str) -> Job:
    """Raises ``JobNotFound``."""
    if name not in _BY_NAME:
        raise JobNotFound()
    return _BY_NAME[name]
