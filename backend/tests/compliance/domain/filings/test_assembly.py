"""Drafts say what the case knows and no more; what is not known is said to be unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from compliance.cases_building import an_alert
from paymentus.compliance.domain.filings.assembly import (
    SUBTYPES,
    draft_ctr,
    draft_ofac,
    draft_sar,
)
from paymentus.compliance.domain.filings.case_facts import (
    CaseFacts,
    Movement,
    movements_of,
    person_of_customer,
    person_of_party,
)
from paymentus.compliance.domain.filings.currency_report import PersonRole
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.filing import FilingKind
from paymentus.compliance.domain.filings.parties import Person
from paymentus.compliance.domain.filings.readiness import defects_in, what_hinders
from paymentus.compliance.domain.filings.sar_grammar import ACTIVITIES
from paymentus.compliance.domain.monitoring.rule_book import RULES
from paymentus.compliance.domain.transfer import CashDirection, Party, PartyKind, Verdict

from support.customers import a_customer
from support.made_filings import a_good_sar

FILER = a_good_sar().filer
AT = datetime(2026, 6, 2, 15, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)


def facts(subject: Person, *movements: Movement, code: str = "structuring") -> CaseFacts:
    alert = an_alert(code, Verdict.HOLD)
    return CaseFacts("cas_1", "usr_1", subject, AT, (alert,), movements, date(2025, 1, 1))


def cash(id_: str, amount_minor: int, hour: int, **more: object) -> Movement:
    at = datetime(2026, 6, 2, hour, 30, tzinfo=UTC)
    return Movement(id_, at, amount_minor, channel="cash", cash=CashDirection.IN, **more)  # type: ignore[arg-type]


def hindering(kind: FilingKind, content: object, *, today: date = TODAY) -> list[str]:
    defects = defects_in(kind, content, law=LawOfFilings(), today=today)  # type: ignore[arg-type]
    return [f"{defect.field}: {defect.reason}" for defect in what_hinders(defects)]


class TestASuspiciousReport:
    def test_of_an_identified_customer_can_be_proposed_as_it_is(self) -> None:
        subject = person_of_customer(a_customer())

        draft = draft_sar(facts(subject, cash("pay_1", 950_001, 15)), FILER)

        assert hindering(FilingKind.SAR, draft) == []
        assert draft.dollars == 9_501
        assert draft.activities[0].subtype == "114"

    def test_of_somebody_unknown_says_what_is_unknown(self) -> None:
        for party in (Party("p", "Zaphod Beeblebrox"), Party("p", "Acme", PartyKind.ORGANIZATION)):
            draft = draft_sar(facts(person_of_party(party), cash("pay_1", 1_000, 15)), FILER)

            assert hindering(FilingKind.SAR, draft) == []

    def test_names_an_activity_for_every_rule_there_is(self) -> None:
        assert RULES.keys() <= SUBTYPES.keys()
        assert set(SUBTYPES.values()) - {""} <= ACTIVITIES.keys()

    def test_without_a_rule_of_ours_is_of_another_activity(self) -> None:
        draft = draft_sar(facts(person_of_customer(a_customer()), code="manual"), FILER)

        assert (draft.activities[0].subtype, draft.no_amount) == ("9999", True)
        assert hindering(FilingKind.SAR, draft) == []

    def test_of_an_evening_is_of_the_day_it_is_where_it_is_filed(self) -> None:
        """3:30 in the morning in UTC is the evening before in New York: not the future there."""
        at = datetime(2026, 6, 3, 3, 30, tzinfo=UTC)
        moved = Movement("pay_1", at, 10_000, channel="card")
        known = replace(facts(person_of_customer(a_customer()), moved), detected_at=at)

        draft = draft_sar(known, FILER)

        assert (draft.began, draft.ended) == (date(2026, 6, 2), date(2026, 6, 2))
        assert hindering(FilingKind.SAR, draft, today=date(2026, 6, 2)) == []
        assert "on June 2, 2026" in draft.narrative
        assert "2026-06-02 23:30 EDT" in draft.narrative


class TestACurrencyReport:
    def test_adds_up_the_cash_of_the_fullest_business_day(self) -> None:
        """3:30 in the morning in UTC is the evening before in New York."""
        subject = person_of_customer(a_customer())
        draft = draft_ctr(
            facts(subject, cash("a", 700_000, 15), cash("b", 400_050, 16), cash("c", 900_000, 3)),
            FILER,
        )

        assert draft.transaction_date == date(2026, 6, 2)
        assert (draft.total_in, draft.total_out) == (11_001, 0)
        assert draft.participants[0].several_transactions
        assert draft.participants[0].role is PersonRole.FOR_THEMSELVES
        assert hindering(FilingKind.CTR, draft) == []

    def test_is_of_the_counters_day_that_the_alert_names(self) -> None:
        """17:00 and 21:30 of June 1 in Los Angeles lie on both sides of New York's midnight."""
        day = date(2026, 6, 1)
        evening = [cash("a", 600_000, 0), cash("b", 600_000, 4)]
        known = facts(
            person_of_customer(a_customer()),
            *(replace(each, business_day=day) for each in evening),
            replace(cash("c", 1_900_000, 15), business_day=date(2026, 6, 2)),
            code="ctr_aggregation",
        )
        alert = replace(known.alerts[0], evidence={"business_day": "2026-06-01"})

        draft = draft_ctr(replace(known, alerts=(alert,)), FILER)

        assert (draft.transaction_date, draft.total_in) == (day, 12_000)

    def test_tells_apart_two_at_the_counter_of_whom_nothing_is_known(self) -> None:
        nobody = person_of_party(Party("psn_1", ""))
        moved = [
            cash(who, 600_000, hour, conductor=nobody, conductor_id=who)
            for hour, who in ((15, "psn_1"), (16, "psn_2"))
        ]

        draft = draft_ctr(facts(person_of_customer(a_customer()), *moved), FILER)

        acted = [each for each in draft.participants if each.role is PersonRole.FOR_ANOTHER]
        assert len(acted) == 2
        assert [each.several_transactions for each in acted] == [False, False]

    def test_names_who_stood_at_the_counter_for_another(self) -> None:
        subject, ford = (
            person_of_customer(a_customer()),
            person_of_party(Party("x", "Ford Prefect")),
        )
        draft = draft_ctr(facts(subject, cash("a", 1_100_000, 15, conductor=ford)), FILER)

        assert [each.role for each in draft.participants] == [
            PersonRole.FOR_ANOTHER, PersonRole.ON_WHOSE_BEHALF,
        ]  # fmt: skip
        assert hindering(FilingKind.CTR, draft) == []


