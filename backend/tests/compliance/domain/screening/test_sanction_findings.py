"""What a hit makes of the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from compliance.building import a_list, a_screener
from paymentus.compliance.domain.screening.listed import BirthDate
from paymentus.compliance.domain.screening.particulars import Subject
from paymentus.compliance.domain.screening.sanction_findings import (
    Match,
    finding_of,
    match_of,
    match_of_wallet,
)
from paymentus.compliance.domain.transfer import Party, Verdict

PARTY = Party("usr_1", "Arkady Vorontsev")


def a_match(name: str, **particulars: BirthDate) -> Match:
    return match_of(a_screener().screen(Subject(name, **particulars))[0])


class TestVerdict:
    def test_blocks_a_strong_likeness(self) -> None:
        match = a_match("Arkady Timofeyevich Vorontsev")

        assert match.verdict is Verdict.BLOCK

    def test_holds_a_weaker_one(self) -> None:
        match = replace(a_match("Arkady Timofeyevich Vorontsev"), score=0.85)

        assert match.verdict is Verdict.HOLD

    def test_holds_a_common_name_that_agrees_and_nothing_else(self) -> None:
        match = replace(a_match("Arkady Timofeyevich Vorontsev"), is_common=True)

        assert match.verdict is Verdict.HOLD

    def test_blocks_a_common_name_whose_date_of_birth_agrees(self) -> None:
        born = BirthDate(date(1948, 12, 10), date(1948, 12, 10))
        match = replace(a_match("Arkady Timofeyevich Vorontsev", birth=born), is_common=True)

        assert match.verdict is Verdict.BLOCK

    def test_blocks_a_listed_wallet(self) -> None:
        match = match_of_wallet(a_list()[0], "1VorontsevQx9Rz")

        assert match.verdict is Verdict.BLOCK
        assert "1VorontsevQx9Rz" in match.reasons[0]


class TestFinding:
    def test_has_the_strictest_verdict_and_every_hit_with_its_reasons(self) -> None:
        strong = a_match("Arkady Timofeyevich Vorontsev")
        weak = replace(strong, uid="104", score=0.8)

        finding = finding_of(PARTY, "sender", [strong, weak], screened_against="lst_1")

        assert finding.verdict is Verdict.BLOCK
        assert [hit["list_id"] for hit in finding.evidence["hits"]] == ["101", "104"]
        assert finding.evidence["hits"][0]["reasons"]
        assert finding.evidence["hits"][0]["side_by_side"]
        assert "and 1 more" in finding.words
