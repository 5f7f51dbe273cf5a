"""One record of a bill file becomes a bill's fields, or a list of what is wrong with it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from paymentus.billers.domain import (
    AccountNumberMalformed,
    Biller,
    SecondFactorKind,
    account_key,
    normalize_factor,
)
from paymentus.bills.domain.bill import bill_id, bill_key, plain_bill_id
from paymentus.bills.domain.columns import FIELD_BY_NAME, FIELDS, labels_for
from paymentus.bills.domain.reasons import Reason, RowProblem, ValueRefused
from paymentus.bills.domain.records import Record
from paymentus.bills.domain.values import parse_amount, parse_date

CHARGES_MAX = 50
_VALUE_SHOWN_MAX = 80

# C0 and C1 controls but tab and line ends, and the marks that turn the direction of text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONE_BYTES = re.compile("[\udc80-\udcff]")
_UNFIT = re.compile(f"{_CONTROL.pattern}|{_LONE_BYTES.pattern}")
_EXCEL_TEXT = re.compile(r'="(.*)"')
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_MULTILINE = frozenset({"message", "service_address"})
_DATES = ("issued_on", "due_on", "period_start", "period_end")

_SHAPE_MESSAGES = {
    Reason.WRONG_COLUMN_COUNT: "The row has more or fewer cells than the headings.",
    Reason.UNCLOSED_QUOTE: "The row has a quotation mark that is never closed.",
    Reason.TOO_LONG: "The row is too long to be one bill.",
}


@dataclass(frozen=True, slots=True)
class BillRow:
    """``fields`` are the stored fields this file says something about.

    ``plain_id`` is the id of the bill if it is from before ids were keyed.
    """

    line: int
    bill_id: str
    fields: dict[str, Any]
    record: Record
    plain_id: str | None = None


@dataclass(frozen=True, slots=True)
class WrongRow:
    """``bill_id`` is there when the row could still be matched to a bill."""

    line: int
    bill_number: str
    bill_id: str | None
    problems: tuple[RowProblem, ...]
    cells: Sequence[str]
    plain_id: str | None = None


def factor_hash(key: bytes, *, biller_id: str, account_key: str, factor: str) -> str:
    """Keyed hash of a normalized second factor, bound to its account. 64 hexadecimal digits."""
    message = f"{biller_id}\x1f{account_key}\x1f{factor}".encode()
    return hmac.digest(key, message, "sha256").hex()


@lru_cache(maxsize=8192)
def _normalized_factor(kind: SecondFactorKind, text: str) -> str | None:
    return normalize_factor(kind, text)


class RowReader:
    """Reads records by one biller's rules and one file's columns. Deterministic."""

    def __init__(
        self,
        biller: Biller,
        *,
        columns: Sequence[str],
        mapping: Mapping[str, str],
        factor_key: bytes,
        id_key: bytes,
    ) -> None:
        self._biller = biller
        self._factor_key = factor_key
        self._id_key = id_key
        places = [
            (field.name, list(columns).index(mapping[field.name]), field.length_max)
            for field in FIELDS
            if field.name in mapping
        ]
        self._places = places
        self._required = [field.name for field in FIELDS if field.required]
        self._labels = labels_for(biller)

    def read(self, record: Record) -> BillRow | WrongRow:
        if record.problem is not None:
            message = _SHAPE_MESSAGES[record.problem]
            shape = RowProblem(None, record.problem, message, _shown(record.cells[0]))
            return WrongRow(record.line, "", None, (shape,), _storable(record.cells))
        problems: list[RowProblem] = []
        texts = self._texts(record.cells, problems)
        for name in self._required:
            if not texts[name] and not _names(problems, name):
                message = f"{self._labels[name]} is missing."
                problems.append(RowProblem(name, Reason.MISSING_VALUE, message))
        fields = self._identity(texts, problems)
        self._facts(texts, fields, problems)
        identifier = plain = None
        if "account_key" in fields and "bill_key" in fields:
            natural = (self._biller.id, fields["account_key"], fields["bill_key"])
            identifier, plain = bill_id(self._id_key, *natural), plain_bill_id(*natural)
        if problems or identifier is None:
            number = texts["bill_number"] or ""
            cells = _storable(record.cells)
            return WrongRow(record.line, number, identifier, tuple(problems), cells, plain)
        return BillRow(record.line, identifier, fields, record, plain)

    def _texts(self, cells: Sequence[str], problems: list[RowProblem]) -> dict[str, str]:
        """Trimmed text of every mapped field; an unfit one is named and becomes empty."""
        unfit = _UNFIT.search("\x1e".join(cells).replace("\x1e", "")) is not None
        texts: dict[str, str] = {}
        for name, index, length_max in self._places:
            text = cells[index].strip()
            if unfit and (problem := _unfit_problem(name, self._labels[name], text)):
                problems.append(problem)
                text = ""
            elif len(text) > length_max:
                message = f"{self._labels[name]} has more than {length_max} characters."
                problems.append(RowProblem(name, Reason.TOO_LONG, message, _shown(text)))
                text = ""
            elif text[:1] in ("=", "'"):
                text = _spreadsheet_text(text)
            if "\n" in text or "\r" in text or "\t" in text:
                text = _lines(text) if name in _MULTILINE else " ".join(text.split())
            texts[name] = text
        return texts

    def _identity(self, texts: Mapping[str, str], problems: list[RowProblem]) -> dict[str, Any]:
        """Account, bill number and second factor, as stored and as compared."""
        fields: dict[str, Any] = {}
        if number := texts["bill_number"]:
            fields["bill_number"] = number
            fields["bill_key"] = bill_key(number)
        account = texts["account_number"]
        if not account:
            return fields
        try:
            key = account_key(self._biller.account_number, account)
        except AccountNumberMalformed:
            form, label = self._biller.account_number, self._labels["account_number"]
            message = f"{label} is not one of yours: they look like {form.example}."
            if _SCIENTIFIC.fullmatch(account):
                message = (
                    f"{label} was shortened by a spreadsheet; format the column as text there."
                )
            problems.append(
                RowProblem("account_number", Reason.ACCOUNT_NUMBER_FORMAT, message, account)
            )
            return fields
        fields["account_number"] = " ".join(account.split())
        fields["account_key"] = key
        if given := texts["second_factor"]:
            factor = _normalized_factor(self._biller.second_factor.kind, given)
            if factor is None:
                message = f"{self._labels['second_factor']} is not a valid one."
                problems.append(RowProblem("second_factor", Reason.SECOND_FACTOR_FORMAT, message))
            else:
                fields["factor"] = factor_hash(
                    self._factor_key, biller_id=self._biller.id, account_key=key, factor=factor
                )
        return fields

    def _facts(
        self, texts: Mapping[str, str], fields: dict[str, Any], problems: list[RowProblem]
    ) -> None:
        """Amount, dates, charges and plain text."""
        currency, rules = self._biller.currency, self._biller.bill_files
        fields["currency"] = currency
        if (given := texts.get("currency")) and given.upper() != currency:
            message = f"Currency is not {currency}, which your bills are in."
            problems.append(RowProblem("currency", Reason.CURRENCY_MISMATCH, message, given))
        if amount := texts["amount_due"]:
            try:
                fields["amount_due"] = parse_amount(
                    amount, currency=currency, mark=rules.decimal_mark
                )
            except ValueRefused as refusal:
                problems.append(self._refused("amount_due", refusal, amount))
        for name in _DATES:
            if name not in texts:
                continue
            fields[name] = None
            if text := texts[name]:
                try:
                    fields[name] = parse_date(text, rules.date_order)
                except ValueRefused as refusal:
                    problems.append(self._refused(name, refusal, text))
        _check_order(fields, "issued_on", "due_on", problems)
        _check_order(fields, "period_start", "period_end", problems)
        for name in ("account_name", "service_address", "message"):
            if name in texts:
                fields[name] = texts[name] or None
        if "charges" in texts:
            try:
                fields["charges"] = self._charges(texts["charges"])
            except ValueRefused as refusal:
                problems.append(self._refused("charges", refusal, texts["charges"]))

    def _refused(self, name: str, refusal: ValueRefused, text: str) -> RowProblem:
        message = f"{self._labels[name]} {refusal.message}"
        return RowProblem(name, refusal.reason, message, _shown(text))

    def _charges(self, text: str) -> list[dict[str, Any]]:
        """``Water=42.10; Credit=-5.00`` as stored; raises ``ValueRefused``."""
        charges: list[dict[str, Any]] = []
        for part in filter(str.strip, text.split(";")):
            description, equals, amount = part.rpartition("=")
            description = " ".join(description.split())
            if not equals or not description or len(description) > 100:
                words = "cannot be read; write them as Water=42.10; Sewer=18.00."
                raise ValueRefused(Reason.CHARGES_NOT_UNDERSTOOD, words)
            try:
                minor = parse_amount(
                    amount.strip(),
                    currency=self._biller.currency,
                    mark=self._biller.bill_files.decimal_mark,
                    credit=True,
                )
            except ValueRefused as refusal:
                message = f"hold “{description}”, which {refusal.message}"
                raise ValueRefused(Reason.CHARGES_NOT_UNDERSTOOD, message) from None
            charges.append({"description": description, "amount_minor": minor})
        if len(charges) > CHARGES_MAX:
            raise ValueRefused(Reason.CHARGES_NOT_UNDERSTOOD, f"are more than {CHARGES_MAX}.")
        return charges


def _check_order(
    fields: Mapping[str, Any], first: str, second: str, problems: list[RowProblem]
) -> None:
    # ISO dates compare as text.
    if fields.get(first) and fields.get(second) and fields[first] > fields[second]:
        message = f"{FIELD_BY_NAME[second].label} is before {FIELD_BY_NAME[first].label.lower()}."
        problems.append(RowProblem(second, Reason.DATES_OUT_OF_ORDER, message, fields[second]))


def _unfit_problem(field: str, label: str, text: str) -> RowProblem | None:
    if _LONE_BYTES.search(text):
        message = f"{label} has damaged characters: the file mixes encodings."
        return RowProblem(field, Reason.BAD_ENCODING, message, _shown(text))
    if _CONTROL.search(text):
        message = f"{label} has an invisible control character in it."
        return RowProblem(field, Reason.CONTROL_CHARACTER, message, _shown(text))
    return None


def _storable(cells: Sequence[str]) -> list[str]:
    """Cells with damaged bytes replaced: a lone surrogate cannot be stored as UTF-8."""
    return [_LONE_BYTES.sub("�", cell) for cell in cells]


def _shown(text: str) -> str:
    """A cell as the report may show it: short, and every character fit to store and print."""
    plain = _UNFIT.sub("�", text)
    return plain if len(plain) <= _VALUE_SHOWN_MAX else plain[: _VALUE_SHOWN_MAX - 1] + "…"


def _spreadsheet_text(text: str) -> str:
    """``="00123"`` and ``'00123`` are how spreadsheets keep leading zeros."""
    if match := _EXCEL_TEXT.fullmatch(text):
        return match[1].strip()
    if text[0] == "'" and text[1:2].isdigit():
        return text[1:]
    return text


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _names(problems: Sequence[RowProblem], field: str) -> bool:
    return any(problem.field == field for problem in problems)
