"""The form of a batch of suspicious activity reports (FinCEN SAR, Form 111), and its codes."""

from __future__ import annotations

from paymentus.compliance.domain.filings.grammar import (
    ADDRESS,
    AMOUNT,
    DATE,
    DATE_OR_BLANK,
    IDENTIFICATION,
    OCCUPATION,
    ORGANIZATION,
    SHARED_LEAVES,
    Grammar,
    Kind,
    Leaf,
    code,
    parts,
    text,
)

ACTIVITY_TYPES = {
    "1": "Structuring",
    "3": "Fraud",
    "4": "Identification documentation",
    "5": "Insurance",
    "6": "Securities/Futures/Options",
    "7": "Terrorist financing",
    "8": "Money laundering",
    "9": "Other suspicious activities",
    "10": "Mortgage Fraud",
    "11": "Cyber event",
    "12": "Gaming activities",
}
ACTIVITIES = {
    "106": "Suspicious inquiry by customer regarding BSA reporting or recordkeeping requirements",
    "111": "Alters or cancels transaction to avoid BSA recordkeeping requirement",
    "112": "Alters or cancels transaction to avoid CTR requirement",
    "113": "Transaction(s) below BSA recordkeeping threshold",
    "114": "Transaction(s) below CTR threshold",
    "301": "Check",
    "304": "Consumer Loan",
    "305": "Credit/Debit Card",
    "308": "Mail",
    "309": "Mass-marketing",
    "310": "Pyramid scheme",
    "312": "Wire transfer",
    "320": "ACH",
    "321": "Business loan",
    "322": "Advance fee",
    "323": "Health care, public or private health insurance",
    "324": "Ponzi scheme",
    "325": "Securities fraud",
    "401": "Changes spelling or arrangement of name",
    "402": "Multiple individuals with same or similar identities",
    "403": "Provided questionable or false documentation",
    "404": "Refused or avoided request for documentation",
    "405": "Single individual with multiple identities",
    "409": "Provided questionable or false identification",
    "501": "Excessive insurance",
    "502": "Excessive or unusual cash borrowing against policy or annuity",
    "504": "Proceeds sent to unrelated third party",
    "505": "Suspicious life settlement sales insurance (e.g., STOLI's, Viaticals)",
    "506": "Suspicious termination of policy or contract",
    "507": "Unclear or no insurable interest",
    "601": "Insider trading",
    "603": "Misappropriation",
    "604": "Unauthorized pooling",
    "608": "Market manipulation",
    "609": "Wash trading",
    "701": "Known or suspected terrorist/terrorist organization",
    "801": "Exchanges small bills for large bills or vice versa",
    "804": "Suspicious designation of beneficiaries, assignees or joint owners",
    "805": "Suspicious EFT/wire transfers",
    "806": "Suspicious receipt of government payments/benefits",
    "807": "Suspicious use of multiple accounts",
    "808": "Suspicious use of noncash monetary instruments",
    "809": "Suspicious use of third-party transactors (straw-man)",
    "812": "Transaction out of pattern for customer(s)",
    "820": "Suspicious concerning the physical condition of funds",
    "821": "Suspicious concerning the source of funds",
    "822": "Suspicious exchange of currencies",
    "823": "Trade Based Money Laundering/Black Market Peso Exchange",
    "824": "Funnel account",
    "901": "Bribery or gratuity",
    "903": "Embezzlement/theft/disappearance of funds",
    "904": "Forgeries",
    "905": "Identity theft",
    "907": "Suspected public/private corruption (domestic)",
    "908": "Suspected public/private corruption (foreign)",
    "909": "Suspicious use of informal value transfer system",
    "910": "Suspicious use of multiple locations",
    "911": "Two or more individuals working together",
    "913": "Unlicensed or unregistered MSB",
    "917": "Counterfeit Instrument (other)",
    "920": "Account takeover",
    "921": "Elder financial exploitation",
    "922": "Little or no concern for product performance penalties, fees, or tax consequences",
    "924": "Misuse of position or self-dealing",
    "925": "Transaction with no apparent economic, business, or lawful purpose",
    "926": "Human smuggling",
    "927": "Human trafficking",
    "928": "Transaction(s) involving foreign high risk jurisdiction",
    "1001": "Appraisal fraud",
    "1003": "Loan Modification fraud",
    "1005": "Application fraud",
    "1006": "Foreclosure/Short sale fraud",
    "1007": "Origination fraud",
    "1101": "Against financial institution(s)",
    "1102": "Against financial institution customer(s)",
    "1201": "Chip walking",
    "1202": "Minimal gaming with large transactions",
    "1203": "Suspicious use of counter checks or markers",
    "1204": "Unknown source of chips",
    "1999": "Other",
    "3999": "Other",
    "4999": "Other",
    "5999": "Other",
    "6999": "Other",
    "7999": "Other",
    "8999": "Other",
    "9999": "Other",
    "10999": "Other",
    "11999": "Other",
    "12999": "Other",
}
# Those that say "other" and are followed by words.
OTHER_ACTIVITIES = frozenset(value for value in ACTIVITIES if int(value) % 1000 == 999)

