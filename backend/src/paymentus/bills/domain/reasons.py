"""Why a row of a bill file was not taken, in codes for machines and sentences for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Codes are stable: billers' own programs read them."""

    WRONG_COLUMN_COUNT = "wrong_column_count"
    UNCLOSED_QUOTE = "unclosed_quote"
    BAD_ENCODING = "bad_encoding"
    CONTROL_CHARACTER = "control_character"
    MISSING_VALUE = "missing_value"
    TOO_LONG = "too_long"
    ACCOUNT_NUMBER_FORMAT = "account_number_format"
    SECOND_FACTOR_FORMAT = "second_factor_format"
    AMOUNT_NOT_UNDERSTOOD = "amount_not_understood"
    AMOUNT_NEGATIVE = "amount_negative"
    AMOUNT_TOO_LARGE = "amount_too_large"
    TOO_MANY_DECIMALS = "too_many_decimals"
    CURRENCY_MISMATCH = "currency_mismatch"
    DATE_NOT_UNDERSTOOD = "date_not_understood"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    CHARGES_NOT_UNDERSTOOD = "charges_not_understood"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    BELOW_AMOUNT_PAID = "below_amount_paid"
    # Not the row's fault: the bill is left alone while a payment of it is under way.
    PAYMENT_IN_PROGRESS = "payment_in_progress"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that is wrong with one row. ``field`` None is the row as a whole."""

    field: str | None
    reason: Reason
    message: str
    value: str = ""


class ValueRefused(Exception):
    """A cell cannot be read; carried to the row report, never to a person as it is.

    ``message`` goes on after the field's name: "is not an amount."
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
