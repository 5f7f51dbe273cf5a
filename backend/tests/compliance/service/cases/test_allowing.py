"""Decisions that a party is not the listed one: one for each entry, of sanctions alerts only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compliance.cases_building import AT, an_alert
from paymentus.compliance.domain.screening.decisions import DecisionNotAccepted
from paymentus.compliance.service.cases.allowing import not_the_listed_ones

HIT = {"list": "SDN", "list_id": "101", "entry": "abc"}
REASON = "Born 1990, not 1955."


def test_each_listed_entry_is_decided_on_once() -> None:
    alerts = [
        replace(an_alert(), evidence={"hits": [HIT, {**HIT, "list_id": "102"}]}),
        replace(an_alert(), evidence={"hits": [HIT]}),
        replace(an_alert("velocity"), evidence={"hits": [{**HIT, "list_id": "103"}]}),
    ]

    unit = not_the_listed_ones(alerts, days=90, reason=REASON, by="usr_officer", at=AT)

    assert [insert.document["uid"] for insert in unit.inserts] == ["101", "102"]
    assert [record.data["list_id"] for record in unit.audit] == ["101", "102"]


@pytest.mark.parametrize(("days", "reason"), [(90, "No."), (400, REASON)])
def test_it_says_why_and_ends(days: int, reason: str) -> None:
    with pytest.raises(DecisionNotAccepted):
        not_the_listed_ones([an_alert()], days=days, reason=reason, by="usr_officer", at=AT)
