"""The evidence of an incident: what an investigator needs, in files that prove themselves.

The audit log's stretch since a day before the discovery leads to a signed checkpoint, so entries
can neither be changed nor left out. Secrets are in it as fingerprints only: they show whether two
servers, or today and last month, had the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from paymentus import __version__
from paymentus.audit.domain.note import NotAKey, VerifierKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.stretch import LogStretch, StretchDoesNotHold, verify_stretch
from paymentus.audit.service import AuditLog
from paymentus.audit.service.stretches import ENTRIES_MAX, LogStretches
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.errors import Rejected
from paymentus.identity.service import ApiKeysService, IdentityService
from paymentus.incidents.service.emergency import EmergencySwitch
from paymentus.incidents.service.reporting import IncidentReports
from paymentus.incidents.service.response import IncidentsService
from paymentus.integrations.key_management.signed_files import problems_of

_BEFORE = timedelta(days=1)
_SESSIONS_MAX = 20_000
_KEYS_MAX = 1_000
_FILE_MAX = 2**30
_AUDIT = "audit/"
_POLICY = f"{_AUDIT}policy.json"
_COVERAGE = f"{_AUDIT}coverage.json"
Fingerprint = Callable[[], Mapping[str, str]]
Sign = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


class EvidenceNotReadable(Rejected):
    """This file is not an evidence bundle."""


class EvidenceCollection:
    """``fingerprint`` tells the configuration: secrets hashed, the rest as it is. ``sign`` adds
    the manifest and what proves it, by the report key."""

    def __init__(
        self,
        *,
        incidents: IncidentsService,
        reports: IncidentReports,
        emergency: EmergencySwitch,
        audit: AuditLog,
        stretches: LogStretches,
        identity: IdentityService,
        api_keys: ApiKeysService,
        committer: Committer,
        fingerprint: Fingerprint,
        sign: Sign,
        clock: Clock,
    ) -> None:
        self._incidents = incidents
        self._reports = reports
        self._emergency = emergency
        self._audit = audit
        self._stretches = stretches
        self._identity = identity
        self._api_keys = api_keys
        self._committer = committer
        self._fingerprint = fingerprint
        self._sign = sign
        self._clock = clock

    async def bundle(
        self,
        incident_id: str,
        *,
        by: str,
        logs: Mapping[str, bytes] | None = None,
        entries_max: int | None = ENTRIES_MAX,
    ) -> bytes:
        """A signed ZIP file. Raises ``IncidentNotFound``, or ``ReportKeyUnfit`` without a key.

        Of the audit log at most the newest ``entries_max`` entries, None for all of them; what is
        left out by that is in the bundle as a number.
        """
        files = await self.collect(incident_id, by=by, logs=logs, entries_max=entries_max)
        # It may take a second or more, and payments go through the same loop.
        return await asyncio.to_thread(lambda: as_archive(self._sign(files), self._clock()))

    async def collect(
        self,
        incident_id: str,
        *,
        by: str,
        logs: Mapping[str, bytes] | None = None,
        entries_max: int | None = ENTRIES_MAX,
    ) -> dict[str, bytes]:
        """Name -> content, not signed yet. Raises ``IncidentNotFound``.

        ``logs`` are added as they are. That it was taken is on record.
        """
        file = await self._incidents.get(incident_id)
        report = await self._reports.of(file.incident)
        moment = file.incident.discovered_at - _BEFORE
        stretch = await self._stretches.since(moment, limit=entries_max)
        wanted = await self._audit.first_since(moment)
        coverage = {
            "since": rfc3339(moment),
            "entries": len(stretch.leaves),
            "left_out": max(stretch.before.size - wanted, 0),
        }
        files = {
            "incident.json": report.document,
            "incident.pdf": report.pdf,
            _POLICY: _json(self._audit.policy.to_document()),
            **{f"{_AUDIT}{name}": content for name, content in stretch.to_files().items()},
            _COVERAGE: _json(coverage),
            f"{_AUDIT}watches.json": _json(await self._watches()),
            "sign_ins.jsonl": await asyncio.to_thread(_sign_ins, stretch),
            "sessions.json": _json(await self._sessions()),
            "api_keys.json": _json(await self._keys()),
            "configuration.json": _json(await self._configuration()),
            **{f"logs/{name}": content for name, content in (logs or {}).items()},
        }
        data = {"files": len(files), "entries": len(stretch.leaves)}
        record = AuditRecord("incident.evidence_collected", incident_id, by, data)
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return files

    async def _watches(self) -> list[dict[str, Any]]:
        return [
            {"name": one.name, "at": rfc3339(one.at), "size": one.size,
             "problems": list(one.problems)}
            for one in await self._audit.watches()
        ]  # fmt: skip

    async def _sessions(self) -> list[dict[str, Any]]:
        present = await self._identity.everybody.present()
        found = await self._identity.sessions.listed(limit=_SESSIONS_MAX)
        return [
            {
                "id": session_id,
                "kind": session.kind.value,
                "who": session.principal_id,
                "opened_at": rfc3339(session.created_at),
                "last_seen_at": rfc3339(session.last_seen_at),
                "second_factor": session.second_factor_at is not None,
                "counts": session.platform_epoch == present,
            }
            for session_id, session in sorted(found, key=lambda one: one[1].created_at)
        ]

    async def _keys(self) -> list[dict[str, Any]]:
        views, _ = await self._api_keys.of_all_billers(below=None, limit=_KEYS_MAX)
        return [
            {
                "id": view.key.id,
                "biller": view.key.biller_id,
                "state": view.state,
                "scope": sorted(view.key.scope),
                "made_by": view.key.created_by,
                "made_at": rfc3339(view.key.created_at),
                "last_used_at": view.key.last_used_at and rfc3339(view.key.last_used_at),
            }
            for view, _name in views
        ]

    async def _configuration(self) -> dict[str, Any]:
        mode = await self._emergency.now()
        return {
            "version": __version__,
            "collected_at": rfc3339(self._clock()),
            "emergency_mode": mode.is_on,
            "settings": dict(self._fingerprint()),
        }


def as_archive(files: Mapping[str, bytes], at: datetime) -> bytes:
    """One ZIP file; the same files give the same bytes."""
    buffer = io.BytesIO()
    moment = at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, date_time=moment), files[name])
    return buffer.getvalue()


def from_archive(content: bytes) -> dict[str, bytes]:
    """Raises ``EvidenceNotReadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _FILE_MAX:
                raise EvidenceNotReadable("This bundle is larger than 1 GiB.")
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as problem:
        raise EvidenceNotReadable() from problem


