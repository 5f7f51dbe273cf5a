"""Deciding that somebody is not whom a list means, and what it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.cases_building import person_of
from compliance.lists_building import Screening
from paymentus.commit.service import Committer
from paymentus.compliance.domain.screening.decisions import (
    DecisionEndedAlready,
    DecisionNotAccepted,
    DecisionNotFound,
)
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.service.screening.allowing import MatchAlertNotFound, MatchDecisions
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.clock import utc_now

LISTED = Party("usr_1", "Arkady Timofeyevich Vorontsev")
OFFICER = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_officer")
REASON = "Another date of birth, by his passport."


@pytest.fixture
def allowing(screening: Screening, committer: Committer) -> MatchDecisions:
    return MatchDecisions(
        decisions=screening.decisions,
        alerts=screening.alerts,
        committer=committer,
        person_of=person_of,
        clock=utc_now,
    )


async def an_alert(screening: Screening) -> str:
    await screening.in_force.open()
    alert = await screening.parties.screen_customer(LISTED)
    assert alert is not None
    return alert.id


async def decide(allowing: MatchDecisions, alert_id: str, *, list_id: str = "101") -> str:
    decision = await allowing.decide(
        alert_id,
        list_name="SDN",
        list_id=list_id,
        reason=REASON,
        expires_at=utc_now() + timedelta(days=90),
        by=OFFICER,
    )
    return decision.id


async def test_a_decision_lets_the_party_pass_until_it_is_ended(
    screening: Screening, allowing: MatchDecisions
) -> None:
    decision_id = await decide(allowing, await an_alert(screening))
    passed = await screening.parties.findings([("sender", LISTED)], at=utc_now())

    await allowing.end(decision_id, by=OFFICER)

    assert passed == []
    assert await screening.parties.findings([("sender", LISTED)], at=utc_now())
    [decision], more = await allowing.page(below=None, limit=5)
    assert (decision.reason, decision.decided_by, more) == (REASON, OFFICER.id, None)
    assert decision.ended_at is not None
    with pytest.raises(DecisionEndedAlready):
        await allowing.end(decision_id, by=OFFICER)


async def test_what_the_alert_does_not_name_is_refused(
    screening: Screening, allowing: MatchDecisions
) -> None:
    alert_id = await an_alert(screening)

    with pytest.raises(DecisionNotAccepted):
        await decide(allowing, alert_id, list_id="104")
    with pytest.raises(MatchAlertNotFound):
        await decide(allowing, "alr_none")
    with pytest.raises(DecisionNotFound):
        await allowing.end("dec_none", by=OFFICER)


async def test_who_decided_is_named_while_they_are_there(
    screening: Screening, allowing: MatchDecisions
) -> None:
    await decide(allowing, await an_alert(screening))
    [decision], _ = await allowing.page(below=None, limit=5)

    assert await allowing.names([decision]) == {OFFICER.id: "Officer"}