class TestABlockingReport:
    def test_names_list_entry_program_and_value(self) -> None:
        alert = an_alert("sanctions", Verdict.BLOCK)
        evidence = {"hits": [{"list": "SDN", "list_id": "101", "primary_name": "VORONTSEV",
                              "programs": ["SDGT"]}]}  # fmt: skip
        hit = type(alert)(**{name: getattr(alert, name) for name in alert.__slots__} | {
            "evidence": evidence})  # fmt: skip
        known = CaseFacts("cas_1", "usr_1", person_of_party(Party("p", "A Vorontsev")), AT, (hit,),
                          (cash("pay_1", 5_000, 15, outcome="blocked"),))  # fmt: skip

        report = draft_ofac(known, FILER, blocked=True, contact_email="desk@example.com")

        assert (report.authority, report.list_entry) == ("SDGT", "SDN 101")
        assert (report.value_minor, report.happened_on) == (5_000, date(2026, 6, 2))
        assert hindering(FilingKind.OFAC_BLOCKING, report) == []


def test_movements_are_taken_from_what_alerts_show_each_once() -> None:
    point = {"at": "2026-06-02T15:00:00Z", "amount_minor": 5, "transfer_id": "pay_9", "with": "X"}
    alert = an_alert("fan_out")
    shown = type(alert)(**{name: getattr(alert, name) for name in alert.__slots__} | {
        "evidence": {"points": [point, point, {"at": "noon"}], "words": "x"}})  # fmt: skip

    moved = movements_of([shown], [])

    assert [(each.id, each.amount_minor, each.counterparty) for each in moved] == [
        ("pay_9", 5, "X")
    ]
