"""The deployment guide's production readiness checklist: what a program can check is checked, and
what only a person can say is named, never passed over.

Nothing is changed. A check that cannot be made counts as failed, with why.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import ValidationError
from redis.exceptions import RedisError

from paymentus.app.health import Health
from paymentus.app.integrity import Integrity
from paymentus.app.key_ages import KeyState, key_ages
from paymentus.app.migrations.catalog import MIGRATIONS
from paymentus.app.migrations.gate import is_done
from paymentus.app.wiring import Platform
from paymentus.audit.service import AuditLog
from paymentus.foundation.authorization import (
    ROLE_PERMISSIONS,
    SECOND_FACTOR_NEEDED,
    Permission,
)
from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import DatabaseTrouble
from paymentus.foundation.production_rules import is_of_an_example
from paymentus.foundation.redis import stand_ins
from paymentus.foundation.redis_cluster import PatientCluster
from paymentus.foundation.settings import Environment, Settings
from paymentus.identity.domain import User
from paymentus.identity.service import Administration, SecondFactorsService
from paymentus.incidents.service import EmergencySwitch, IncidentsService
from paymentus.recovery.repository.records import newest_snapshot

_PAGE = 200
_PATIENCE_SECONDS = 20.0
_WARN = timedelta(days=14)
_BACKUP_AGE_MAX = timedelta(hours=26)
_CLOCKS_DIFFER_MAX = timedelta(seconds=2)
_MEMBERS_MIN = 3
_PRIMARIES_MIN = 3
_TROUBLE = (DomainError, DatabaseTrouble, RedisError, OSError, TimeoutError, ValueError)
_NEEDED_TWICE = (Permission.USERS_MANAGE, Permission.COMPLIANCE_DECIDE)


class Verdict(StrEnum):
    FINE = "fine"
    WRONG = "wrong"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Finding:
    """``section`` is the guide's; ``words`` say what was seen, or what a person has to say."""

    section: str
    item: str
    verdict: Verdict
    words: str


# What no program can know, as the guide words it.
PEOPLE_SAY: tuple[tuple[str, str], ...] = (
    ("Security", "Penetration testing completed and issues resolved"),
    ("Compliance", "MSB registration completed with FinCEN"),
    ("Compliance", "State licenses obtained for all operational jurisdictions"),
    ("Compliance", "KYC/AML procedures documented and implemented"),
    ("Compliance", "Compliance officer appointed and trained"),
    ("Infrastructure", "High availability and load balancing tested: `make production-drill`"),
    ("Infrastructure", "Disaster recovery plan documented and tested"),
    ("Application", "All tests passing: `make test`"),
    ("Application", "Performance benchmarks met: `make bench`"),
    ("Application", "User acceptance testing completed"),
    ("Application", "Rollback procedures documented and tested"),
    ("Legal and regulatory", "Legal counsel review completed"),
    ("Legal and regulatory", "Regulatory approvals obtained"),
    ("Legal and regulatory", "Privacy policy and terms of service read by counsel"),
    ("Legal and regulatory", "Insurance coverage in place"),
    ("Legal and regulatory", "Incident response plan legal review completed"),
)

Said = tuple[bool, str]


