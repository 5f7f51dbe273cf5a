"""A suspicious activity report as the ``Activity`` of a batch file."""

from __future__ import annotations

from itertools import groupby

from paymentus.compliance.domain.filings.currency_tree import eight_digits
from paymentus.compliance.domain.filings.parties import Sex
from paymentus.compliance.domain.filings.party_trees import (
    Nodes,
    address,
    birth,
    element,
    filer_parties,
    institution,
    number,
    occupation,
    party,
    person_names,
    person_numbers,
    phone,
    sex,
)
from paymentus.compliance.domain.filings.sar_grammar import RELATIONSHIPS
from paymentus.compliance.domain.filings.suspicious_report import (
    HeldAccount,
    Relationship,
    Subject,
    SubjectRole,
    SuspiciousActivityReport,
    group_of,
    narrative_blocks,
)
from paymentus.compliance.domain.filings.tree import Node, given, indicator, leaf

_OTHERS_MOST = 99


def suspicious_activity(report: SuspiciousActivityReport) -> Node:
    transmitter, contact, office = filer_parties(report.filer)
    initial = not report.corrects and not report.continuing
    children = (
        *given("EFilingPriorDocumentNumber", report.prior_number, "prior_number"),
        leaf("FilingDateText", eight_digits(report.filing_date), "filing_date"),
        *given("FilingInstitutionNotetoFinCEN", report.note, "note"),
        *element(
            "ActivityAssociation",
            indicator("ContinuingActivityReportIndicator", report.continuing, "continuing"),
            indicator("CorrectsAmendsPriorReportIndicator", report.corrects, "corrects"),
            indicator("InitialReportIndicator", initial, "corrects"),
            indicator("JointReportIndicator", report.joint, "joint"),
            input="corrects",
        ),
        transmitter,
        contact,
        institution("30", report.filer.institution, "filer.institution", sar=True),
        office,
        *(
            institution(
                "34",
                each,
                f"locations[{place}]",
                facts=indicator("NoBranchActivityInvolvedIndicator", True),
                sar=True,
            )
            for place, each in enumerate(report.locations)
        ),
        *(_subject(each, f"subjects[{place}]") for place, each in enumerate(report.subjects)),
        _activity(report),
        *_addresses(report),
        *_instruments(report),
        *(
            Node(
                "ActivityNarrativeInformation",
                children=(
                    leaf("ActivityNarrativeSequenceNumber", str(place), "narrative"),
                    leaf("ActivityNarrativeText", block, "narrative"),
                ),
                input="narrative",
            )
            for place, block in enumerate(narrative_blocks(report.narrative), start=1)
        ),
    )
    return Node("Activity", children=children)


def _subject(subject: Subject, place: str) -> Node:
    person, input_ = subject.person, f"{place}.person"
    born, unborn = birth(person, input_)
    role = f"{place}.role"
    is_known = not subject.all_unknown
    return party(
        "33",
        indicator("AdmissionConfessionNoIndicator", subject.admitted is False, f"{place}.admitted"),
        indicator("AdmissionConfessionYesIndicator", subject.admitted is True, f"{place}.admitted"),
        indicator(
            "AllCriticalSubjectInformationUnavailableIndicator",
            subject.all_unknown,
            f"{place}.all_unknown",
        ),
        unborn if is_known else (),
        indicator(
            "BothPurchaserSenderPayeeReceiveIndicator", subject.role is SubjectRole.BOTH, role
        ),
        sex(person, Sex.FEMALE, input_),
        born,
        sex(person, Sex.MALE, input_),
        indicator(
            "NoKnownAccountInvolvedIndicator",
            not subject.accounts and is_known,
            f"{place}.accounts",
        ),
        indicator("PartyAsEntityOrganizationIndicator", person.is_entity, f"{input_}.is_entity"),
        indicator("PayeeReceiverIndicator", subject.role is SubjectRole.RECEIVER, role),
        indicator("PurchaserSenderIndicator", subject.role is SubjectRole.SENDER, role),
        sex(person, Sex.UNKNOWN, input_),
        _facts(subject, input_, place) if is_known else (),
        tuple(
            node
            for index, each in enumerate(subject.relationships)
            for node in _relationship(each, f"{place}.relationships[{index}]")
        ),
        _accounts(subject, place),
        input=place,
    )


def _facts(subject: Subject, input_: str, place: str) -> Nodes:
    person = subject.person
    phones = [
        node
        for index, each in enumerate(person.phones)
        for node in phone(each, f"{input_}.phones[{index}]")
    ]
    electronic = [
        node
        for kind, texts, where in (
            ("E", person.emails, f"{input_}.emails"),
            ("U", subject.websites, f"{place}.websites"),
        )
        for index, text in enumerate(texts)
        for node in element(
            "ElectronicAddress",
            (leaf("ElectronicAddressText", text, f"{where}[{index}]"),),
            (leaf("ElectronicAddressTypeCode", kind, f"{where}[{index}]"),),
        )
    ]
    return (
        *person_names(person, input_, most=_OTHERS_MOST),
        *address(person.address, f"{input_}.address"),
        *phones,
        *person_numbers(person, input_, most=_OTHERS_MOST),
        *occupation(person, input_),
        *electronic,
    )


