"""FinCEN's codes and what they mean, as its own schemas say (v1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paymentus.compliance.domain.filings.ctr_grammar import CASH_IN, CASH_OUT, CTR, FOREIGN
from paymentus.compliance.domain.filings.grammar import Grammar
from paymentus.compliance.domain.filings.sar_grammar import (
    ACTIVITIES,
    ACTIVITY_TYPES,
    RELATIONSHIPS,
    SAR,
)
from paymentus.compliance.domain.filings.suspicious_report import group_of

_IDENTIFICATIONS = {
    "5": "Driver’s license or state ID",
    "6": "Passport",
    "7": "Alien registration",
    "10": "CRD number",
    "11": "IARD number",
    "12": "NFA ID number",
    "13": "SEC number",
    "14": "RSSD number",
    "32": "NAIC number",
    "33": "NMLS ID number",
    "999": "Other",
}
_INSTITUTIONS = {
    "1": "Casino or card club",
    "2": "Depository institution",
    "3": "Insurance company",
    "4": "Money services business",
    "5": "Securities or futures",
    "11": "Loan or finance company",
    "12": "Housing GSE",
    "999": "Other",
}
_INSTITUTION_SUBTYPES = {
    "101": "State licensed casino",
    "102": "Tribal authorized casino",
    "103": "Card club",
    "1999": "Other gaming institution",
    "503": "Subsidiary of a holding company",
    "504": "Holding company",
    "508": "Futures commission merchant",
    "513": "Introducing broker, commodity",
    "514": "Investment adviser",
    "528": "Self-regulatory organization, futures",
    "529": "Self-regulatory organization, securities",
    "533": "Retail foreign exchange dealer",
    "534": "CPO or CTA",
    "535": "Clearing broker, securities",
    "539": "Investment company",
    "540": "Introducing broker, securities",
    "541": "Execution-only broker, securities",
    "542": "Self-clearing broker, securities",
    "5999": "Other securities or futures",
}
_REGULATORS = {
    "1": "Federal Reserve",
    "2": "FDIC",
    "3": "NCUA",
    "4": "OCC",
    "6": "SEC",
    "7": "IRS",
    "9": "CFTC",
    "13": "FHFA",
    "14": "Unknown",
    "99": "Not applicable",
}
_PRODUCTS = {
    "2": "Bonds or notes",
    "3": "Commercial mortgage",
    "4": "Commercial paper",
    "5": "Credit card",
    "6": "Debit card",
    "46": "Deposit account",
    "7": "Forex transactions",
    "8": "Futures or options on futures",
    "9": "Hedge fund",
    "10": "Home equity loan",
    "11": "Home equity line of credit",
    "12": "Insurance or annuity products",
    "47": "Microcap securities",
    "13": "Mutual fund",
    "14": "Options on securities",
    "16": "Prepaid access",
    "17": "Residential mortgage",
    "18": "Security futures products",
    "19": "Stocks",
    "20": "Swap, hybrid or other derivative",
    "30": "Other product",
}
_MEANS = {
    "31": "Bank or cashier’s check",
    "32": "Foreign currency",
    "33": "Funds transfer",
    "34": "Gaming instruments",
    "35": "Government payment",
    "36": "Money orders",
    "37": "Personal or business check",
    "38": "Travelers checks",
    "39": "U.S. currency",
    "41": "Other means of payment",
}
_PRODUCT, _MEAN = "5", "6"


@dataclass(frozen=True, slots=True)
class FilingCode:
    """``field`` is the input of a filing that holds it; ``group`` is what FinCEN files it under."""

    field: str
    code: str
    words: str
    group: str = ""


def codes_of_sar() -> tuple[FilingCode, ...]:
    return (
        *(
            FilingCode("activity", code, words, ACTIVITY_TYPES[group_of(code)])
            for code, words in ACTIVITIES.items()
        ),
        *_codes("product", _PRODUCTS, _PRODUCT),
        *_codes("means", _MEANS, _MEAN),
        *(FilingCode("relationship", kind, kind.capitalize()) for kind in RELATIONSHIPS.values()),
        *_of_institutions(SAR),
    )


def codes_of_ctr() -> tuple[FilingCode, ...]:
    return (
        *_codes("cash", CASH_IN, "Cash in"),
        *_codes("cash", CASH_OUT, "Cash out"),
        *_codes("cash", FOREIGN, "Foreign currency"),
        *_of_institutions(CTR),
    )


def _of_institutions(grammar: Grammar) -> Iterator[FilingCode]:
    """Those of the form: the two forms know different ones."""
    for field, element, words in (
        ("identification", "PartyIdentificationTypeCode", _IDENTIFICATIONS),
        ("institution", "OrganizationTypeID", _INSTITUTIONS),
        ("institution_subtype", "OrganizationSubtypeID", _INSTITUTION_SUBTYPES),
        ("regulator", "PrimaryRegulatorTypeCode", _REGULATORS),
    ):
        known = grammar.leaves[element].codes
        yield from _codes(field, {code: said for code, said in words.items() if code in known})


def _codes(field: str, words: Mapping[str, str], group: str = "") -> Iterator[FilingCode]:
    return (FilingCode(field, code, said, group) for code, said in words.items())
