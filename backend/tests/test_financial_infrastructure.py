"""The guide's Python names work as the guide writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit.building import ORIGIN, STARTED_AT, a_key, a_leaf, batches, write_log
from financial_infrastructure import AuditLogger, ComplianceMonitor, IncidentResponse
from paymentus.app.incidents_by_hand import KindUnknown, NoIncidentYet
from paymentus.app.monitoring_by_hand import TransactionUnreadable
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Environment, Settings
from paymentus.identity.service import IdentityService


def settings_for(database: Database, mongo_url: str, folder: Path) -> Settings:
    (folder / "audit_log_key").write_bytes(a_key().to_pem())
    base, _, query = mongo_url.partition("?")
    return Settings(
        environment=Environment.TEST,
        data_dir=folder,
        audit_origin=ORIGIN,
        mongo_url=f"{base.rpartition('/')[0]}/{database.name}?{query}",
    )


class TestAuditLogger:
    async def test_verifies_the_log_as_the_guide_calls_it(
        self, database: Database, mongo_url: str, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        logger = AuditLogger(settings_for(database, mongo_url, tmp_path))

        result = await logger.verify_audit_integrity(
            start_date=STARTED_AT - timedelta(days=1), end_date=STARTED_AT + timedelta(days=1)
        )

        assert result.is_valid
        assert result.problems == ()
        assert result.entries_checked == 100

    async def test_tells_of_tampering(
        self, database: Database, mongo_url: str, tmp_path: Path
    ) -> None:
        await write_log(database, batches(100, 20))
        await database["audit_log"].update_one({"_id": 50}, {"$set": {"leaf": a_leaf(51)}})
        logger = AuditLogger(settings_for(database, mongo_url, tmp_path))

        result = await logger.verify_audit_integrity(
            start_date=datetime(2026, 1, 1, tzinfo=UTC), end_date=datetime.now() + timedelta(9999)
        )

        assert not result.is_valid
        assert result.problems == ("entry 50: stored bytes do not hash to its leaf",)


class TestComplianceMonitor:
    async def test_flags_a_high_risk_transaction_as_the_guide_asks(
        self, platform: Platform, settings: Settings
    ) -> None:
        high_risk_txn = {"user_id": "usr_1", "amount": 15_000, "country": "IR", "type": "wire"}

        result = await ComplianceMonitor(settings).monitor_transaction(high_risk_txn)

        assert result["requires_review"] is result.requires_review is True
        assert "SAR_THRESHOLD" in result["flags"]

    async def test_leaves_an_ordinary_one_alone_and_records_nothing(
        self, platform: Platform, settings: Settings
    ) -> None:
        txn = SimpleNamespace(user_id="usr_1", name="Sam Carter", amount="84.12", currency="USD")

        result = await ComplianceMonitor(settings).monitor_transaction(txn)

        assert (result.requires_review, result.flags, result.decision) == (False, (), "allow")
        assert await platform.database["enhanced_transactions"].count_documents({}) == 0

    async def test_names_a_sanctioned_entity_as_the_guide_asks(
        self, platform: Platform, settings: Settings
    ) -> None:
        identity: IdentityService = platform.get(IdentityService)
        listed, other = [
            await identity.create_user(
                email=f"{n}@example.com",
                password="three blue otters",
                full_name=name,
                role=Role.PAYER,
                actor="test",
            )
            for n, name in enumerate(["Osvaldt Ferrin Quillamore", "Sam Carter"])
        ]
        compliance = ComplianceMonitor(settings)

        result = await compliance._check_ofac_sanctions(listed.id)

        assert result["is_sanctioned"] is True
        assert result["matches"][0]["primary_name"] == "QUILLAMORE, Osvaldt Ferrin"
        assert not (await compliance._check_ofac_sanctions(other.id))["is_sanctioned"]

    async def test_refuses_a_transaction_without_an_amount(
        self, platform: Platform, settings: Settings
    ) -> None:
        with pytest.raises(TransactionUnreadable):
            await ComplianceMonitor(settings).monitor_transaction({"user_id": "usr_1"})


class TestIncidentResponse:
    async def test_handles_a_security_breach_as_the_guide_writes_it(
        self, platform: Platform
    ) -> None:
        response = IncidentResponse(platform.settings)

        file = await response.handle_critical_incident("security_breach", "A key was published.")

        assert [(step.name, step.state.value) for step in file.steps[1:]] == [
            ("isolate_affected_systems", "done"),
            ("revoke_active_sessions", "done"),
            ("enable_emergency_monitoring", "done"),
            ("notify_incident_team", "done"),
            ("notify_legal_counsel", "done"),
            ("prepare_regulatory_notification", "done"),
        ]
        again = await response.isolate_affected_systems()
        assert again.tries == 1

    async def test_says_which_kinds_there_are(self, platform: Platform) -> None:
        with pytest.raises(KindUnknown, match="compliance_violation"):
            await IncidentResponse(platform.settings).handle_critical_incident("fire", {})

    async def test_does_no_step_without_an_incident(self, platform: Platform) -> None:
        with pytest.raises(NoIncidentYet):
            await IncidentResponse(platform.settings).revoke_active_sessions()
