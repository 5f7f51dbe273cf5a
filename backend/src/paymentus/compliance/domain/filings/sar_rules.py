"""What makes a suspicious activity report right beyond its form (31 CFR 1022.320)."""

from __future__ import annotations

import ipaddress
from datetime import date

from paymentus.compliance.domain.filings.date_rules import judge_dates, judge_kind
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.party_rules import (
    judge_numbers_of_parties,
    judge_party,
    missing_of,
    type_of,
)
from paymentus.compliance.domain.filings.sar_grammar import OTHER_ACTIVITIES
from paymentus.compliance.domain.filings.sar_subject_rules import judge_subject
from paymentus.compliance.domain.filings.structure_rules import day_of
from paymentus.compliance.domain.filings.tree import Spot

_NEEDED = {
    "35": (1, 1), "37": (1, 1), "30": (1, 1), "8": (1, 1), "34": (1, 99), "33": (1, 999),
    "18": (0, 1), "19": (0, 1),
}  # fmt: skip
_AMOUNT, _CUMULATIVE = "TotalSuspiciousAmountText", "CumulativeTotalViolationAmountText"
_FROM, _TO = "SuspiciousActivityFromDateText", "SuspiciousActivityToDateText"
# What the last block may hold: the guide counts 17,000 characters in all.
NARRATIVE_MOST = 17_000


def judge_sar(activity: Spot, law: LawOfFilings, today: date, found: Findings) -> None:
    """One report. ``today`` is the day on which it is judged."""
    judge_numbers_of_parties(activity, _NEEDED, found)
    tins = _tins_of_institutions(activity)
    for party in activity.all("Party"):
        judge_party(party, found)
        if type_of(party) == "33":
            judge_subject(party, tins, found)
        else:
            _judge_office(party, found)
    _judge_law_enforcement(activity, found)
    event = activity.at("SuspiciousActivity")
    judge_kind(activity, ("InitialReportIndicator", "ContinuingActivityReportIndicator"), found)
    judge_dates(activity, event, (_FROM, _TO), today, found)
    first, last = day_of(event.value(_FROM)), day_of(event.value(_TO))
    if first is not None and last is not None and last < first:
        found.error("dates_reversed", event.at(_TO), f"It ends on {last}, before {first}.")
    _judge_amounts(activity, event, law, found)
    _judge_classifications(event, found)
    _judge_instruments(activity, found)
    _judge_addresses(activity, found)
    _judge_narrative(activity, found)
    for file in activity.all("ActivitySupportDocument"):
        spot = file.at("OriginalAttachmentFileName")
        if not spot.text.lower().endswith(".csv") or "/" in spot.text or "\\" in spot.text:
            found.error("wrong_attachment", spot, "An attachment is the plain name of a .csv file.")


def _judge_office(party: Spot, found: Findings) -> None:
    code = type_of(party)
    if code in ("41", "46"):
        found.error(
            "party_out_of_place", party, f"Type {code} stands inside another party, not beside it."
        )
    wanted = {
        "35": ("Address", "PhoneNumber"),
        "30": ("Address", "PartyIdentification"),
        "34": ("Address", "PartyIdentification"),
        "8": ("PhoneNumber",),
    }
    missing_of(party, wanted.get(code, ()), found)
    branches = [inner for each in party.all("PartyAssociation") for inner in each.all("Party")]
    for branch in branches:
        if type_of(branch) != "46":
            found.error(
                "party_out_of_place", branch, "Only branches (type 46) stand inside a place."
            )
    if branches and party.says("NoBranchActivityInvolvedIndicator"):
        found.error(
            "branch_and_no_branch",
            party.at("NoBranchActivityInvolvedIndicator"),
            "A branch is named, and said not to be involved.",
        )
    places = [
        party.at(name)
        for name in ("SellingLocationIndicator", "PayLocationIndicator",
                     "SellingPayingLocationIndicator")
        if party.says(name)
    ]  # fmt: skip
    if len(places) > 1:
        found.error("two_roles", places[1], "Mark selling, paying or both, once.")


def _tins_of_institutions(activity: Spot) -> frozenset[str]:
    return frozenset(
        number.value("PartyIdentificationNumberText")
        for party in activity.all("Party")
        if type_of(party) in ("30", "34")
        for number in party.all("PartyIdentification")
        if number.value("PartyIdentificationTypeCode") in ("1", "2", "4", "9")
    )


def _judge_law_enforcement(activity: Spot, found: Findings) -> None:
    codes = {type_of(party) for party in activity.all("Party")}
    if "19" in codes and "18" not in codes:
        officer = next(party for party in activity.all("Party") if type_of(party) == "19")
        found.error("office_missing", officer, "Of which office (type 18) is this person?")


