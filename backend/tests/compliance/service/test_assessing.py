"""The answer before money moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from compliance.cases_building import AT, PAYER, a_transfer
from compliance.lists_building import Screening
from paymentus.commit.domain import AlreadyExists, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.cases.freezes import FreezeKind, new_freeze
from paymentus.compliance.domain.monitoring.activity import Activity
from paymentus.compliance.domain.transfer import Party, Transfer, Verdict
from paymentus.compliance.repository.freezes import insert_freeze
from paymentus.compliance.repository.monitoring import (
    MonitoringRepository,
    MonitoringUnavailable,
)
from paymentus.compliance.service.assessing import AssessmentsService, is_lost_race
from paymentus.compliance.service.monitoring import MonitoringService
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

STRONG = Party("usr_1", "Arkady Timofeyevich Vorontsev")
WEAK = Party("usr_2", "Arkadiy Voronsev")


def a_service(
    screening: Screening, *, safe_side: Verdict = Verdict.HOLD, is_on: bool = True
) -> AssessmentsService:
    return AssessmentsService(
        screening=screening.parties,
        cases=screening.cases,
        freezes=screening.freezes,
        monitoring=screening.monitoring,
        metrics=screening.metrics,
        safe_side=safe_side,
        is_on=is_on,
    )


class Unreadable(MonitoringRepository):
    """What customers did lately, in a database that does not answer."""

    async def activities(self, ids: Sequence[str]) -> dict[str, Activity]:
        raise MonitoringUnavailable()


def unreadable(screening: Screening) -> MonitoringService:
    known = screening.monitoring
    return MonitoringService(
        repository=Unreadable(known._repository._activities.database),
        committer=known._committer,
        rules=known._rules,
        profile=known.profile,
    )


def from_(sender: Party) -> Transfer:
    return a_transfer(sender=sender)


async def test_who_is_on_no_list_is_allowed_and_only_counted(screening: Screening) -> None:
    await screening.in_force.open()

    judged = await a_service(screening).assess(a_transfer())

    assert judged.verdict is Verdict.ALLOW
    assert {insert.collection for insert in judged.unit.inserts} == {
        "party_activity",
        "enhanced_transactions",
    }


async def test_two_transfers_of_one_party_at_once_are_a_lost_race(
    screening: Screening, committer: Committer
) -> None:
    await screening.in_force.open()
    service = a_service(screening)
    first = await service.assess(a_transfer())
    second = await service.assess(a_transfer("pay_2"))
    await committer.commit(first.unit)

    with pytest.raises((VersionConflict, AlreadyExists)) as lost:
        await committer.commit(second.unit)

    assert is_lost_race(lost.value)


async def test_a_strong_hit_blocks_and_a_weaker_one_holds(screening: Screening) -> None:
    await screening.in_force.open()
    service = a_service(screening)

    assert (await service.assess(from_(STRONG))).verdict is Verdict.BLOCK
    assert (await service.assess(from_(WEAK))).verdict is Verdict.HOLD


async def test_the_unit_holds_the_alert_and_its_case(
    screening: Screening, committer: Committer
) -> None:
    await screening.in_force.open()

    judged = await a_service(screening).assess(from_(STRONG))
    before = await screening.alerts.of_party(STRONG.id)
    await committer.commit(judged.unit)

    assert before == []
    [alert] = await screening.alerts.of_transfer("pay_1")
    assert (alert.code, alert.verdict) == ("sanctions", Verdict.BLOCK)
    assert alert.case_id is not None


async def test_a_listed_receiver_and_sender_are_two_alerts_in_one_case(
    screening: Screening, committer: Committer
) -> None:
    await screening.in_force.open()
    transfer = replace(from_(WEAK), receivers=(STRONG,))

    judged = await a_service(screening).assess(transfer)
    await committer.commit(judged.unit)

    alerts = await screening.alerts.of_transfer("pay_1")
    assert judged.verdict is Verdict.BLOCK
    assert len(alerts) == 2
    assert len({alert.case_id for alert in alerts}) == 1


async def test_what_a_frozen_party_sends_is_held(
    screening: Screening, committer: Committer
) -> None:
    await screening.in_force.open()
    freeze = new_freeze(
        FreezeKind.AML, party_id=PAYER.id, party_name="X", case_id="cas_1", by="usr_2", at=AT
    )
    await committer.commit(UnitOfWork(inserts=(insert_freeze(freeze),)))

    judged = await a_service(screening).assess(a_transfer())

    assert judged.verdict is Verdict.HOLD
    assert [finding.code for finding in judged.assessment.findings] == ["frozen"]


@pytest.mark.parametrize("safe_side", [Verdict.HOLD, Verdict.BLOCK])
async def test_without_a_list_the_safe_side_counts_loudly(
    screening: Screening, safe_side: Verdict, caplog: pytest.LogCaptureFixture
) -> None:
    judged = await a_service(screening, safe_side=safe_side).assess(a_transfer())

    assert judged.verdict is safe_side
    assert "could not be screened" in caplog.text
    count = screening.metrics.registry.get_sample_value("compliance_screening_unavailable_total")
    assert count == 1


@pytest.mark.parametrize("safe_side", [Verdict.HOLD, Verdict.BLOCK])
async def test_without_monitoring_the_safe_side_counts_loudly_and_counts_nothing(
    screening: Screening, safe_side: Verdict, caplog: pytest.LogCaptureFixture
) -> None:
    await screening.in_force.open()
    away = replace(screening, monitoring=unreadable(screening))

    judged = await a_service(away, safe_side=safe_side).assess(a_transfer())

    assert judged.verdict is safe_side
    assert [finding.code for finding in judged.assessment.findings] == ["monitoring_unavailable"]
    assert "could not be monitored" in caplog.text
    count = screening.metrics.registry.get_sample_value("compliance_monitoring_unavailable_total")
    assert count == 1
    written = {insert.collection for insert in judged.unit.inserts}
    assert not written & {"party_activity", "enhanced_transactions"}


async def test_by_a_list_that_is_out_of_date_the_safe_side_counts_loudly(
    database: Database,
    sealed: SealedDocuments,
    committer: Committer,
    redis: RedisClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    moments = [AT]
    screening = Screening.over(database, sealed, committer, redis, clock=lambda: moments[-1])
    await screening.in_force.open()
    before = await a_service(screening).assess(a_transfer())
    moments.append(AT + timedelta(hours=49))

    judged = await a_service(screening).assess(a_transfer())

    assert before.verdict is Verdict.ALLOW
    assert judged.verdict is Verdict.HOLD
    assert [finding.code for finding in judged.assessment.findings] == ["screening_unavailable"]
    assert "could not be screened" in caplog.text


async def test_a_nameless_payer_is_counted_and_stops_nothing(screening: Screening) -> None:
    await screening.in_force.open()

    judged = await a_service(screening).assess(from_(Party("pty_1", "")))

    count = screening.metrics.registry.get_sample_value(
        "compliance_nameless_parties_total", {"role": "sender"}
    )
    assert (judged.verdict, judged.assessment.findings) == (Verdict.ALLOW, ())
    assert count == 1


async def test_a_nameless_payer_of_much_is_an_alert_without_a_case(
    screening: Screening, committer: Committer
) -> None:
    await screening.in_force.open()
    transfer = replace(from_(Party("pty_1", "")), amount_minor=300_000)

    judged = await a_service(screening).assess(transfer)
    await committer.commit(judged.unit)

    alerts = await screening.alerts.of_transfer("pay_1")
    [alert] = [one for one in alerts if one.code == "nameless"]
    assert judged.verdict is Verdict.ALLOW
    assert alert.case_id is None


async def test_switched_off_outside_production_nothing_is_asked(screening: Screening) -> None:
    judged = await a_service(screening, is_on=False).assess(from_(STRONG))

    assert judged.verdict is Verdict.ALLOW
