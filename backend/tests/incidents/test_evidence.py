"""The evidence bundle: complete, signed, and caught when anything in it is changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from paymentus.app.wiring import Platform
from paymentus.app.wiring.incidents import fingerprint_of
from paymentus.audit.service import AuditLog
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Deliveries
from paymentus.foundation.authorization import Role
from paymentus.incidents.domain.incident import Kind, Severity
from paymentus.incidents.service import EvidenceCollection, IncidentsService
from paymentus.incidents.service.evidence import (
    EvidenceNotReadable,
    as_archive,
    evidence_problems,
    from_archive,
    left_out,
)
from paymentus.integrations.key_management.report_key import make_report_key, read_report_key
from paymentus.integrations.key_management.signed_files import signed

from support.api import Api
from support.commands import Done, place_of, script


async def an_incident(platform: Platform) -> str:
    incidents: IncidentsService = platform.get(IncidentsService)
    incident = await incidents.declare(
        Kind.SECURITY_BREACH, Severity.P0, summary="Somebody was in.", by="usr_officer"
    )
    await incidents.respond(incident.id, by="usr_officer")
    await drained(platform)
    return incident.id


async def drained(platform: Platform) -> None:
    deliveries: Deliveries = platform.get(Deliveries)
    while await deliveries.drain_audit_inbox():
        pass


@pytest.fixture
def report_key(platform: Platform) -> rsa.RSAPrivateKey:
    path = platform.settings.rsa_private_key_path
    make_report_key(path, None)
    return read_report_key(path, None)


class TestBundle:
    async def test_proves_every_entry_since_the_day_before(
        self, platform: Platform, report_key: rsa.RSAPrivateKey
    ) -> None:
        await Api.of(platform).person(Role.ADMIN)
        incident_id = await an_incident(platform)
        evidence: EvidenceCollection = platform.get(EvidenceCollection)

        content = await evidence.bundle(incident_id, by="usr_officer", logs={"api.log": b"a line"})

        files = from_archive(content)
        problems, proven = evidence_problems(files)
        assert problems == []
        assert proven == len(files["audit/entries.jsonl"].splitlines())
        assert {"incident.json", "incident.pdf", "sessions.json", "api_keys.json", "logs/api.log",
                "configuration.json", "manifest.json.sig"} <= files.keys()  # fmt: skip
        types = [json.loads(line)["type"] for line in files["sign_ins.jsonl"].splitlines()]
        assert {"user.token_issued", "sessions.all_ended", "emergency.on"} <= set(types)
        taken = await platform.database["audit_inbox"].find_one(
            {"type": "incident.evidence_collected"}
        )
        assert taken is not None

    async def test_says_how_many_entries_of_its_time_it_leaves_out(
        self, platform: Platform, report_key: rsa.RSAPrivateKey
    ) -> None:
        incident_id = await an_incident(platform)
        evidence: EvidenceCollection = platform.get(EvidenceCollection)

        whole = await evidence.collect(incident_id, by="usr_officer", entries_max=None)
        cut = await evidence.collect(incident_id, by="usr_officer", entries_max=3)

        entries = len(whole["audit/entries.jsonl"].splitlines())
        assert left_out(whole) == 0
        assert len(cut["audit/entries.jsonl"].splitlines()) == 3
        assert left_out(cut) == entries - 3

    async def test_is_refused_when_anything_is_changed(
        self, platform: Platform, report_key: rsa.RSAPrivateKey
    ) -> None:
        incident_id = await an_incident(platform)
        evidence: EvidenceCollection = platform.get(EvidenceCollection)
        files = dict(await evidence.collect(incident_id, by="usr_officer"))
        lines = files["audit/entries.jsonl"].splitlines(keepends=True)
        good = signed(files, report_key)
        assert evidence_problems(good)[0] == []

        changed = [
            ({**good, "sessions.json": b"[]"}, "sessions.json was changed"),
            ({k: v for k, v in good.items() if k != "incident.pdf"}, "incident.pdf is missing"),
            ({**good, "more.txt": b"x"}, "more.txt is not in manifest.json"),
            ({**good, "manifest.json": b"{}"}, "not signed"),
            # Signed anew by somebody with the report key: the log's own proof still tells.
            (signed({**files, "audit/entries.jsonl": b"".join(lines[1:])}, report_key), "audit:"),
            (signed({**files, "audit/entries.jsonl": b"".join(lines[:-1])}, report_key), "audit:"),
        ]
        for bundle, words in changed:
            problems, _ = evidence_problems(bundle)
            assert any(words in problem for problem in problems), words

    async def test_is_refused_by_who_knows_another_key(
        self, platform: Platform, report_key: rsa.RSAPrivateKey
    ) -> None:
        incident_id = await an_incident(platform)
        evidence: EvidenceCollection = platform.get(EvidenceCollection)
        files = signed(await evidence.collect(incident_id, by="usr_officer"), report_key)
        other = rsa.generate_private_key(public_exponent=65_537, key_size=2_048).public_key()
        pem = other.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        audit: AuditLog = platform.get(AuditLog)
        known = str(audit.policy.log_key)

        assert evidence_problems(files, log_key=known)[0] == []
        assert evidence_problems(files, report_key=pem)[0] == [
            "manifest.json is not signed by this key"
        ]

    async def test_has_secrets_as_fingerprints_only(self, platform: Platform) -> None:
        told = fingerprint_of(platform.settings)

        assert told["jwt_secret_key"].startswith("sha256:")
        assert told["mongo_url"].startswith("sha256:")
        assert told["company_name"] == platform.settings.company_name
        assert platform.settings.jwt_secret_key.get_secret_value() not in str(told)

    def test_that_is_none_is_said_to_be_none(self) -> None:
        with pytest.raises(EvidenceNotReadable):
            from_archive(b"PK but not really")
        bundle = as_archive({"a.txt": b"x"}, datetime(2026, 11, 23, tzinfo=UTC))
        assert evidence_problems(from_archive(bundle))[0] != []


class TestScript:
    async def test_collects_and_verifies(
        self, platform: Platform, report_key: rsa.RSAPrivateKey, tmp_path: Path
    ) -> None:
        incident_id = await an_incident(platform)
        # Still in the inbox, because no worker runs: it has to be in the bundle all the same.
        await platform.committer.commit(
            UnitOfWork(audit=(AuditRecord("user.signed_in", "usr_late", "usr_late"),))
        )
        bundle, log = tmp_path / "evidence.zip", tmp_path / "api.log"
        log.write_text("one line\n")

        def run(*arguments: str) -> Done:
            place = place_of(platform.settings)
            return script("collect_forensic_data.py", *arguments, **place)

        twice = run("--incident", incident_id, "--log", str(log), "--log", f"/elsewhere/{log.name}")
        made = run("--incident", incident_id, "--output", str(bundle), "--log", str(log))
        verified = run("--verify", str(bundle))
        files = from_archive(bundle.read_bytes())
        entries = [json.loads(line) for line in files["audit/entries.jsonl"].splitlines()]
        assert entries[-1]["subject"] == "usr_late"
        bundle.write_bytes(as_archive({**files, "logs/api.log": b""}, datetime.now(UTC)))
        refused = run("--verify", str(bundle), "--json")

        assert "Two log files have the name api.log" in twice.stderr
        assert made.returncode == 0, made.stderr
        assert bundle.stat().st_mode & 0o077 == 0
        assert verified.returncode == 0, verified.stdout
        assert verified.stdout.startswith("✓ Nothing was changed.")
        assert refused.returncode == 1
        assert json.loads(refused.stdout)["problems"]
