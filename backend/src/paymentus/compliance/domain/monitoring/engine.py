"""Monitoring in memory: for files of past transfers, for back-tests and for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from paymentus.compliance.domain.monitoring.activity import Activity, Row, met, observe
from paymentus.compliance.domain.monitoring.cash_rules import (
    CashDay,
    add_cash,
    cash_day_ids,
    day_of_rules,
    new_cash_day,
)
from paymentus.compliance.domain.monitoring.judging import Judgement, judge
from paymentus.compliance.domain.monitoring.movements import bill_instrument, movements_of
from paymentus.compliance.domain.monitoring.rule_book import Profile, RuleBook, RuleSet
from paymentus.compliance.domain.transfer import Transfer

_NO_DAYS: tuple[CashDay, ...] = ()


class MonitoringEngine:
    """Holds an activity for every party it has seen; give it transfers in the order of time.

    ``watching_since``: since when transfers are watched; the first one that it sees where None.
    """

    def __init__(
        self, book: RuleBook, profile: Profile, *, watching_since: datetime | None = None
    ) -> None:
        self._book = book
        self._profile = profile
        self._rules: RuleSet | None = None
        self._rules_day: date | None = None
        self._began = None if watching_since is None else int(watching_since.timestamp())
        self.activities: dict[str, Activity] = {}
        self.cash_days: dict[str, CashDay] = {}

    def judge(self, transfer: Transfer) -> Judgement:
        """Count ``transfer`` and say what the rules say."""
        rules = self._rules_of(day_of_rules(transfer))
        movements = movements_of(transfer)
        instrument = bill_instrument(transfer)
        if instrument is not None:
            movements.append(instrument)
        activities = self.activities
        for movement in movements:
            activity = activities.get(movement.party_id)
            if activity is None:
                activity = self._met(movement.party_id, transfer)
            observe(activity, movement)
        days = self._cash(transfer) if transfer.cash is not None else _NO_DAYS
        return judge(
            transfer,
            movements,
            activities=activities,
            cash_days=days,
            rules=rules,
            incoming_of=self._incoming_of,
        )

    def _rules_of(self, day: date) -> RuleSet:
        if self._rules is None or day != self._rules_day:
            self._rules, self._rules_day = self._book.on(self._profile, day), day
            # Reports are made within days: older totals are not asked for again.
            if len(self.cash_days) > 100_000:
                floor = (day - timedelta(days=7)).isoformat()
                self.cash_days = {id: d for id, d in self.cash_days.items() if d.day >= floor}
        return self._rules

    def _met(self, party_id: str, transfer: Transfer) -> Activity:
        at = int(transfer.at.timestamp())
        if self._began is None:
            self._began = at
        parties = (transfer.sender, *transfer.receivers)
        known = next((one.since for one in parties if one.id == party_id), None)
        since = None if known is None else int(known.timestamp())
        found = met(party_id, since=since, at=at, watching_since=self._began)
        self.activities[party_id] = found
        return found

    def _cash(self, transfer: Transfer) -> Sequence[CashDay]:
        found = []
        for id, person in cash_day_ids(transfer):
            day = self.cash_days.get(id)
            if day is None:
                day = self.cash_days[id] = new_cash_day(id, person, transfer)
            add_cash(day, transfer)
            found.append(day)
        return found

    def _incoming_of(self, party_id: str) -> Sequence[Row]:
        activity = self.activities.get(party_id)
        return activity.ins if activity is not None else ()
