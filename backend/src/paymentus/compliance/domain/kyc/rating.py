"""How much risk a customer brings, why, and what follows from it: reviews and due diligence.

Each factor adds points and says so in a sentence; some decide alone. The lists of countries and
the points are dated data. Sources: FATF, "High-Risk Jurisdictions subject to a Call for Action"
and "Jurisdictions under Increased Monitoring" of 24 October 2025; 31 CFR 1010.620 and the FFIEC
manual (customer risk) for exposed persons and for reviews by rating.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paymentus.compliance.domain.kyc.checks import Outcome
from paymentus.compliance.domain.kyc.documents import KycDocument
from paymentus.compliance.domain.kyc.facts import CustomerFacts


class Rating(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class RatingTable:
    """In force from ``since``. ``review_months`` says when somebody so rated is looked at again;
    ``grace_days`` how long after that day the approval still stands."""

    since: date
    call_for_action: frozenset[str]
    increased_monitoring: frozenset[str]
    review_months: dict[Rating, int]
    grace_days: int
    medium_from: int
    high_from: int
    large_monthly_usd: int


TABLES: tuple[RatingTable, ...] = (
    RatingTable(
        since=date(2025, 10, 24),
        call_for_action=frozenset({"IR", "KP", "MM"}),
        increased_monitoring=frozenset({
            "AO", "BG", "BO", "CD", "CI", "CM", "DZ", "HT", "KE", "LA", "LB", "MC", "NA", "NP",
            "SS", "SY", "VE", "VG", "VN", "YE",
        }),
        review_months={Rating.LOW: 36, Rating.MEDIUM: 24, Rating.HIGH: 12},
        grace_days=30,
        medium_from=30,
        high_from=60,
        large_monthly_usd=25_000,
    ),
)  # fmt: skip

_CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason of a rating. ``triggers`` says that due diligence must go deeper for it."""

    code: str
    points: int
    words: str
    triggers: bool = False


@dataclass(frozen=True, slots=True)
class RiskRating:
    """``override`` is what a reviewer set instead, with ``override_reason``."""

    rating: Rating
    points: int
    factors: tuple[Factor, ...]
    override: Rating | None = None
    override_reason: str | None = None

    @property
    def in_force(self) -> Rating:
        return self.override or self.rating

    @property
    def triggers(self) -> tuple[str, ...]:
        """Why enhanced due diligence is due; empty when it is not."""
        reasons = [factor.words for factor in self.factors if factor.triggers]
        if self.in_force is Rating.HIGH and not reasons:
            reasons.append("The risk is rated high.")
        return tuple(reasons)


def table_on(day: date, *, tables: Sequence[RatingTable] = TABLES) -> RatingTable:
    """The table in force; before the first, the first one."""
    in_force = [table for table in tables if table.since <= day] or [tables[0]]
    return max(in_force, key=lambda table: table.since)


def rate(
    facts: CustomerFacts,
    documents: Sequence[KycDocument],
    *,
    screening_words: Sequence[str],
    activity_in_cases: int,
    on: date,
    tables: Sequence[RatingTable] = TABLES,
) -> RiskRating:
    """The rating with its reasons. ``screening_words`` are what screening found, one sentence each;
    ``activity_in_cases`` counts alerts about the customer that a case is about."""
    table = table_on(on, tables=tables)
    factors = [
        *_geography(facts, table),
        *_person(facts, table),
        *_documents(documents),
        *(Factor("screening", 60, words, triggers=True) for words in screening_words),
    ]
    if activity_in_cases:
        words = f"A case is about {activity_in_cases} of the customer's alerts."
        factors.append(Factor("activity_in_cases", 60, words, triggers=True))
    points = min(sum(factor.points for factor in factors), _CERTAIN)
    return RiskRating(_rating(points, table), points, tuple(factors))


def _rating(points: int, table: RatingTable) -> Rating:
    if points >= table.high_from:
        return Rating.HIGH
    return Rating.MEDIUM if points >= table.medium_from else Rating.LOW


def _geography(facts: CustomerFacts, table: RatingTable) -> list[Factor]:
    factors = []
    called = sorted(facts.countries & table.call_for_action)
    watched = sorted(facts.countries & table.increased_monitoring)
    if called:
        words = f"Connected with {', '.join(called)}: FATF calls for action."
        factors.append(Factor("country_call_for_action", _CERTAIN, words, triggers=True))
    if watched:
        words = f"Connected with {', '.join(watched)}: under increased monitoring by FATF."
        factors.append(Factor("country_increased_monitoring", 30, words))
    if facts.address.country != "US":
        factors.append(Factor("lives_abroad", 15, f"Lives in {facts.address.country}."))
    return factors


def _person(facts: CustomerFacts, table: RatingTable) -> list[Factor]:
    factors = []
    if facts.is_exposed:
        words = "Holds, or is close to who holds, a prominent public office."
        factors.append(Factor("exposed_person", 60, words, triggers=True))
    if facts.expected_monthly_minor > table.large_monthly_usd * 100:
        dollars = facts.expected_monthly_minor // 100
        words = f"Means to pay ${dollars:,} a month, more than ${table.large_monthly_usd:,}."
        factors.append(Factor("large_volume", 20, words))
    return factors


def _documents(documents: Sequence[KycDocument]) -> list[Factor]:
    identity = [document for document in documents if document.is_identity]
    failed = [check for document in identity for check in document.failed]
    if failed:
        words = f"{len(failed)} of the checks of the documents failed."
        return [Factor("checks_failed", 25, words)]
    confirmed = any(
        check.code == "mrz_check_digits" and check.outcome is Outcome.PASSED
        for document in identity
        for check in document.checks
    )
    if identity and not confirmed:
        return [Factor("compared_by_eye", 5, "No document could be checked by its own digits.")]
    return []


def review_due_on(
    rating: Rating, *, approved_on: date, tables: Sequence[RatingTable] = TABLES
) -> date:
    """The day on which the customer is looked at again."""
    months = table_on(approved_on, tables=tables).review_months[rating]
    years, month = divmod(approved_on.month - 1 + months, 12)
    year = approved_on.year + years
    # A day that the month does not have is its last one: February 29 comes once in four years.
    for day in (approved_on.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
