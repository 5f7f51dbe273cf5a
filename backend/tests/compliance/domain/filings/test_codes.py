"""Every code that a form takes has its words, and no other one is offered."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.filings.codes import FilingCode, codes_of_ctr, codes_of_sar
from paymentus.compliance.domain.filings.ctr_grammar import CTR
from paymentus.compliance.domain.filings.grammar import Grammar
from paymentus.compliance.domain.filings.sar_grammar import SAR

# Those that a filing gives in a place of their own: taxpayer numbers, the filer's own numbers.
GIVEN_ELSEWHERE = {"1", "2", "4", "9", "28", "29"}


@pytest.mark.parametrize(
    ("codes", "grammar", "fields", "element"),
    [
        (codes_of_sar(), SAR, {"activity"}, "SuspiciousActivitySubtypeID"),
        (codes_of_sar(), SAR, {"product", "means"}, "AssetSubtypeID"),
        (codes_of_sar(), SAR, {"identification"}, "PartyIdentificationTypeCode"),
        (codes_of_sar(), SAR, {"institution"}, "OrganizationTypeID"),
        (codes_of_sar(), SAR, {"institution_subtype"}, "OrganizationSubtypeID"),
        (codes_of_sar(), SAR, {"regulator"}, "PrimaryRegulatorTypeCode"),
        (codes_of_ctr(), CTR, {"cash"}, "CurrencyTransactionActivityDetailTypeCode"),
        (codes_of_ctr(), CTR, {"identification"}, "PartyIdentificationTypeCode"),
        (codes_of_ctr(), CTR, {"institution"}, "OrganizationTypeID"),
        (codes_of_ctr(), CTR, {"institution_subtype"}, "OrganizationSubtypeID"),
        (codes_of_ctr(), CTR, {"regulator"}, "PrimaryRegulatorTypeCode"),
    ],
)
def test_codes_are_those_of_the_form(
    codes: tuple[FilingCode, ...], grammar: Grammar, fields: set[str], element: str
) -> None:
    offered = {each.code for each in codes if each.field in fields}
    known = grammar.leaves[element].codes
    if fields == {"identification"}:
        known -= GIVEN_ELSEWHERE
    if element == "AssetSubtypeID":
        # “Other instrument, product or service” has no type that it belongs to.
        known -= {"1"}

    assert offered == known
    assert all(each.words for each in codes)
