"""The form of a batch of currency transaction reports (FinCEN CTR, Form 112)."""

from __future__ import annotations

from paymentus.compliance.domain.filings.grammar import (
    ADDRESS,
    AMOUNT,
    DATE,
    IDENTIFICATION,
    OCCUPATION,
    ORGANIZATION,
    SHARED_LEAVES,
    Grammar,
    code,
    parts,
    text,
)

CASH_IN = {
    "55": "Deposits",
    "46": "Payments",
    "23": "Currency received for wire transfers out",
    "12": "Negotiable instruments purchased",
    "14": "Currency exchange in",
    "49": "Currency to prepaid access",
    "18": "Purchases of gaming instruments",
    "21": "Currency wagers",
    "25": "Bills inserted into gaming devices",
    "997": "Other cash in",
}
CASH_OUT = {
    "56": "Withdrawals",
    "30": "Advances on credit",
    "32": "Currency paid from wire transfers in",
    "13": "Negotiable instruments cashed",
    "15": "Currency exchange out",
    "48": "Currency from prepaid access",
    "28": "Redemptions of gaming instruments",
    "31": "Payments on wagers",
    "33": "Travel and complimentary expenses",
    "34": "Payment for tournament or contest",
    "998": "Other cash out",
}
FOREIGN_IN, FOREIGN_OUT = "53", "54"
FOREIGN = {FOREIGN_IN: "Foreign currency in", FOREIGN_OUT: "Foreign currency out"}
OTHER_CODES = frozenset({"997", "998"})

# Who took part in the transactions.
PERSONS = frozenset({"50", "17", "23", "58"})

CTR = Grammar(
    form="CTRX",
    attributes=("TotalAmount", "PartyCount", "ActivityCount"),
    shapes={
        "EFilingBatchXML": parts("FormTypeCode Activity+"),
        "Activity": parts(
            "EFilingPriorDocumentNumber? FilingDateText ActivityAssociation Party{6,2002}"
            " CurrencyTransactionActivity"
        ),
        "ActivityAssociation": parts(
            "CorrectsAmendsPriorReportIndicator FinCENDirectBackFileIndicator"
            " InitialReportIndicator"
        ),
        "Party": parts(
            "ActivityPartyTypeCode BirthDateUnknownIndicator? EFilingCoverageBeginningDateText?"
            " EFilingCoverageEndDateText? FemaleGenderIndicator? IndividualBirthDateText?"
            " IndividualEntityCashInAmountText? IndividualEntityCashOutAmountText?"
            " MaleGenderIndicator? MultipleTransactionsPersonsIndividualsIndicator?"
            " PartyAsEntityOrganizationIndicator? PrimaryRegulatorTypeCode?"
            " UnknownGenderIndicator? PartyName+2 Address? PhoneNumber? PartyIdentification*2"
            " OrganizationClassificationTypeSubtype? PartyOccupationBusiness? ElectronicAddress?"
            " Account*198"
        ),
        "PartyName": parts(
            "EntityLastNameUnknownIndicator? FirstNameUnknownIndicator? PartyNameTypeCode?"
            " RawEntityIndividualLastName? RawIndividualFirstName? RawIndividualMiddleName?"
            " RawIndividualNameSuffixText? RawPartyFullName?"
        ),
        "Address": ADDRESS,
        "PhoneNumber": parts("PhoneNumberExtensionText? PhoneNumberText?"),
        "PartyIdentification": IDENTIFICATION,
        "OrganizationClassificationTypeSubtype": ORGANIZATION,
        "PartyOccupationBusiness": OCCUPATION,
        "ElectronicAddress": parts("ElectronicAddressText?"),
        "Account": parts("AccountNumberText? PartyAccountAssociation?"),
        "PartyAccountAssociation": parts("PartyAccountAssociationTypeCode?"),
        "CurrencyTransactionActivity": parts(
            "AggregateTransactionIndicator ArmoredCarServiceIndicator ATMIndicator"
            " MailDepositShipmentIndicator NightDepositIndicator SharedBranchingIndicator"
            " TotalCashInReceiveAmountText TotalCashOutAmountText TransactionDateText"
            " CurrencyTransactionActivityDetail+219"
        ),
        "CurrencyTransactionActivityDetail": parts(
            "CurrencyTransactionActivityDetailTypeCode DetailTransactionAmountText"
            " OtherCurrencyTransactionActivityDetailText OtherForeignCurrencyCountryText"
        ),
    },
    leaves={
        **SHARED_LEAVES,
        "ActivityPartyTypeCode": code(35, 37, 30, 34, 50, 17, 23, 58, 8),
        "EFilingCoverageBeginningDateText": DATE,
        "EFilingCoverageEndDateText": DATE,
        "IndividualEntityCashInAmountText": AMOUNT,
        "IndividualEntityCashOutAmountText": AMOUNT,
        "PrimaryRegulatorTypeCode": code(9, 1, 2, 7, 3, 4, 6, 14),
        "PartyIdentificationTypeCode": code(1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 28, 999),
        "OrganizationTypeID": code(1, 2, 4, 5, 999),
        "OrganizationSubtypeID": code(101, 102, 103, 1999),
        "PartyAccountAssociationTypeCode": code(8, 9),
        "TotalCashInReceiveAmountText": AMOUNT,
        "TotalCashOutAmountText": AMOUNT,
        "TransactionDateText": DATE,
        "CurrencyTransactionActivityDetailTypeCode": code(*CASH_IN, *CASH_OUT, *FOREIGN),
        "DetailTransactionAmountText": AMOUNT,
        "OtherCurrencyTransactionActivityDetailText": text(50),
        "OtherForeignCurrencyCountryText": text(2),
    },
)
