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
    AlertFilter,
    AlertsRepository,
    decide_alert,
    insert_alert,
)
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OPEN = AlertFilter(state=AlertState.OPEN)
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

    taken = alert.taken("cas_1", by="usr_officer", at=AT)
    await committer.commit(UnitOfWork(updates=(decide_alert(alert, taken),)))

    alerts = AlertsRepository(database, sealed)
    assert await alerts.of_case("cas_1") == [replace(taken, version=2)]
    assert await alerts.page(OPEN, below=None, limit=10) == []
    assert await alerts.count_open() == 0


async def test_the_reason_of_a_dismissal_is_sealed(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    alert = an_alert()
    await committer.commit(UnitOfWork(inserts=(insert_alert(alert),)))

    dismissed = alert.dismissed("His aunt's bill.", by="usr_officer", at=AT)
    await committer.commit(UnitOfWork(updates=(decide_alert(alert, dismissed),)))

    found = await AlertsRepository(database, sealed).find(alert.id)
    assert found is not None
    assert found.reason == "His aunt's bill."
    assert "aunt" not in str(await database[ALERTS].find_one({}))


async def test_filters_take_only_what_fits(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    alert, other = an_alert(), an_alert("usr_2", None)
    await committer.commit(UnitOfWork(inserts=(insert_alert(alert), insert_alert(other))))
    alerts = AlertsRepository(database, sealed)

    async def found(wanted: AlertFilter) -> list[str]:
        return sorted(one.id for one in await alerts.page(wanted, below=None, limit=9))

    assert await found(AlertFilter(party_id="usr_2")) == [other.id]
    assert await found(AlertFilter(code="velocity")) == []
    assert await found(AlertFilter(verdict=Verdict.HOLD)) == sorted([alert.id, other.id])
    assert await alerts.count_open(verdict=Verdict.HOLD) == 2
    assert await alerts.count_open(verdict=Verdict.BLOCK) == 0


async def test_the_newest_alert_comes_first(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    first, second = an_alert(), an_alert()
    await committer.commit(UnitOfWork(inserts=(insert_alert(first), insert_alert(second))))

    alerts = AlertsRepository(database, sealed)
    newest = max(first, second, key=lambda alert: alert.id)
    oldest = min(first, second, key=lambda alert: alert.id)

    assert await alerts.page(OPEN, below=None, limit=1) == [newest]
    assert await alerts.page(OPEN, below=newest.id, limit=9) == [oldest]
