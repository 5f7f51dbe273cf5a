"""Which column of a biller's file holds which field: guessed, remembered, or said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from paymentus.billers.domain import Biller
from paymentus.foundation.errors import FieldProblem, Rejected


@dataclass(frozen=True, slots=True)
class Field:
    """A canonical field. ``synonyms`` are header texts as compared, best first."""

    name: str
    label: str
    required: bool
    length_max: int
    hint: str
    synonyms: tuple[str, ...]


FIELDS = (
    Field(
        "account_number", "Account number", True, 64, "The customer's number with you.",
        (
            "accountnumber", "accountno", "acctno", "acctnumber", "account", "acct", "accountid",
            "customernumber", "customerno", "custno", "customerid", "parcelnumber", "parcelno",
            "parcel", "parcelid", "membernumber", "policynumber",
        ),
    ),
    Field(
        "account_name", "Account holder", False, 200, "Guests see it with most letters hidden.",
        (
            "accountname", "accountholder", "customername", "name", "fullname", "custname",
            "customer", "owner", "ownername", "billto", "billtoname",
        ),
    ),
    Field(
        "bill_number", "Bill number", True, 64, "Unique within the account.",
        (
            "billnumber", "billno", "billid", "bill", "invoicenumber", "invoiceno", "invoice",
            "invoiceid", "invno", "statementnumber", "statementno", "documentnumber", "docno",
            "reference", "referencenumber",
        ),
    ),
    Field(
        "amount_due", "Amount due", True, 40, "Such as 1234.56.",
        (
            "amountdue", "amtdue", "due", "totaldue", "totalamountdue", "balancedue", "balance",
            "amount", "amt", "total", "totalamount", "billamount", "currentdue", "payamount",
        ),
    ),
    Field(
        "issued_on", "Bill date", False, 40, "The day the bill was made.",
        (
            "issuedon", "billdate", "issuedate", "invoicedate", "statementdate", "dateissued",
            "issued", "documentdate",
        ),
    ),
    Field(
        "due_on", "Due date", True, 40, "The last day to pay.",
        ("dueon", "duedate", "datedue", "paymentdue", "paymentduedate", "payby", "paybydate"),
    ),
    Field(
        "second_factor", "Second factor", True, 100,
        "What a guest shows beside the account number, such as the ZIP code.",
        (
            "secondfactor", "zip", "zipcode", "postalcode", "postcode", "servicezip",
            "billingzip", "mailingzip", "lastname", "surname", "familyname", "phone",
            "phonenumber", "telephone", "phonelast4",
        ),
    ),
    Field(
        "currency", "Currency", False, 10, "Must be yours where it is given.",
        ("currency", "currencycode", "ccy", "cur"),
    ),
    Field(
        "service_address", "Service address", False, 500, "Where the service is.",
        (
            "serviceaddress", "address", "serviceaddr", "propertyaddress", "siteaddress",
            "premiseaddress", "location", "situsaddress",
        ),
    ),
    Field(
        "period_start", "Period from", False, 40, "First day billed.",
        ("periodstart", "periodfrom", "servicefrom", "servicestart", "billingperiodstart", "from",
         "fromdate", "startdate"),
    ),
    Field(
        "period_end", "Period to", False, 40, "Last day billed.",
        ("periodend", "periodto", "serviceto", "serviceend", "billingperiodend", "to", "todate",
         "enddate"),
    ),
    Field(
        "message", "Message", False, 1000, "A note to the payer.",
        ("message", "note", "notes", "comment", "comments", "memo", "billmessage"),
    ),
    Field(
        "charges", "Charges", False, 4000, "Such as Water=42.10; Sewer=18.00.",
        ("charges", "chargelines", "lineitems", "details", "items", "breakdown"),
    ),
)  # fmt: skip

FIELD_BY_NAME = {field.name: field for field in FIELDS}


def labels_for(biller: Biller) -> dict[str, str]:
    """Field to what this biller calls it: its own words for the two that it names itself."""
    return {
        **{field.name: field.label for field in FIELDS},
        "account_number": biller.account_number.label,
        "second_factor": biller.second_factor.label,
    }


_NOT_WORD = re.compile(r"[^a-z0-9]+")


class MappingNotUnderstood(Rejected):
    """The mapping names a field or a column that is not there."""


class ColumnsMissing(Rejected):
    """The file lacks a column for something every bill needs."""


def comparable(header: str) -> str:
    """A header as compared: ``Acct. No.`` and ``ACCT_NO`` are the same."""
    plain = unicodedata.normalize("NFKD", header).casefold()
    return _NOT_WORD.sub("", plain)


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Field to column by well-known header texts; each column is used once."""
    by_text: dict[str, str] = {}
    for column in columns:
        by_text.setdefault(comparable(column), column)
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for field in FIELDS:
        for text in (comparable(field.name), *field.synonyms):
            guess = by_text.get(text)
            if guess is not None and guess not in taken:
                mapping[field.name] = guess
                taken.add(guess)
                break
    return mapping


def resolve_mapping(
    columns: Sequence[str],
    *,
    said: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Field to column: what was said wins, then what this biller's last file used, then a guess.

    Remembered columns that are not in this file are passed over; a said one that is not raises
    ``MappingNotUnderstood``. An empty column takes a field out.
    """
    present = {column.strip(): column for column in columns}
    mapping = guess_mapping(columns)
    for name, column in (remembered or {}).items():
        if name in FIELD_BY_NAME and column.strip() in present:
            _assign(mapping, name, present[column.strip()])
    problems = []
    wanted: dict[str, str] = {}
    for name, column in (said or {}).items():
        if name not in FIELD_BY_NAME:
            problems.append(FieldProblem(name, "There is no such field."))
        elif not column.strip():
            mapping.pop(name, None)
        elif column.strip() not in present:
            problems.append(FieldProblem(name, f"The file has no column {column!r}."))
        else:
            wanted[name] = present[column.strip()]
    if problems:
        raise MappingNotUnderstood(fields=tuple(problems))
    for name, column in wanted.items():
        _assign(mapping, name, column, keep=wanted)
    return mapping


def _assign(mapping: dict[str, str], name: str, column: str, *, keep: Collection[str] = ()) -> None:
    """Give ``column`` to ``name``; a guess that used it gives it up, one in ``keep`` shares it."""
    for other in [field for field, used in mapping.items() if used == column and field != name]:
        if other not in keep:
            del mapping[other]
    mapping[name] = column


def missing_fields(mapping: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.required and field.name not in mapping)


def require_fields(mapping: Mapping[str, str]) -> None:
    """Raise ``ColumnsMissing`` naming every required field that has no column."""
    missing = missing_fields(mapping)
    if missing:
        labels = ", ".join(FIELD_BY_NAME[name].label for name in missing)
        raise ColumnsMissing(
            f"Say which column holds: {labels}.",
            fields=tuple(FieldProblem(name, "No column for this field.") for name in missing),
        )