RELATIONSHIPS = {
    "AccountantIndicator": "accountant",
    "AgentIndicator": "agent",
    "AppraiserIndicator": "appraiser",
    "AttorneyIndicator": "attorney",
    "BorrowerIndicator": "borrower",
    "CustomerIndicator": "customer",
    "DirectorIndicator": "director",
    "EmployeeIndicator": "employee",
    "NoRelationshipToInstitutionIndicator": "none",
    "OfficerIndicator": "officer",
    "OtherRelationshipIndicator": "other",
    "OwnerShareholderIndicator": "owner",
}

_FACTS = (
    "ActivityPartyTypeCode AdmissionConfessionNoIndicator? AdmissionConfessionYesIndicator?"
    " AllCriticalSubjectInformationUnavailableIndicator? BirthDateUnknownIndicator?"
    " BothPurchaserSenderPayeeReceiveIndicator? ContactDateText? FemaleGenderIndicator?"
    " IndividualBirthDateText? LossToFinancialAmountText? MaleGenderIndicator?"
    " NoBranchActivityInvolvedIndicator? NoKnownAccountInvolvedIndicator?"
    " NonUSFinancialInstitutionIndicator? PartyAsEntityOrganizationIndicator?"
    " PayeeReceiverIndicator? PayLocationIndicator? PrimaryRegulatorTypeCode?"
    " PurchaserSenderIndicator? SellingLocationIndicator? SellingPayingLocationIndicator?"
    " UnknownGenderIndicator?"
)

