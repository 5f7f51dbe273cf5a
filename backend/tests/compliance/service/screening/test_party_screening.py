"""Parties against the list, less what was decided about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from compliance.cases_building import AT, a_transfer
from compliance.domain.screening.test_decisions import a_decision
from compliance.lists_building import Screening
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import AlertState
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.decisions import insert_decision

LISTED = Party("usr_1", "Arkady Timofeyevich Vorontsev")


async def decide(
    screening: Screening, committer: Committer, *, entry: str | None = None, days: int = 90
) -> None:
    [(_, finding)] = await screening.parties.findings([("sender", LISTED)], at=AT)
    [hit] = finding.evidence["hits"]
    decision = replace(
        a_decision(),
        entry=entry or hit["entry"],
        decided_at=AT,
        expires_at=AT + timedelta(days=days),
    )
    await committer.commit(UnitOfWork(inserts=(insert_decision(decision),)))


class TestTransfer:
    async def test_everybody_in_it_is_screened(self, screening: Screening) -> None:
        await screening.in_force.open()
        transfer = replace(
            a_transfer(),
            conductor=LISTED,
            receivers=(Party("bil_1", "Riverton Water"), Party("bil_2", "Qashmari Trading Co Ltd")),
        )

        found = await screening.parties.of_transfer(transfer)

        assert [(party.id, finding.evidence["role"]) for party, finding in found] == [
            ("usr_1", "conductor"),
            ("bil_2", "receiver"),
        ]


class TestDecisions:
    async def test_are_honored(self, screening: Screening, committer: Committer) -> None:
        await screening.in_force.open()
        await decide(screening, committer)

        assert await screening.parties.findings([("sender", LISTED)], at=AT) == []

    async def test_are_about_one_party(self, screening: Screening, committer: Committer) -> None:
        await screening.in_force.open()
        await decide(screening, committer)
        other = replace(LISTED, id="usr_9")

        assert await screening.parties.findings([("sender", other)], at=AT)

    async def test_lapse_when_the_entry_changes_or_their_time_is_over(
        self, screening: Screening, committer: Committer
    ) -> None:
        await screening.in_force.open()
        await decide(screening, committer, entry="as it was once", days=90)

        assert await screening.parties.findings([("sender", LISTED)], at=AT)

    async def test_end_by_themselves(self, screening: Screening, committer: Committer) -> None:
        await screening.in_force.open()
        await decide(screening, committer, days=1)

        later = AT + timedelta(days=2)
        assert await screening.parties.findings([("sender", LISTED)], at=later)


class TestCustomer:
    async def test_who_is_listed_gets_an_alert_and_a_case(self, screening: Screening) -> None:
        await screening.in_force.open()

        alert = await screening.parties.screen_customer(LISTED)

        assert alert is not None
        [stored] = await screening.alerts.of_party(LISTED.id)
        assert (stored.state, stored.verdict) == (AlertState.OPEN, Verdict.BLOCK)
        assert stored.case_id is not None
        assert stored.transfer_id is None

    async def test_gets_no_second_alert_about_the_same_entry(self, screening: Screening) -> None:
        await screening.in_force.open()
        await screening.parties.screen_customer(LISTED)

        assert await screening.parties.screen_customer(LISTED) is None
        assert len(await screening.alerts.of_party(LISTED.id)) == 1

    async def test_who_is_on_no_list_gets_none(self, screening: Screening) -> None:
        await screening.in_force.open()

        assert await screening.parties.screen_customer(Party("usr_2", "Sam Carter")) is None

    async def test_is_found_each_time_and_alerted_about_once(self, screening: Screening) -> None:
        await screening.in_force.open()

        first = await screening.parties.of_customer(LISTED)
        second = await screening.parties.of_customer(LISTED)

        assert [one.verdict for one in first] == [one.verdict for one in second] == [Verdict.BLOCK]
        assert len(await screening.alerts.of_party(LISTED.id)) == 1