def _judge_amounts(activity: Spot, event: Spot, law: LawOfFilings, found: Findings) -> None:
    amount = event.at(_AMOUNT)
    marks = [
        event.at(name)
        for name in ("AmountUnknownIndicator", "NoAmountInvolvedIndicator")
        if event.says(name)
    ]
    if amount.text == "0":
        found.error("amount_missing", amount, "Zero is said by “no amount involved”.")
    elif amount.text and marks:
        found.error("known_and_unknown", amount, "An amount is given, and said not to be.")
    if len(marks) > 1:
        found.error("two_marks", marks[1], "It is either unknown or none.")
    if not amount.text and not marks:
        found.warning(
            "amount_missing", amount, "No amount is given, and it is not said to be unknown."
        )
    first = day_of(event.value(_FROM))
    if amount.text.isdigit() and first is not None and 0 < int(amount.text) < law.sar_msb(first):
        found.warning(
            "voluntary",
            amount,
            f"Below ${law.sar_msb(first):,} a report is not due; it may be made.",
        )
    continues = activity.at("ActivityAssociation").says("ContinuingActivityReportIndicator")
    cumulative = event.at(_CUMULATIVE)
    if continues and not cumulative.text:
        found.error(
            "cumulative_missing", cumulative, "A continuing report says the amount of all reports."
        )
    if cumulative.text and not continues:
        found.error("cumulative_unasked", cumulative, "Only a continuing report has this amount.")
    known = cumulative.text.isdigit() and amount.text.isdigit()
    if known and int(cumulative.text) < int(amount.text):
        found.error("cumulative_too_small", cumulative, "It is less than this report's own amount.")


def _judge_classifications(event: Spot, found: Findings) -> None:
    for kind in event.all("SuspiciousActivityClassification"):
        group = kind.value("SuspiciousActivityTypeID")
        subtype = kind.value("SuspiciousActivitySubtypeID")
        if subtype.isdigit() and group.isdigit():
            number = int(subtype)
            right = number // 1000 if number % 1000 == 999 else number // 100
            if str(right) != group:
                found.error(
                    "subtype_of_other_type",
                    kind.at("SuspiciousActivitySubtypeID"),
                    f"Subtype {subtype} belongs to type {right}, not to {group}.",
                )
        words = kind.at("OtherSuspiciousActivityTypeText")
        if subtype in OTHER_ACTIVITIES and not words.text:
            found.error("other_without_words", words, "“Other” needs words.")
        elif words.text and subtype not in OTHER_ACTIVITIES:
            found.error("words_without_other", words, "Words stand here without “other”.")


def _judge_instruments(activity: Spot, found: Findings) -> None:
    for asset in activity.all("Assets"):
        subtype, group = asset.value("AssetSubtypeID"), asset.value("AssetTypeID")
        is_other = subtype in ("1", "30", "41")
        words = asset.at("OtherAssetSubtypeText")
        if is_other and not words.text:
            found.error("other_without_words", words, "“Other” needs words.")
        elif words.text and not is_other:
            found.error("words_without_other", words, "Words stand here without “other”.")
        if subtype.isdigit() and int(subtype) > 1:
            right = "6" if 31 <= int(subtype) <= 41 else "5"
            if group in ("5", "6") and group != right:
                found.error(
                    "subtype_of_other_type",
                    asset.at("AssetSubtypeID"),
                    f"Subtype {subtype} belongs to type {right}, not to {group}.",
                )


def _judge_addresses(activity: Spot, found: Findings) -> None:
    for place in activity.all("ActivityIPAddress"):
        spot = place.at("IPAddressText")
        try:
            ipaddress.ip_address(spot.text)
        except ValueError:
            found.error("wrong_ip", spot, f"“{spot.text}” is not an IP address.")
    for event in activity.all("CyberEventIndicators"):
        words = event.at("CyberEventTypeOtherText")
        if event.value("CyberEventIndicatorsTypeCode") == "999" and not words.text:
            found.error("other_without_words", words, "“Other” needs words.")


def _judge_narrative(activity: Spot, found: Findings) -> None:
    blocks = activity.all("ActivityNarrativeInformation")
    for place, block in enumerate(blocks, start=1):
        number = block.value("ActivityNarrativeSequenceNumber")
        if number.isdigit() and int(number) != place:
            found.error(
                "block_out_of_order",
                block.at("ActivityNarrativeSequenceNumber"),
                f"This is block {place} and says {number}.",
            )
    length = sum(len(block.value("ActivityNarrativeText")) for block in blocks)
    if length > NARRATIVE_MOST:
        found.warning(
            "narrative_long",
            blocks[-1].at("ActivityNarrativeText"),
            f"The narrative has {length:,} characters; FinCEN's form counts {NARRATIVE_MOST:,}.",
        )