SAR = Grammar(
    form="SARX",
    attributes=(
        "TotalAmount",
        "PartyCount",
        "ActivityCount",
        "ActivityAttachmentCount",
        "AttachmentCount",
    ),
    shapes={
        "EFilingBatchXML": parts("FormTypeCode Activity+"),
        "Activity": parts(
            "EFilingPriorDocumentNumber? FilingDateText FilingInstitutionNotetoFinCEN?"
            " ActivityAssociation ActivitySupportDocument? Party{6,1203} SuspiciousActivity"
            " ActivityIPAddress*99 CyberEventIndicators*99 Assets*31 AssetsAttribute*396"
            " ActivityNarrativeInformation+5"
        ),
        "ActivityAssociation": parts(
            "ContinuingActivityReportIndicator? CorrectsAmendsPriorReportIndicator?"
            " InitialReportIndicator? JointReportIndicator?"
        ),
        "ActivitySupportDocument": parts("OriginalAttachmentFileName"),
        "Party": parts(
            f"{_FACTS} PartyName*100 Address*99 PhoneNumber*99 PartyIdentification*100"
            " OrganizationClassificationTypeSubtype*15 PartyOccupationBusiness?"
            " ElectronicAddress*198 PartyAssociation*99 PartyAccountAssociation?"
        ),
        "PartyAssociation/Party": parts(f"{_FACTS} Address PartyIdentification?"),
        "PartyAccountAssociation/Party": parts(f"{_FACTS} PartyIdentification? Account*99"),
        "PartyName": parts(
            "EntityLastNameUnknownIndicator? FirstNameUnknownIndicator? PartyNameTypeCode"
            " RawEntityIndividualLastName? RawIndividualFirstName? RawIndividualMiddleName?"
            " RawIndividualNameSuffixText? RawPartyFullName?"
        ),
        "Address": ADDRESS,
        "PhoneNumber": parts("PhoneNumberExtensionText? PhoneNumberText? PhoneNumberTypeCode?"),
        "PartyIdentification": IDENTIFICATION,
        "OrganizationClassificationTypeSubtype": ORGANIZATION,
        "PartyOccupationBusiness": OCCUPATION,
        "ElectronicAddress": parts("ElectronicAddressText ElectronicAddressTypeCode"),
        "PartyAssociation": parts(
            "AccountantIndicator? ActionTakenDateText? AgentIndicator? AppraiserIndicator?"
            " AttorneyIndicator? BorrowerIndicator? CustomerIndicator? DirectorIndicator?"
            " EmployeeIndicator? NoRelationshipToInstitutionIndicator? OfficerIndicator?"
            " OtherPartyAssociationTypeText? OtherRelationshipIndicator?"
            " OwnerShareholderIndicator? RelationshipContinuesIndicator? ResignedIndicator?"
            " SubjectRelationshipFinancialInstitutionTINText? SuspendedBarredIndicator?"
            " TerminatedIndicator? Party*99"
        ),
        "Party/PartyAccountAssociation": parts(
            "AccountClosedIndicator? PartyAccountAssociationTypeCode Party+99"
        ),
        "Account": parts("AccountNumberText? PartyAccountAssociation"),
        "Account/PartyAccountAssociation": parts(
            "AccountClosedIndicator? PartyAccountAssociationTypeCode"
        ),
        "SuspiciousActivity": parts(
            "AmountUnknownIndicator? CumulativeTotalViolationAmountText?"
            " NoAmountInvolvedIndicator? SuspiciousActivityFromDateText"
            " SuspiciousActivityToDateText? TotalSuspiciousAmountText?"
            " SuspiciousActivityClassification+99"
        ),
        "SuspiciousActivityClassification": parts(
            "OtherSuspiciousActivityTypeText? SuspiciousActivitySubtypeID SuspiciousActivityTypeID"
        ),
        "ActivityIPAddress": parts(
            "ActivityIPAddressDateText? ActivityIPAddressTimeStampText? IPAddressText"
        ),
        "CyberEventIndicators": parts(
            "CyberEventDateText? CyberEventIndicatorsTypeCode CyberEventTimeStampText?"
            " CyberEventTypeOtherText? EventValueText"
        ),
        "Assets": parts("AssetSubtypeID AssetTypeID OtherAssetSubtypeText?"),
        "AssetsAttribute": parts("AssetAttributeDescriptionText? AssetAttributeTypeID"),
        "ActivityNarrativeInformation": parts(
            "ActivityNarrativeSequenceNumber ActivityNarrativeText"
        ),
    },
    leaves={
        **SHARED_LEAVES,
        "FilingInstitutionNotetoFinCEN": text(50),
        "OriginalAttachmentFileName": text(150),
        "ActivityPartyTypeCode": code(35, 37, 30, 33, 34, 8, 46, 18, 19, 41),
        "ContactDateText": DATE_OR_BLANK,
        "ActionTakenDateText": DATE_OR_BLANK,
        "LossToFinancialAmountText": AMOUNT,
        "PrimaryRegulatorTypeCode": code(9, 1, 2, 7, 3, 4, 6, 13, 99),
        "PartyIdentificationTypeCode": code(
            1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 28, 32, 33, 29, 999
        ),
        "OrganizationTypeID": code(1, 2, 3, 4, 5, 11, 12, 999),
        "OrganizationSubtypeID": code(
            101,
            102,
            103,
            503,
            504,
            508,
            513,
            514,
            535,
            528,
            529,
            533,
            534,
            539,
            540,
            541,
            542,
            1999,
            5999,
        ),
        "PhoneNumberTypeCode": code("F", "M", "R", "W"),
        "ElectronicAddressTypeCode": code("E", "U"),
        "PartyAccountAssociationTypeCode": code(5, 7),
        "OtherPartyAssociationTypeText": text(50),
        "SubjectRelationshipFinancialInstitutionTINText": text(25),
        "CumulativeTotalViolationAmountText": AMOUNT,
        "TotalSuspiciousAmountText": AMOUNT,
        "SuspiciousActivityFromDateText": DATE,
        "SuspiciousActivityToDateText": DATE_OR_BLANK,
        "OtherSuspiciousActivityTypeText": text(50),
        "SuspiciousActivitySubtypeID": code(*ACTIVITIES),
        "SuspiciousActivityTypeID": code(*ACTIVITY_TYPES),
        "ActivityIPAddressDateText": DATE_OR_BLANK,
        "ActivityIPAddressTimeStampText": Leaf(Kind.TIME_OR_BLANK),
        "IPAddressText": text(39),
        "CyberEventDateText": DATE_OR_BLANK,
        "CyberEventIndicatorsTypeCode": code(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 999),
        "CyberEventTimeStampText": Leaf(Kind.TIME_OR_BLANK),
        "CyberEventTypeOtherText": text(50),
        "EventValueText": Leaf(Kind.NARRATIVE, 4000),
        "AssetSubtypeID": code(*range(1, 15), *range(16, 21), *range(30, 40), 41, 46, 47),
        "AssetTypeID": code(5, 6),
        "OtherAssetSubtypeText": text(50),
        "AssetAttributeDescriptionText": text(50),
        "AssetAttributeTypeID": code(1, 2, 3, 4),
        "ActivityNarrativeSequenceNumber": code(1, 2, 3, 4, 5),
        "ActivityNarrativeText": Leaf(Kind.NARRATIVE, 4000),
    },
    unique=(
        ("Activity", "Assets", "AssetSubtypeID"),
        ("Activity", "ActivityNarrativeInformation", "ActivityNarrativeSequenceNumber"),
        ("Party", "OrganizationClassificationTypeSubtype", "OrganizationSubtypeID"),
        ("SuspiciousActivity", "SuspiciousActivityClassification", "SuspiciousActivitySubtypeID"),
    ),
)
