"""A currency transaction report as the ``Activity`` of a batch file."""

from __future__ import annotations

from datetime import date

from paymentus.compliance.domain.filings.currency_report import (
    CashLine,
    CurrencyTransactionReport,
    Participant,
)
from paymentus.compliance.domain.filings.parties import Sex
from paymentus.compliance.domain.filings.party_trees import (
    address,
    birth,
    element,
    filer_parties,
    institution,
    occupation,
    party,
    person_names,
    person_numbers,
    phone,
    sex,
)
from paymentus.compliance.domain.filings.tree import Node, given, indicator, leaf


def currency_activity(report: CurrencyTransactionReport) -> Node:
    transmitter, contact, office = filer_parties(report.filer)
    corrects = bool(report.prior_number)
    children = (
        *given("EFilingPriorDocumentNumber", report.prior_number, "prior_number"),
        leaf("FilingDateText", eight_digits(report.filing_date), "filing_date"),
        Node(
            "ActivityAssociation",
            children=(
                _mark("CorrectsAmendsPriorReportIndicator", corrects, "prior_number"),
                _mark("FinCENDirectBackFileIndicator", report.back_filing, "back_filing"),
                _mark(
                    "InitialReportIndicator",
                    not corrects and not report.back_filing,
                    "prior_number",
                ),
            ),
            input="prior_number",
        ),
        transmitter,
        contact,
        institution("30", report.filer.institution, "filer.institution", sar=False),
        office,
        *(
            institution("34", each, f"locations[{place}]", sar=False)
            for place, each in enumerate(report.locations)
        ),
        *(
            _participant(each, f"participants[{place}]")
            for place, each in enumerate(report.participants)
        ),
        _transactions(report),
    )
    return Node("Activity", children=children)


def eight_digits(day: date | None) -> str:
    return day.strftime("%Y%m%d") if day is not None else ""


def _mark(name: str, says: bool, input: str) -> Node:  # noqa: A002
    """Where the form wants the element whether it says yes or not."""
    return Node(name, "Y" if says else "", input=input)


def _dollars(name: str, amount: int | None, input: str) -> tuple[Node, ...]:  # noqa: A002
    return () if amount is None else (leaf(name, str(amount), input),)


def _participant(value: Participant, place: str) -> Node:
    person, input_ = value.person, f"{place}.person"
    born, unborn = birth(person, input_)
    accounts = tuple(
        node
        for index, account in enumerate(value.accounts)
        for node in element(
            "Account",
            given("AccountNumberText", account.number, f"{place}.accounts[{index}].number"),
            element(
                "PartyAccountAssociation",
                (
                    leaf(
                        "PartyAccountAssociationTypeCode",
                        "8" if account.cash_in else "9",
                        f"{place}.accounts[{index}].cash_in",
                    ),
                ),
            ),
            input=f"{place}.accounts[{index}]",
        )
    )
    return party(
        value.role.value,
        unborn,
        sex(person, Sex.FEMALE, input_),
        born,
        _dollars("IndividualEntityCashInAmountText", value.cash_in, f"{place}.cash_in"),
        _dollars("IndividualEntityCashOutAmountText", value.cash_out, f"{place}.cash_out"),
        sex(person, Sex.MALE, input_),
        indicator(
            "MultipleTransactionsPersonsIndividualsIndicator",
            value.several_transactions,
            f"{place}.several_transactions",
        ),
        indicator("PartyAsEntityOrganizationIndicator", person.is_entity, f"{input_}.is_entity"),
        sex(person, Sex.UNKNOWN, input_),
        person_names(person, input_, most=1),
        address(person.address, f"{input_}.address"),
        phone(person.phones[0], f"{input_}.phones[0]") if person.phones else (),
        person_numbers(person, input_, most=1),
        occupation(person, input_),
        element(
            "ElectronicAddress",
            given("ElectronicAddressText", next(iter(person.emails), ""), f"{input_}.emails[0]"),
        ),
        accounts,
        input=place,
    )


def _transactions(report: CurrencyTransactionReport) -> Node:
    return Node(
        "CurrencyTransactionActivity",
        children=(
            _mark("AggregateTransactionIndicator", report.aggregated, "aggregated"),
            _mark("ArmoredCarServiceIndicator", report.armored_car, "armored_car"),
            _mark("ATMIndicator", report.atm, "atm"),
            _mark("MailDepositShipmentIndicator", report.mail_deposit, "mail_deposit"),
            _mark("NightDepositIndicator", report.night_deposit, "night_deposit"),
            _mark("SharedBranchingIndicator", report.shared_branching, "shared_branching"),
            leaf("TotalCashInReceiveAmountText", _total(report.total_in), "lines"),
            leaf("TotalCashOutAmountText", _total(report.total_out), "lines"),
            leaf("TransactionDateText", eight_digits(report.transaction_date), "transaction_date"),
            *(_line(each, f"lines[{place}]") for place, each in enumerate(report.lines)),
        ),
        input="lines",
    )


def _total(dollars: int) -> str:
    return str(dollars) if dollars else ""


def _line(line: CashLine, place: str) -> Node:
    return Node(
        "CurrencyTransactionActivityDetail",
        children=(
            leaf("CurrencyTransactionActivityDetailTypeCode", line.kind, f"{place}.kind"),
            leaf("DetailTransactionAmountText", str(line.dollars), f"{place}.dollars"),
            leaf("OtherCurrencyTransactionActivityDetailText", line.other, f"{place}.other"),
            leaf("OtherForeignCurrencyCountryText", line.country, f"{place}.country"),
        ),
        input=place,
    )
