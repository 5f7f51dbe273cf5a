"""A filing as a PDF: for OFAC what is sent, for FinCEN what a person reads before approving."""

from __future__ import annotations

from collections.abc import Mapping

from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.filing import Filing, FilingKind
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.parties import Address, Person, full_name
from paymentus.compliance.domain.filings.tree import root_spot
from paymentus.compliance.repository.filings import content_document
from paymentus.compliance.service.filings.approval import NAMES
from paymentus.compliance.service.filings.filings import FilingsService
from paymentus.compliance.service.filings.report_pdf import Section, render_report
from paymentus.foundation.authorization import Principal
from paymentus.foundation.canonical_json import canonical_bytes
from paymentus.foundation.money import Money, format_money

_CONFIDENTIAL: Mapping[FilingKind, str] = {
    FilingKind.SAR: "Confidential: to tell its subject is a crime (31 U.S.C. 5318(g)(2)).",
    FilingKind.CTR: "Confidential.",
    FilingKind.OFAC_BLOCKING: "Report of blocked property under 31 CFR 501.603.",
    FilingKind.OFAC_REJECTED: "Report of a rejected transaction under 31 CFR 501.604.",
}


class FilingPages:
    def __init__(self, filings: FilingsService) -> None:
        self._filings = filings

    async def of(self, filing_id: str, *, by: Principal) -> bytes:
        """Raises ``FilingNotFound``. That somebody took it is on record."""
        return page_of((await self._filings.get(filing_id, by=by)).filing)


def page_of(filing: Filing) -> bytes:
    content = filing.content
    if isinstance(content, OfacReport):
        sections = _ofac_sections(content, blocked=filing.kind is FilingKind.OFAC_BLOCKING)
    else:
        sections = _form_sections(filing)
    name = NAMES[filing.kind]
    data = {
        "id": filing.id,
        "kind": filing.kind.value,
        "state": filing.state.value,
        "due": filing.due.isoformat(),
        "number": filing.number,
        "content": content_document(filing.kind, content),
    }
    state = f"{filing.state.value}, due {filing.due}"
    return render_report(
        title=name[:1].upper() + name[1:],
        subtitle=f"{filing.id}: {state}" + (f", number {filing.number}" if filing.number else ""),
        notice=_CONFIDENTIAL[filing.kind],
        sections=sections,
        attachment=(f"{filing.id}.json", canonical_bytes(data) + b"\n"),
    )


def _ofac_sections(report: OfacReport, *, blocked: bool) -> list[Section]:
    """In the order of section 501.603(b)(1)(ii), which 501.604(b) shares."""
    office = report.institution
    value = "unknown"
    if report.value_minor is not None:
        value = format_money(Money(report.value_minor, report.currency))
    verb = "blocked" if blocked else "rejected"
    return [
        Section(
            "Who reports",
            (
                ("Institution", office.name),
                ("Address", _address(office.address)),
                ("Contact", report.contact.office),
                ("Phone", report.contact.phone.number),
                ("Email", report.contact_email),
            ),
        ),
        Section(
            "Whose property or transfer",
            (
                ("Name", full_name(report.target)),
                ("Also known as", ", ".join(report.target.other_names)),
                ("Address", _address(report.target.address)),
                ("Date of birth", _born(report.target)),
                ("Legal authority", report.authority),
                ("Entry on the list", report.list_entry),
            ),
        ),
        Section(
            f"What was {verb}",
            (
                ("Description", report.property),
                ("Value", value),
                (f"Date {verb}", str(report.happened_on or "")),
                ("Where it is now", report.location),
                ("Other parties", ", ".join(report.other_parties)),
                ("Transfers", ", ".join(report.transfer_ids)),
            ),
        ),
        Section("Facts", text=report.facts),
    ]


def _form_sections(filing: Filing) -> list[Section]:
    """All that the file will say, party by party, in people's words."""
    assert not isinstance(filing.content, OfacReport)
    activity = root_spot(batch_of([filing.content])).all("Activity")[0]
    sections = []
    for part in activity.spots():
        leaves = [spot for spot in part.walk() if spot.text.strip() and not spot.node.children]
        facts = [
            (spot.label.removeprefix(f"{part.label} › ") or spot.label, spot.text)
            for spot in leaves
            if spot.name not in ("ActivityNarrativeText", "ActivityPartyTypeCode")
        ]
        story = " ".join(spot.text for spot in leaves if spot.name == "ActivityNarrativeText")
        if facts or story:
            heading = part.label[:1].upper() + part.label[1:]
            sections.append(Section(heading, facts, story))
    return sections


def _address(address: Address) -> str:
    parts = (address.street, address.city, address.state, address.postal_code, address.country)
    return ", ".join(part for part in parts if part)


def _born(person: Person) -> str:
    born = person.birth_date or ""
    return f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
