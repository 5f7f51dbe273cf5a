"""Alerts as they are stored: found again whole, and with nothing personal in the clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, AlertState, alert_of
from paymentus.compliance.domain.transfer import Finding, Verdict
from paymentus.compliance.repository.alerts import (
    ALERTS,
    AlertsRepository,
    decide_alert,
    insert_alert,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FINDING = Finding("sanctions", Verdict.HOLD, 90, "Reads like a listed name.", {"listed": "X"})


def an_alert(party_id: str = "usr_1", transfer_id: str | None = "pay_1") -> Alert:
    return alert_of(FINDING, party_id=party_id, party_name="Zaphod", transfer_id=transfer_id, at=AT)


async def test_an_alert_is_found_whole(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    alert = an_alert()
    await committer.commit(UnitOfWork(inserts=(insert_alert(alert),)))

    alerts = AlertsRepository(database, sealed)

    assert await alerts.find(alert.id) == alert
    assert await alerts.of_transfer("pay_1") == [alert]
    assert await alerts.of_party("usr_2") == []


async def test_what_is_personal_is_sealed(database: Database, committer: Committer) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_alert(an_alert()),)))

    stored = str(await database[ALERTS].find_one({}))

    assert "Zaphod" not in stored
    assert "listed name" not in stored


async def test_a_decision_changes_its_state_and_nothing_else(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    alert = an_alert()
    await committer.commit(UnitOfWork(inserts=(insert_alert(alert),)))

    update = decide_alert(alert, state=AlertState.IN_CASE, case_id="cas_1")
    await committer.commit(UnitOfWork(updates=(update,)))

    alerts = AlertsRepository(database, sealed)
    decided = replace(alert, state=AlertState.IN_CASE, case_id="cas_1", version=2)
    assert await alerts.of_case("cas_1") == [decided]
    assert await alerts.page(state=AlertState.OPEN, below=None, limit=10) == []


async def test_the_newest_alert_comes_first(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    first, second = an_alert(), an_alert()
    await committer.commit(UnitOfWork(inserts=(insert_alert(first), insert_alert(second))))

    alerts = AlertsRepository(database, sealed)
    newest = max(first, second, key=lambda alert: alert.id)
    oldest = min(first, second, key=lambda alert: alert.id)

    assert await alerts.page(state=AlertState.OPEN, below=None, limit=1) == [newest]
    assert await alerts.page(state=AlertState.OPEN, below=newest.id, limit=9) == [oldest]