def _relationship(value: Relationship, place: str) -> Nodes:
    names = {kind: name for name, kind in RELATIONSHIPS.items()}
    chosen = names.get(value.kind)
    marks = sorted([*RELATIONSHIPS, "OtherPartyAssociationTypeText"], key=_place_of)
    nodes: list[Node] = []
    for name in marks:
        if name == "OtherPartyAssociationTypeText":
            nodes += given(name, value.other, f"{place}.other")
        else:
            nodes += indicator(name, name == chosen, f"{place}.kind")
    return element(
        "PartyAssociation",
        nodes,
        indicator("RelationshipContinuesIndicator", value.continues, f"{place}.continues"),
        given(
            "SubjectRelationshipFinancialInstitutionTINText",
            value.institution_tin,
            f"{place}.institution_tin",
        ),
        input=place,
    )


def _place_of(name: str) -> str:
    """The schema has them in the order of the alphabet."""
    return name.casefold()


def _accounts(subject: Subject, place: str) -> Nodes:
    """Accounts stand under the institution that holds them."""
    if not subject.accounts:
        return ()
    numbered = list(enumerate(subject.accounts))
    numbered.sort(key=lambda each: (each[1].institution_tin is None, each[1].institution_tin or ""))
    institutions = []
    for tin, accounts in groupby(numbered, key=lambda each: each[1].institution_tin):
        held = [
            node
            for index, account in accounts
            for node in _account(account, f"{place}.accounts[{index}]")
        ]
        institutions.append(
            party(
                "41",
                indicator("NonUSFinancialInstitutionIndicator", tin is None),
                number("4", tin, f"{place}.accounts"),
                held,
                input=f"{place}.accounts",
            )
        )
    role = (leaf("PartyAccountAssociationTypeCode", "7", f"{place}.accounts"),)
    return element("PartyAccountAssociation", role, institutions, input=f"{place}.accounts")


def _account(account: HeldAccount, place: str) -> Nodes:
    return element(
        "Account",
        given("AccountNumberText", account.number, f"{place}.number"),
        element(
            "PartyAccountAssociation",
            indicator("AccountClosedIndicator", account.closed, f"{place}.closed"),
            (leaf("PartyAccountAssociationTypeCode", "5", place),),
        ),
        input=place,
    )


def _activity(report: SuspiciousActivityReport) -> Node:
    amount = "" if report.dollars is None or report.no_amount else str(report.dollars)
    cumulative = report.cumulative_dollars
    return Node(
        "SuspiciousActivity",
        children=(
            *indicator("AmountUnknownIndicator", report.dollars is None, "dollars"),
            *given(
                "CumulativeTotalViolationAmountText",
                None if cumulative is None else str(cumulative),
                "cumulative_dollars",
            ),
            *indicator("NoAmountInvolvedIndicator", report.no_amount, "no_amount"),
            leaf("SuspiciousActivityFromDateText", eight_digits(report.began), "began"),
            *given("SuspiciousActivityToDateText", eight_digits(report.ended), "ended"),
            *given("TotalSuspiciousAmountText", amount, "dollars"),
            *(
                Node(
                    "SuspiciousActivityClassification",
                    children=(
                        *given(
                            "OtherSuspiciousActivityTypeText",
                            each.other,
                            f"activities[{place}].other",
                        ),
                        leaf(
                            "SuspiciousActivitySubtypeID",
                            each.subtype,
                            f"activities[{place}].subtype",
                        ),
                        leaf(
                            "SuspiciousActivityTypeID",
                            group_of(each.subtype),
                            f"activities[{place}].subtype",
                        ),
                    ),
                    input=f"activities[{place}]",
                )
                for place, each in enumerate(report.activities)
            ),
        ),
        input="activities",
    )


def _addresses(report: SuspiciousActivityReport) -> list[Node]:
    return [
        Node(
            "ActivityIPAddress",
            children=(
                *given("ActivityIPAddressDateText", eight_digits(each.day), f"{place}.day"),
                *given("ActivityIPAddressTimeStampText", each.time, f"{place}.time"),
                leaf("IPAddressText", each.address, f"{place}.address"),
            ),
            input=place,
        )
        for index, each in enumerate(report.ip_addresses)
        for place in (f"ip_addresses[{index}]",)
    ]


def _instruments(report: SuspiciousActivityReport) -> list[Node]:
    return [
        Node(
            "Assets",
            children=(
                leaf("AssetSubtypeID", each.subtype, f"instruments[{place}].subtype"),
                leaf("AssetTypeID", each.kind, f"instruments[{place}].kind"),
                *given("OtherAssetSubtypeText", each.other, f"instruments[{place}].other"),
            ),
            input=f"instruments[{place}]",
        )
        for place, each in enumerate(report.instruments)
    ]
