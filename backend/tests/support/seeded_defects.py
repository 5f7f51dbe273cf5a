"""Defects put into good batch files on purpose: what each changes, and what must be said of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

_NAMESPACE = "www.fincen.gov/base"
_IN = f"{{{_NAMESPACE}}}"
Element = etree._Element
Change = Callable[[Element], None]


@dataclass(frozen=True, slots=True)
class SeededDefect:
    """``code`` and ``field`` (a part of it) are what one of the defects found must say."""

    name: str
    form: str
    code: str
    field: str
    change: Change

    def put_into(self, content: bytes) -> bytes:
        root = etree.fromstring(content)
        self.change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def find(root: Element, path: str) -> Element:
    """By names alone; ``Party(33)`` is the party of that type."""
    here = root
    for step in path.split("/"):
        name, _, kind = step.rstrip(")").partition("(")
        found = [
            each
            for each in here.findall(f"{_IN}{name}")
            if not kind or each.findtext(f"{_IN}ActivityPartyTypeCode") == kind
        ]
        assert found, f"{path}: no {step}"
        here = found[0]
    return here


def _set(path: str, text: str) -> Change:
    def change(root: Element) -> None:
        find(root, path).text = text

    return change


def _drop(path: str) -> Change:
    def change(root: Element) -> None:
        element = find(root, path)
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    return change


def _twice(path: str) -> Change:
    """The copy gets numbers of its own."""

    def change(root: Element) -> None:
        element = find(root, path)
        twin = copy.deepcopy(element)
        for number, each in enumerate(twin.iter(), start=900_000):
            if each.get("SeqNum"):
                each.set("SeqNum", str(number))
        element.addnext(twin)

    return change


def _attribute(path: str, name: str, value: str | None) -> Change:
    def change(root: Element) -> None:
        element = find(root, path) if path else root
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)

    return change


def _before(path: str, name: str, text: str) -> Change:
    """A new element in front of one that is there."""

    def change(root: Element) -> None:
        element = etree.Element(f"{_IN}{name}")
        element.text = text
        find(root, path).addprevious(element)

    return change


def _to_end(path: str) -> Change:
    def change(root: Element) -> None:
        element = find(root, path)
        parent = element.getparent()
        assert parent is not None
        parent.append(element)

    return change


def _all(*changes: Change) -> Change:
    def change(root: Element) -> None:
        for each in changes:
            each(root)

    return change


def _no_namespace(root: Element) -> None:
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)


_A = "Activity"
_CASH = f"{_A}/CurrencyTransactionActivity"
_LINE = f"{_CASH}/CurrencyTransactionActivityDetail"
_WHO = f"{_A}/Party(50)"
_SUBJECT = f"{_A}/Party(33)"
_ACT = f"{_A}/SuspiciousActivity"
_CLASS = f"{_ACT}/SuspiciousActivityClassification"
_STORY = f"{_A}/ActivityNarrativeInformation"
_SENDER = f"{_A}/Party(35)"
_BANK = f"{_A}/Party(30)"

# The base files are those of ``good_filings``.
CTR_DEFECTS = [
    SeededDefect("form type last", "CTRX", "wrong_order", "form type", _to_end("FormTypeCode")),
    SeededDefect("form type wrong", "CTRX", "form_type", "form type", _set("FormTypeCode", "CTR")),
    SeededDefect("no namespace", "CTRX", "namespace", "Batch", _no_namespace),
    SeededDefect("total amount", "CTRX", "wrong_total", "total amount",
                 _attribute("", "TotalAmount", "1")),
    SeededDefect("party count", "CTRX", "wrong_count", "count of parties",
                 _attribute("", "PartyCount", "99")),
    SeededDefect("report count", "CTRX", "wrong_count", "count of reports",
                 _attribute("", "ActivityCount", "7")),
    SeededDefect("count missing", "CTRX", "missing_attribute", "Batch",
                 _attribute("", "PartyCount", None)),
    SeededDefect("number twice", "CTRX", "repeated_seqnum", "Transmitter",
                 _attribute(_SENDER, "SeqNum", "1")),
    SeededDefect("number missing", "CTRX", "missing_attribute", "Transmitter",
                 _attribute(_SENDER, "SeqNum", None)),
    SeededDefect("number of letters", "CTRX", "attribute_not_a_number", "Transmitter",
                 _attribute(_SENDER, "SeqNum", "two")),
    SeededDefect("attribute of another form", "CTRX", "unknown_attribute", "Batch",
                 _attribute("", "AccountCount", "0")),
    SeededDefect("no transmitter", "CTRX", "missing_party", "Transmitter", _drop(_SENDER)),
    SeededDefect("no transmitter contact", "CTRX", "missing_party", "Transmitter contact",
                 _drop(f"{_A}/Party(37)")),
    SeededDefect("no filing institution", "CTRX", "missing_party", "Filing institution",
                 _drop(_BANK)),
    SeededDefect("two contact offices", "CTRX", "too_many_parties", "Contact office",
                 _twice(f"{_A}/Party(8)")),
    SeededDefect("nobody named", "CTRX", "missing_party", "Person", _drop(_WHO)),
    SeededDefect("party type unknown", "CTRX", "unknown_code", "party type",
                 _set(f"{_WHO}/ActivityPartyTypeCode", "33")),
    SeededDefect("acted for nobody", "CTRX", "behalf_missing", "Person acting for another",
                 _set(f"{_WHO}/ActivityPartyTypeCode", "17")),
    SeededDefect("aggregated with a conductor", "CTRX", "aggregated_with_conductor",
                 "aggregated", _set(f"{_CASH}/AggregateTransactionIndicator", "Y")),
    SeededDefect("indicator N", "CTRX", "not_an_indicator", "aggregated",
                 _set(f"{_CASH}/AggregateTransactionIndicator", "N")),
    SeededDefect("cents", "CTRX", "not_whole_dollars", "dollars",
                 _set(f"{_LINE}/DetailTransactionAmountText", "15265.25")),
    SeededDefect("thousands comma", "CTRX", "not_whole_dollars", "total cash in",
                 _set(f"{_CASH}/TotalCashInReceiveAmountText", "15,266")),
    SeededDefect("negative amount", "CTRX", "not_whole_dollars", "dollars",
                 _set(f"{_LINE}/DetailTransactionAmountText", "-15266")),
    SeededDefect("total of cash in", "CTRX", "wrong_total", "total cash in",
                 _set(f"{_CASH}/TotalCashInReceiveAmountText", "15267")),
    SeededDefect("total of cash out", "CTRX", "wrong_total", "total cash out",
                 _set(f"{_CASH}/TotalCashOutAmountText", "400")),
    SeededDefect("not over the threshold", "CTRX", "not_over_threshold", "total cash in",
                 _all(_set(f"{_CASH}/TotalCashInReceiveAmountText", "10000"),
                      _set(f"{_LINE}/DetailTransactionAmountText", "10000"),
                      _attribute("", "TotalAmount", "10000"))),
    SeededDefect("person over the total", "CTRX", "person_over_total", "cash in",
                 _set(f"{_WHO}/IndividualEntityCashInAmountText", "20000")),
    SeededDefect("kind of transaction unknown", "CTRX", "unknown_code", "kind of transaction",
                 _set(f"{_LINE}/CurrencyTransactionActivityDetailTypeCode", "41")),
    SeededDefect("other without words", "CTRX", "other_without_words", "other kind",
                 _set(f"{_LINE}/CurrencyTransactionActivityDetailTypeCode", "997")),
    SeededDefect("foreign currency of no country", "CTRX", "currency_country_missing",
                 "currency's country",
                 _set(f"{_LINE}/CurrencyTransactionActivityDetailTypeCode", "53")),
    SeededDefect("country of no currency", "CTRX", "country_without_currency",
                 "currency's country", _set(f"{_LINE}/OtherForeignCurrencyCountryText", "MX")),
    SeededDefect("same line twice", "CTRX", "repeated_line", "amount", _twice(_LINE)),
    SeededDefect("transaction in the future", "CTRX", "future_date", "transaction date",
                 _set(f"{_CASH}/TransactionDateText", "20991231")),
    SeededDefect("transaction after the filing", "CTRX", "after_filing", "transaction date",
                 _set(f"{_A}/FilingDateText", "20260101")),
    SeededDefect("no day of the calendar", "CTRX", "not_a_date", "transaction date",
                 _set(f"{_CASH}/TransactionDateText", "20260230")),
    SeededDefect("date with hyphens", "CTRX", "not_a_date", "filing date",
                 _set(f"{_A}/FilingDateText", "2026-06-10")),
    SeededDefect("neither first nor correction", "CTRX", "kind_missing", "initial report",
                 _set(f"{_A}/ActivityAssociation/InitialReportIndicator", "")),
    SeededDefect("correction of nothing", "CTRX", "prior_number_missing", "earlier report",
                 _all(_set(f"{_A}/ActivityAssociation/InitialReportIndicator", ""),
                      _set(f"{_A}/ActivityAssociation/CorrectsAmendsPriorReportIndicator", "Y"))),
    SeededDefect("first and correction", "CTRX", "two_kinds", "initial report",
                 _set(f"{_A}/ActivityAssociation/CorrectsAmendsPriorReportIndicator", "Y")),
    SeededDefect("transmitter's code", "CTRX", "wrong_number", "Transmitter",
                 _set(f"{_SENDER}/PartyIdentification/PartyIdentificationNumberText", "12")),
    SeededDefect("element missing", "CTRX", "missing_element", "night deposit",
                 _drop(f"{_CASH}/NightDepositIndicator")),
]  # fmt: skip

SAR_DEFECTS = [
    SeededDefect("leading space", "SARX", "outer_space", "last name",
                 _set(f"{_SUBJECT}/PartyName/RawEntityIndividualLastName", " Beeble")),
    SeededDefect("trailing space", "SARX", "outer_space", "street",
                 _set(f"{_SUBJECT}/Address/RawStreetAddress1Text", "1 Way ")),
    SeededDefect("double space", "SARX", "double_space", "city",
                 _set(f"{_SUBJECT}/Address/RawCityText", "New  York")),
    SeededDefect("tab", "SARX", "control_character", "first name",
                 _set(f"{_SUBJECT}/PartyName/RawIndividualFirstName", "Al\tBo")),
    SeededDefect("line feed", "SARX", "control_character", "occupation",
                 _set(f"{_SUBJECT}/PartyOccupationBusiness/OccupationBusinessText", "a\nb")),
    SeededDefect("carriage return", "SARX", "control_character", "narrative",
                 _set(f"{_STORY}/ActivityNarrativeText", "One.\r Two.")),
    SeededDefect("line feed in the narrative", "SARX", "control_character", "narrative",
                 _set(f"{_STORY}/ActivityNarrativeText", "One.\nTwo.")),
    SeededDefect("name too long", "SARX", "too_long", "last name",
                 _set(f"{_SUBJECT}/PartyName/RawEntityIndividualLastName", "x" * 151)),
    SeededDefect("first name too long", "SARX", "too_long", "first name",
                 _set(f"{_SUBJECT}/PartyName/RawIndividualFirstName", "x" * 36)),
    SeededDefect("narrative block too long", "SARX", "too_long", "narrative",
                 _set(f"{_STORY}/ActivityNarrativeText", "x" * 4001)),
    SeededDefect("no narrative", "SARX", "missing_element", "narrative", _drop(_STORY)),
    SeededDefect("empty narrative", "SARX", "empty", "narrative",
                 _set(f"{_STORY}/ActivityNarrativeText", "")),
    SeededDefect("narrative begins at two", "SARX", "block_out_of_order", "block number",
                 _set(f"{_STORY}/ActivityNarrativeSequenceNumber", "2")),
    SeededDefect("narrative block twice", "SARX", "repeated_value", "block number",
                 _twice(_STORY)),
    SeededDefect("no subject", "SARX", "missing_party", "Subject", _drop(_SUBJECT)),
    SeededDefect("two transmitters", "SARX", "too_many_parties", "Transmitter",
                 _twice(_SENDER)),
    SeededDefect("no place of activity", "SARX", "missing_party", "Place of activity",
                 _drop(f"{_A}/Party(34)")),
    SeededDefect("no name and not unknown", "SARX", "name_empty", "last name",
                 _drop(f"{_SUBJECT}/PartyName/RawEntityIndividualLastName")),
    SeededDefect("name known and unknown", "SARX", "known_and_unknown", "last name",
                 _before(f"{_SUBJECT}/PartyName/PartyNameTypeCode",
                         "EntityLastNameUnknownIndicator", "Y")),
    SeededDefect("two legal names", "SARX", "two_legal_names", "name",
                 _twice(f"{_SUBJECT}/PartyName")),
    SeededDefect("SSN never assigned", "SARX", "wrong_number", "identification",
                 _set(f"{_SUBJECT}/PartyIdentification/PartyIdentificationNumberText",
                      "666123456")),
    SeededDefect("SSN with hyphens", "SARX", "wrong_number", "identification",
                 _set(f"{_SUBJECT}/PartyIdentification/PartyIdentificationNumberText",
                      "412-34-5678")),
    SeededDefect("EIN too short", "SARX", "wrong_number", "Filing institution",
                 _set(f"{_BANK}/PartyIdentification/PartyIdentificationNumberText", "41234567")),
    SeededDefect("number of no kind", "SARX", "kind_of_number_missing", "identification",
                 _drop(f"{_SUBJECT}/PartyIdentification/PartyIdentificationTypeCode")),
    SeededDefect("kind of no number", "SARX", "number_missing", "identification",
                 _drop(f"{_SUBJECT}/PartyIdentification/PartyIdentificationNumberText")),
    SeededDefect("unknown country", "SARX", "unknown_country", "country",
                 _set(f"{_SUBJECT}/Address/RawCountryCodeText", "XX")),
    SeededDefect("unknown state", "SARX", "unknown_state", "state",
                 _set(f"{_SUBJECT}/Address/RawStateCodeText", "ZZ")),
    SeededDefect("state of another country", "SARX", "unknown_state", "state",
                 _set(f"{_SUBJECT}/Address/RawStateCodeText", "ON")),
    SeededDefect("state abroad", "SARX", "state_abroad", "state",
                 _set(f"{_SUBJECT}/Address/RawCountryCodeText", "DE")),
    SeededDefect("ZIP with a hyphen", "SARX", "wrong_zip", "ZIP",
                 _set(f"{_SUBJECT}/Address/RawZIPCode", "1000-1")),
    SeededDefect("address in part", "SARX", "address_incomplete", "city",
                 _drop(f"{_SUBJECT}/Address/RawCityText")),
    SeededDefect("born in the future", "SARX", "future_date", "date of birth",
                 _set(f"{_SUBJECT}/IndividualBirthDateText", "20800101")),
    SeededDefect("birth date impossible", "SARX", "not_a_date", "date of birth",
                 _set(f"{_SUBJECT}/IndividualBirthDateText", "19800010")),
    SeededDefect("phone with hyphens", "SARX", "wrong_phone", "phone",
                 _set(f"{_SUBJECT}/PhoneNumber/PhoneNumberText", "212-555-0100")),
    SeededDefect("email without a host", "SARX", "wrong_email", "electronic address",
                 _set(f"{_SUBJECT}/ElectronicAddress/ElectronicAddressText", "dana@")),
    SeededDefect("MSB with a subtype", "SARX", "msb_with_subtype", "subtype",
                 _before(f"{_BANK}/OrganizationClassificationTypeSubtype/OrganizationTypeID",
                         "OrganizationSubtypeID", "503")),
    SeededDefect("type of institution unknown", "SARX", "unknown_code", "type of institution",
                 _set(f"{_BANK}/OrganizationClassificationTypeSubtype/OrganizationTypeID", "7")),
    SeededDefect("activity ends before it begins", "SARX", "dates_reversed", "to",
                 _set(f"{_ACT}/SuspiciousActivityToDateText", "20260101")),
    SeededDefect("activity in the future", "SARX", "future_date", "from",
                 _set(f"{_ACT}/SuspiciousActivityFromDateText", "20990101")),
    SeededDefect("amount and unknown", "SARX", "known_and_unknown", "amount involved",
                 _before(f"{_ACT}/SuspiciousActivityFromDateText", "AmountUnknownIndicator", "Y")),
    SeededDefect("amount of zero", "SARX", "amount_missing", "amount involved",
                 _all(_set(f"{_ACT}/TotalSuspiciousAmountText", "0"),
                      _attribute("", "TotalAmount", "0"))),
    SeededDefect("total of the batch", "SARX", "wrong_total", "total amount",
                 _attribute("", "TotalAmount", "19000")),
    SeededDefect("attachments that are not there", "SARX", "wrong_count", "count of attachments",
                 _attribute("", "AttachmentCount", "1")),
    SeededDefect("no activity classified", "SARX", "missing_element", "classification",
                 _drop(_CLASS)),
    SeededDefect("subtype of another type", "SARX", "subtype_of_other_type", "subtype",
                 _set(f"{_CLASS}/SuspiciousActivityTypeID", "8")),
    SeededDefect("subtype unknown", "SARX", "unknown_code", "subtype",
                 _set(f"{_CLASS}/SuspiciousActivitySubtypeID", "115")),
    SeededDefect("subtype twice", "SARX", "repeated_value", "subtype", _twice(_CLASS)),
    SeededDefect("continuing without the sum", "SARX", "cumulative_missing", "cumulative",
                 _before(f"{_A}/ActivityAssociation/InitialReportIndicator",
                         "ContinuingActivityReportIndicator", "Y")),
    SeededDefect("institution of a relationship", "SARX", "unknown_institution", "relationship",
                 _set(f"{_SUBJECT}/PartyAssociation/"
                      "SubjectRelationshipFinancialInstitutionTINText", "987651234")),
    SeededDefect("account without a number", "SARX", "account_empty", "account number",
                 _drop(f"{_SUBJECT}/PartyAccountAssociation/Party(41)/Account/AccountNumberText")),
    SeededDefect("account and none", "SARX", "known_and_unknown", "no known account",
                 _before(f"{_SUBJECT}/PurchaserSenderIndicator",
                         "NoKnownAccountInvolvedIndicator", "Y")),
    SeededDefect("parts in the wrong order", "SARX", "wrong_order", "Subject",
                 _to_end(f"{_SUBJECT}/PartyName")),
    SeededDefect("unknown element", "SARX", "unknown_element", "Subject",
                 _before(f"{_SUBJECT}/PartyName", "Nickname", "Bo")),
]  # fmt: skip
DEFECTS = (*CTR_DEFECTS, *SAR_DEFECTS)
