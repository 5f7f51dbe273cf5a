"""All rules over a transfer."""

from __future__ import annotations

import copy
import json
from datetime import date

from compliance.transfers import (
    LONG_AGO,
    MONDAY,
    an_engine,
    cash,
    codes_of,
    findings_of,
    party,
    transfer,
)
from paymentus.compliance.domain.monitoring.engine import MonitoringEngine
from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules

CHANGED = party("usr_1", profile_changed_at=MONDAY)


def test_an_alert_is_not_said_again_the_next_day() -> None:
    days = [cash("usr_1", 9_400, hours=24 * day) for day in range(4)]

    assert codes_of(*days) == ["structuring"]


def test_what_holds_money_is_said_every_time() -> None:
    assert (
        codes_of(
            transfer(CHANGED, "usr_2", 6_000, hours=1), transfer(CHANGED, "usr_2", 6_000, hours=2)
        )
        == ["profile_change_then_large"] * 2
    )


def test_a_rule_that_is_off_says_nothing() -> None:
    today = date(2026, 3, 2)
    rules = copy.deepcopy(dict(shipped_rules().rules_of(Profile.MSB, today)))
    rules["structuring"]["on"] = False
    book = shipped_rules().with_entry(Profile.MSB, today, rules)
    engine = MonitoringEngine(book, Profile.MSB, watching_since=LONG_AGO)

    days = [cash("usr_1", 9_400, hours=24 * day) for day in range(3)]

    assert codes_of(*days, engine=engine) == []


def test_evidence_names_who_it_is_about_and_can_be_written_as_json() -> None:
    found = findings_of(*(cash("usr_1", 9_400, hours=24 * day) for day in range(3)))

    assert json.loads(json.dumps(found[0].evidence))["about"] == "usr_1"


def test_the_risk_score_stays_with_the_party_for_a_while() -> None:
    engine = an_engine()
    for day in range(3):
        engine.judge(cash("usr_1", 9_400, hours=24 * day))

    soon = engine.judge(transfer("usr_1", "bil_1", 20, hours=24 * 4))
    later = engine.judge(transfer("usr_1", "bil_1", 20, hours=24 * 60))

    assert soon.findings == ()
    assert soon.risk_score > later.risk_score > 0
    assert [part.code for part in later.contributions] == ["structuring"]


def test_a_bank_has_other_thresholds_than_a_money_services_business() -> None:
    paid = [transfer("usr_1", "usr_2", 6_000), transfer("usr_2", "usr_3", 5_800, hours=5)]

    assert codes_of(*paid, engine=an_engine(Profile.MSB)) == ["rapid_movement"]
    assert codes_of(*paid, engine=an_engine(Profile.BANK)) == []