class Doctor:
    def __init__(self, platform: Platform, clock: Clock = utc_now) -> None:
        self._platform = platform
        self._settings = platform.settings
        self._database = platform.database
        self._clock = clock
        checks: list[tuple[str, str, Callable[[], Awaitable[Said]]]] = [
            ("Security", "Settings are fit for production", self._fit),
            ("Security", "Encryption and signing keys are there and not overdue", self._keys),
            ("Security", "TLS certificate of the public address", self._certificate),
            ("Security", "A second factor for everybody on the staff", self._second_factors),
            ("Security", "Two people for what takes two", self._two_people),
            ("Compliance", "Sanctions screening works, with a fresh list", self._screening),
            ("Compliance", "The audit log has witnesses and agrees with the ledger", self._log),
            ("Infrastructure", "MongoDB is a replica set of three", self._replica_set),
            (
                "Infrastructure",
                "Redis is a cluster that outlives the loss of a server",
                self._redis,
            ),
            ("Infrastructure", "MongoDB, Redis, processor and worker answer", self._health),
            ("Infrastructure", "Indexes are all there", self._indexes),
            ("Infrastructure", "Migrations are done", self._migrations),
            ("Infrastructure", "A backup succeeded in the last day", self._backup),
            ("Infrastructure", "Clocks agree", self._clocks),
            ("Application", "Payments are taken, and no incident is open", self._incidents),
            ("Application", "Whom to tell of an incident is set", self._contacts),
        ]
        self._checks = checks

    async def examine(self) -> AsyncIterator[Finding]:
        """One finding for each item, as it is found."""
        for section, item, check in self._checks:
            try:
                async with asyncio.timeout(_PATIENCE_SECONDS):
                    fine, words = await check()
            except _TROUBLE as trouble:
                fine, words = False, f"could not be checked: {trouble or type(trouble).__name__}"
            yield Finding(section, item, Verdict.FINE if fine else Verdict.WRONG, words)
        for section, item in PEOPLE_SAY:
            yield Finding(section, item, Verdict.PERSON, "A person has to say.")

    async def _fit(self) -> Said:
        problems = production_problems(self._settings)
        return not problems, "; ".join(problems) or "nothing that production refuses"

    async def _keys(self) -> Said:
        now = self._clock()
        ages = await key_ages(
            self._settings, self._database, self._platform.keys, now=now, warn=_WARN
        )
        told = [
            f"{age.name} is {age.state.value.replace('_', ' ')} {age.note}".strip()
            for age in ages
            if age.state not in (KeyState.FINE, KeyState.DUE_SOON)
        ]
        return not told, "; ".join(told) or f"{len(ages)} kinds of keys"

    async def _certificate(self) -> Said:
        address = urlsplit(self._settings.public_url)
        if address.scheme != "https":
            return False, "PUBLIC_URL does not begin with https://"
        until = await certificate_until(address.hostname or "", address.port or 443)
        left = until - self._clock()
        return left > _WARN, f"valid until {until:%Y-%m-%d}, {left.days} days"

    async def _second_factors(self) -> Said:
        factors: SecondFactorsService = self._platform.get(SecondFactorsService)
        staff = [user async for user in self._staff()]
        lacking = [user.id for user in staff if not await factors.ways_of(user.id)]
        if lacking:
            return False, f"{len(lacking)} of {len(staff)} have none: {', '.join(lacking[:5])}"
        return bool(staff), f"{len(staff)} people"

    async def _two_people(self) -> Said:
        staff = [user async for user in self._staff()]
        counts = {
            permission: sum(permission in ROLE_PERMISSIONS[user.role] for user in staff)
            for permission in _NEEDED_TWICE
        }
        told = ", ".join(f"{count} with {name.value}" for name, count in counts.items())
        return min(counts.values()) >= 2, told

    async def _screening(self) -> Said:
        return await self._is_healthy("sanctions_screening")

    async def _log(self) -> Said:
        log: AuditLog = self._platform.get(AuditLog)
        if not log.policy.quorum:
            return False, "no witness is named: set AUDIT_POLICY_FILE"
        agrees = await self._is_healthy("log_and_ledger")
        return agrees if not agrees[0] else await self._is_healthy("witnesses")

    async def _replica_set(self) -> Said:
        hello = await self._database.command("hello")
        members = len(hello.get("hosts", []))
        return members >= _MEMBERS_MIN, f"{members} members of {hello.get('setName', 'no set')}"

    async def _redis(self) -> Said:
        redis = self._platform.redis
        if not isinstance(redis, PatientCluster):
            return False, "one server: while it is away nobody can sign in (rediss+cluster://…)"
        counts = await stand_ins(redis)
        alone = sum(count == 0 for count in counts.values())
        told = f"{len(counts)} primaries, {alone or 'none'} without a replica"
        return len(counts) >= _PRIMARIES_MIN and not alone, told

    async def _health(self) -> Said:
        health: Health = self._platform.get(Health)
        report = await health.report()
        names = ("mongo", "redis", "processor", "worker")
        down = [
            f"{name}: {report.checks[name].detail}"
            for name in names
            if report.checks[name].status != "ok"
        ]
        return not down, "; ".join(down) or "all four"

    async def _indexes(self) -> Said:
        check = await Integrity(self._platform).of_indexes()
        return not check.problems, "; ".join(check.problems) or f"{check.looked_at} indexes"

    async def _migrations(self) -> Said:
        waiting = [
            str(one.number) for one in MIGRATIONS if not await is_done(self._database, one.number)
        ]
        words = f"not done: {', '.join(waiting)}; run `paymentus migrate`"
        return not waiting, words if waiting else f"{len(MIGRATIONS)} done"

    async def _backup(self) -> Said:
        newest = await newest_snapshot(self._database)
        if newest is None:
            return False, "none was ever made: deployment/scripts/backup.sh"
        age = self._clock() - newest["finished_at"]
        hours = age.total_seconds() / 3_600
        return age <= _BACKUP_AGE_MAX, f"{newest['name']}, {hours:.0f} hours ago"

    async def _clocks(self) -> Said:
        hello = await self._database.command("hello")
        seconds, micros = await self._platform.redis.time()
        others = {
            "MongoDB": hello["localTime"].replace(tzinfo=UTC),
            "Redis": datetime.fromtimestamp(seconds + micros / 1e6, UTC),
        }
        now = self._clock()
        skew = {name: abs(at - now) for name, at in others.items()}
        told = ", ".join(f"{name} {gap.total_seconds():.2f} s" for name, gap in skew.items())
        return max(skew.values()) <= _CLOCKS_DIFFER_MAX, f"apart by {told}"

    async def _incidents(self) -> Said:
        switch: EmergencySwitch = self._platform.get(EmergencySwitch)
        incidents: IncidentsService = self._platform.get(IncidentsService)
        mode = await switch.now()
        found, _ = await incidents.page(resolved=False, below=None, limit=5)
        told = ["emergency mode is on"] if mode.is_on else []
        told += [f"{one.id} ({one.severity.value}) is {one.state.value}" for one in found]
        return not told, "; ".join(told) or "payments are taken"

    async def _contacts(self) -> Said:
        settings = self._settings
        given = {
            "INCIDENT_TEAM_EMAIL": settings.incident_team_email,
            "LEGAL_COUNSEL_EMAIL": settings.legal_counsel_email,
            "COMPLIANCE_OFFICER_EMAIL": settings.compliance_officer_email,
            "DEVOPS_EMAIL": settings.devops_email,
        }
        unset = [name for name, value in given.items() if not value or is_of_an_example(value)]
        unset += ["ESCALATION"] if "not set" in settings.escalation else []
        return not unset, f"set {', '.join(unset)}" if unset else "all of them"

    async def _is_healthy(self, name: str) -> Said:
        health: Health = self._platform.get(Health)
        check = (await health.report()).checks[name]
        return check.status == "ok", check.detail

    async def _staff(self) -> AsyncIterator[User]:
        administration: Administration = self._platform.get(Administration)
        below: str | None = None
        while page := await administration.everybody(below, _PAGE):
            for user in page:
                if user.role in SECOND_FACTOR_NEEDED and user.may_sign_in:
                    yield user
            below = page[-1].id


def production_problems(settings: Settings) -> list[str]:
    """What production would refuse of these settings, whatever they are for now."""
    told = []
    if settings.environment is not Environment.PRODUCTION:
        told.append("PAYMENTUS_ENV is not production")
    try:
        Settings(**{**settings.model_dump(), "environment": Environment.PRODUCTION})
    except ValidationError as refused:
        words = "; ".join(str(error["msg"]) for error in refused.errors())
        words = words.removeprefix("Value error, ").removeprefix("Not fit for production: ")
        told += words.rstrip(".").split("; ")
    return told


async def certificate_until(host: str, port: int) -> datetime:
    """When the certificate that is served there ends; one that does not hold raises ``OSError``."""
    _, writer = await asyncio.open_connection(host, port, ssl=ssl.create_default_context())
    try:
        certificate = writer.get_extra_info("peercert")
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(certificate["notAfter"]), UTC)
    finally:
        writer.close()
