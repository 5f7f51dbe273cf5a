"""What a suspicious activity report says of a subject."""

from __future__ import annotations

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.identifiers import wrong_with_tin
from paymentus.compliance.domain.filings.party_rules import judge_person, type_of
from paymentus.compliance.domain.filings.sar_grammar import RELATIONSHIPS
from paymentus.compliance.domain.filings.tree import Spot

_ALL_UNKNOWN = "AllCriticalSubjectInformationUnavailableIndicator"
_TIN = "SubjectRelationshipFinancialInstitutionTINText"
_ROLES = (
    "PurchaserSenderIndicator", "PayeeReceiverIndicator",
    "BothPurchaserSenderPayeeReceiveIndicator",
)  # fmt: skip


def judge_subject(party: Spot, tins: frozenset[str], found: Findings) -> None:
    """``tins`` are those of the institutions in the report."""
    judge_person(party, found)
    _one_of(party, _ROLES, "two_roles", "Mark sender, receiver or both, once.", found)
    _one_of(
        party,
        ("AdmissionConfessionYesIndicator", "AdmissionConfessionNoIndicator"),
        "two_marks",
        "It is either admitted or not.",
        found,
    )
    if party.says(_ALL_UNKNOWN):
        _judge_unknown(party, found)
    for relationship in party.all("PartyAssociation"):
        _judge_relationship(relationship, tins, found)
    _judge_accounts(party, found)


def _one_of(party: Spot, names: tuple[str, ...], code: str, reason: str, found: Findings) -> None:
    said = [party.at(name) for name in names if party.says(name)]
    if len(said) > 1:
        found.error(code, said[1], reason)


def _judge_unknown(party: Spot, found: Findings) -> None:
    """Of a subject of whom nothing is known, nothing is said."""
    known = [
        spot
        for name in ("Address", "PartyIdentification")
        for each in party.all(name)
        for spot in each.spots()
        if spot.text and not spot.name.endswith("Indicator")
    ]
    known += [
        spot
        for name in party.all("PartyName")
        for spot in name.spots()
        if spot.text and spot.name.startswith("Raw")
    ]
    if known:
        found.error(
            "known_and_unknown", known[0], "It is given, and all of the subject is said unknown."
        )


def _judge_relationship(relationship: Spot, tins: frozenset[str], found: Findings) -> None:
    said = [name for name in RELATIONSHIPS if relationship.says(name)]
    none = "NoRelationshipToInstitutionIndicator"
    if none in said and len(said) > 1:
        found.error(
            "related_and_not", relationship.at(none), "A relationship is given, and said not to be."
        )
    tin = relationship.at(_TIN)
    if tin.text and wrong_with_tin(tin.text) is not None:
        found.error("wrong_number", tin, f"The number {wrong_with_tin(tin.text)}.")
    elif tin.text and tins and tin.text not in tins:
        found.error(
            "unknown_institution", tin, "No institution in this report has this taxpayer number."
        )
    words = relationship.at("OtherPartyAssociationTypeText")
    if "OtherRelationshipIndicator" in said and not words.text:
        found.error("other_without_words", words, "“Other” needs words.")
    elif words.text and "OtherRelationshipIndicator" not in said:
        found.error("words_without_other", words, "Words stand here without “other”.")
    ended = [
        name
        for name in ("ResignedIndicator", "SuspendedBarredIndicator", "TerminatedIndicator")
        if relationship.says(name)
    ]
    if ended and relationship.says("RelationshipContinuesIndicator"):
        found.error(
            "related_and_not", relationship.at(ended[0]), "It has ended, and is said to continue."
        )


def _judge_accounts(party: Spot, found: Findings) -> None:
    none = party.at("NoKnownAccountInvolvedIndicator")
    held = party.first("PartyAccountAssociation")
    if held is None:
        if none.text != "Y" and not party.says(_ALL_UNKNOWN):
            found.warning("account_missing", none, "No account is given, nor said not to be.")
        return
    if none.text == "Y":
        found.error("known_and_unknown", none, "An account is given, and said not to be.")
    if held.value("PartyAccountAssociationTypeCode") not in ("", "7"):
        spot = held.at("PartyAccountAssociationTypeCode")
        found.error("wrong_role", spot, "Accounts that the activity touched have role 7.")
    for institution in held.all("Party"):
        if type_of(institution) != "41":
            found.error(
                "party_out_of_place", institution, "Only institutions (type 41) hold accounts."
            )
        for account in institution.all("Account"):
            if not account.value("AccountNumberText"):
                found.error(
                    "account_empty",
                    account.at("AccountNumberText"),
                    "The account number is missing.",
                )