def evidence_problems(
    files: Mapping[str, bytes], *, report_key: bytes | None = None, log_key: str | None = None
) -> tuple[list[str], int]:
    """What is wrong with a bundle, and how many entries of the log it proves.

    ``report_key`` (PEM) and ``log_key`` (C2SP verifier key) are those that the verifier knows;
    without them the ones inside are believed.
    """
    problems = problems_of(files, public_key=report_key)
    try:
        policy = LogPolicy.from_document(json.loads(files[_POLICY]))
        key = VerifierKey.parse(log_key) if log_key else policy.log_key
        audit = {
            name.removeprefix(_AUDIT): content
            for name, content in files.items()
            if name.startswith(_AUDIT)
        }
        proven = verify_stretch(LogStretch.from_files(audit), key, origin=key.name)
    except (StretchDoesNotHold, NotAKey, KeyError, ValueError) as problem:
        return [*problems, f"audit: {problem}"], 0
    return problems, proven


def left_out(files: Mapping[str, bytes]) -> int:
    """Entries of the audit log that belong to the incident's time and are not in its bundle."""
    try:
        return int(json.loads(files[_COVERAGE])["left_out"])
    except (KeyError, ValueError, TypeError):
        return 0


def secret_fingerprint(name: str, value: str) -> str:
    """Shows whether two are the same, and nothing else of a value that cannot be guessed."""
    digest = hashlib.sha256(f"paymentus/fingerprint\0{name}\0{value}".encode()).hexdigest()
    return f"sha256:{digest[:16]}" if value else ""


def _sign_ins(stretch: LogStretch) -> bytes:
    """The leaves about people's sign-ins and keys, once more by themselves."""
    wanted = ("user.", "api_key.", "sessions.", "emergency.", "approval.")
    lines = [
        leaf + b"\n"
        for leaf in stretch.leaves
        if str(json.loads(leaf).get("type", "")).startswith(wanted)
    ]
    return b"".join(lines)


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"
