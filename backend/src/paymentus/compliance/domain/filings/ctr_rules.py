"""What makes a currency transaction report right beyond its form (31 CFR 1010.311 to 1010.314)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from paymentus.compliance.domain.filings.ctr_grammar import (
    CASH_IN,
    CASH_OUT,
    FOREIGN,
    FOREIGN_IN,
    FOREIGN_OUT,
    OTHER_CODES,
    PERSONS,
)
from paymentus.compliance.domain.filings.date_rules import judge_dates, judge_deadline, judge_kind
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.party_rules import (
    judge_numbers_of_parties,
    judge_party,
    judge_person,
    missing_of,
    type_of,
)
from paymentus.compliance.domain.filings.places import COUNTRIES
from paymentus.compliance.domain.filings.structure_rules import day_of
from paymentus.compliance.domain.filings.tree import Spot

_NEEDED = {"35": (1, 1), "37": (1, 1), "30": (1, 1), "8": (1, 1), "34": (1, 0)}
_IN, _OUT = "TotalCashInReceiveAmountText", "TotalCashOutAmountText"
_PERSON_IN, _PERSON_OUT = "IndividualEntityCashInAmountText", "IndividualEntityCashOutAmountText"
_LINE_CODE = "CurrencyTransactionActivityDetailTypeCode"
_MULTIPLE = "MultipleTransactionsPersonsIndividualsIndicator"


def judge_ctr(activity: Spot, law: LawOfFilings, today: date, found: Findings) -> None:
    """One report. ``today`` is the day on which it is judged."""
    judge_numbers_of_parties(activity, _NEEDED, found)
    for party in activity.all("Party"):
        judge_party(party, found)
        if type_of(party) in PERSONS:
            judge_person(party, found)
        elif type_of(party) != "34" or party.value(_PERSON_IN) == "":
            _judge_office(party, found)
    transactions = activity.at("CurrencyTransactionActivity")
    judge_kind(activity, ("InitialReportIndicator", "FinCENDirectBackFileIndicator"), found)
    judge_dates(activity, transactions, ("TransactionDateText",), today, found)
    happened = day_of(transactions.value("TransactionDateText"))
    if happened is not None:
        judge_deadline(activity, law.ctr_due(happened), found)
        _judge_threshold(transactions, law.ctr_threshold(happened), found)
    _judge_lines(transactions, found)
    _judge_totals(transactions, found)
    _judge_persons(activity, transactions, found)


def _judge_office(party: Spot, found: Findings) -> None:
    wanted = {
        "35": ("Address", "PhoneNumber"),
        "30": ("Address", "PartyIdentification"),
        "34": ("Address", "PartyIdentification"),
        "8": ("PhoneNumber",),
    }
    missing_of(party, wanted.get(type_of(party), ()), found)
    if party.says(_MULTIPLE):
        found.error("office_with_transactions", party.at(_MULTIPLE), "Only persons have this mark.")


def _judge_threshold(transactions: Spot, threshold: int, found: Findings) -> None:
    cash_in, cash_out = transactions.value(_IN), transactions.value(_OUT)
    amounts = [int(text) for text in (cash_in, cash_out) if text.isdigit()]
    if amounts and max(amounts) <= threshold:
        found.error(
            "not_over_threshold",
            transactions.at(_IN if cash_in.isdigit() else _OUT),
            f"Neither cash in nor cash out is more than ${threshold:,}: no report is due.",
        )


def _judge_lines(transactions: Spot, found: Findings) -> None:
    lines = transactions.all("CurrencyTransactionActivityDetail")
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        code = line.value(_LINE_CODE)
        country = line.value("OtherForeignCurrencyCountryText")
        words = line.value("OtherCurrencyTransactionActivityDetailText")
        amount = line.at("DetailTransactionAmountText")
        if amount.text in ("", "0"):
            found.error("amount_missing", amount, "The amount is missing or zero.")
        key = (code, words if code in OTHER_CODES else country)
        seen[key] += 1
        if seen[key] > 1:
            found.error("repeated_line", line, f"Kind {code} is given twice; add the amounts up.")
        place = line.at("OtherForeignCurrencyCountryText")
        if code in FOREIGN and not country:
            found.error("currency_country_missing", place, "Of which country is the currency?")
        elif country and code not in FOREIGN:
            found.error("country_without_currency", place, "Only foreign currency has a country.")
        elif country and (country not in COUNTRIES or country == "US"):
            found.error("unknown_country", place, f"“{country}” is no foreign country's code.")
        other = line.at("OtherCurrencyTransactionActivityDetailText")
        if code in OTHER_CODES and not words:
            found.error("other_without_words", other, "“Other” needs words.")
        elif words and code not in OTHER_CODES:
            found.error("words_without_other", other, "Words stand here without “other”.")


def _judge_totals(transactions: Spot, found: Findings) -> None:
    """Each total is the sum of its kinds. Foreign currency is told again beside them; some filers
    add it to the total, so that sum is taken as well."""
    for name, kinds, foreign in (
        (_IN, CASH_IN, FOREIGN_IN),
        (_OUT, CASH_OUT, FOREIGN_OUT),
    ):
        said = transactions.value(name) or "0"
        plain = [_amount(line) for line in _lines(transactions, kinds)]
        abroad = [_amount(line) for line in _lines(transactions, {foreign: ""})]
        if not said.isdigit() or None in plain or None in abroad:
            continue
        right = sum(amount or 0 for amount in plain)
        beside = sum(amount or 0 for amount in abroad)
        if int(said) not in {right, right + beside}:
            found.error(
                "wrong_total",
                transactions.at(name),
                f"The total is {said}; its kinds of transaction add up to {right}.",
            )
        elif beside > int(said):
            found.error(
                "foreign_over_total", transactions.at(name), "Foreign currency is over the total."
            )
    if not transactions.value(_IN) and not transactions.value(_OUT):
        found.error("total_missing", transactions.at(_IN), "Neither total is given.")


def _lines(transactions: Spot, kinds: dict[str, str]) -> list[Spot]:
    lines = transactions.all("CurrencyTransactionActivityDetail")
    return [line for line in lines if line.value(_LINE_CODE) in kinds]


def _amount(line: Spot) -> int | None:
    text = line.value("DetailTransactionAmountText")
    return int(text) if text.isdigit() else None


def _judge_persons(activity: Spot, transactions: Spot, found: Findings) -> None:
    persons = [party for party in activity.all("Party") if type_of(party) in PERSONS]
    codes = {type_of(party) for party in persons}
    if not persons:
        missing = activity.at("Party[person]")
        missing.label = "Person in the transaction"
        found.error("missing_party", missing, "Nobody is named (type 50, 17, 23 or 58).")
    if codes & {"17", "58"} and "23" not in codes:
        found.error(
            "behalf_missing",
            next(party for party in persons if type_of(party) in ("17", "58")),
            "Somebody acted for another, and on whose behalf (type 23) is missing.",
        )
    aggregated = transactions.says("AggregateTransactionIndicator")
    if aggregated and codes & {"50", "17", "58"}:
        found.error(
            "aggregated_with_conductor",
            transactions.at("AggregateTransactionIndicator"),
            "Aggregated is only for transactions of which nobody who conducted one is known;"
            " mark “multiple transactions” at the person instead.",
        )
    if codes == {"23"} and not aggregated and not _without_conductor(transactions):
        found.warning(
            "conductor_missing", persons[0], "Who conducted it is missing, and nothing says why."
        )
    for party in persons:
        _judge_amounts_of(party, transactions, found)


def _without_conductor(transactions: Spot) -> bool:
    return any(
        transactions.says(name)
        for name in ("ArmoredCarServiceIndicator", "ATMIndicator", "MailDepositShipmentIndicator",
                     "NightDepositIndicator")
    )  # fmt: skip


def _judge_amounts_of(party: Spot, transactions: Spot, found: Findings) -> None:
    for mine, total, direction, account in (
        (_PERSON_IN, _IN, "in", "8"),
        (_PERSON_OUT, _OUT, "out", "9"),
    ):
        said, whole = party.value(mine), transactions.value(total) or "0"
        if said.isdigit() and whole.isdigit() and int(said) > int(whole):
            found.error(
                "person_over_total",
                party.at(mine),
                f"Cash {direction} of this person is {said}, more than the total of {whole}.",
            )
        for each in party.all("Account"):
            role = each.at("PartyAccountAssociation")
            if role.value("PartyAccountAssociationTypeCode") == account and whole == "0":
                found.error(
                    "account_without_cash", role, f"There is no cash {direction} for this account."
                )
    for each in party.all("Account"):
        if not each.value("AccountNumberText"):
            found.error(
                "account_empty", each.at("AccountNumberText"), "The account number is missing."
            )
