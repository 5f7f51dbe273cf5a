"""Transfers judged by the rules and counted, exactly once, beside the transfer itself."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from paymentus.commit.domain import AlreadyExists, Insert, UnitOfWork, Update, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.activity import Activity, Signal, met, observe
from paymentus.compliance.domain.monitoring.activity import withdraw as withdraw_from
from paymentus.compliance.domain.monitoring.cash_rules import (
    CashDay,
    add_cash,
    cash_day_ids,
    day_of_rules,
    new_cash_day,
    take_back_cash,
)
from paymentus.compliance.domain.monitoring.judging import judge
from paymentus.compliance.domain.monitoring.movements import (
    INSTRUMENT,
    Movement,
    bill_instrument,
    is_bill_payment,
    movements_of,
)
from paymentus.compliance.domain.monitoring.risk import Contribution
from paymentus.compliance.domain.monitoring.rule_book import Profile, RuleSet
from paymentus.compliance.domain.transfer import Finding, Party, Transfer
from paymentus.compliance.repository.monitoring import (
    WATCHED,
    MonitoredTransfer,
    MonitoringRepository,
    count_monitored_for_good,
    insert_monitored,
    put_activity,
    put_cash_day,
    withdraw_monitored,
)
from paymentus.compliance.service.monitoring.patterns import Patterns, patterns_between
from paymentus.compliance.service.monitoring.rule_changes import MonitoringRules

TRANSFER_ENDED = "transfer_ended"
TRANSFER_MADE = "transfer_made"
"""Topics of the outbox: a transfer ended without money; its money came after all. Payload of both:
``transfer_id``."""

# Parties that are looked at on the way back, for a round trip.
_NEIGHBORS_MAX = 200
# Uses of one card that are looked at; of more, the newest.
_USES_MAX = 50
_TRIES = 200


_Change = Callable[[MonitoredTransfer], Awaitable[tuple[bool, UnitOfWork]]]


@dataclass(frozen=True, slots=True)
class Monitored:
    """What the rules say, and ``unit``, which counts the transfer.

    ``unit`` belongs into the commit that records the transfer: counters then move exactly when it
    is recorded. When that commit raises what ``is_lost_race`` knows, somebody has counted for the
    same party meanwhile: judge anew.
    """

    findings: tuple[Finding, ...]
    risk_score: int
    contributions: tuple[Contribution, ...]
    unit: UnitOfWork


def is_lost_race(error: BaseException) -> bool:
    """Whether another transfer of the same party was counted first; nothing was written."""
    return isinstance(error, VersionConflict | AlreadyExists) and error.collection in WATCHED


def party_of(finding: Finding, transfer: Transfer) -> Party:
    """Whom a finding of monitoring is about; the sender where it is an instrument or device."""
    about = finding.evidence["about"]
    people = (transfer.sender, *transfer.receivers, transfer.conductor)
    return next((one for one in people if one and one.id == about), transfer.sender)


class MonitoringService:
    def __init__(
        self,
        *,
        repository: MonitoringRepository,
        committer: Committer,
        rules: MonitoringRules,
        profile: Profile,
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._rules = rules
        self._profile = profile
        self._began: int | None = None

    @property
    def profile(self) -> Profile:
        """Whose rules transfers are judged by."""
        return self._profile

    async def judge(self, transfer: Transfer) -> Monitored:
        """Judge ``transfer`` as if it were recorded now. Nothing is written.

        Costs two or three reads of bounded documents, whatever the party's history. Raises
        ``MonitoringUnavailable``, and ``ZoneUnknown`` for cash at a place in no time zone.
        """
        book = await self._rules.in_force()
        rules = book.book.on(self._profile, day_of_rules(transfer))
        movements = movements_of(transfer)
        day_ids = dict(cash_day_ids(transfer))
        used = bill_instrument(transfer)
        activities, days, lately = await asyncio.gather(
            self._repository.activities([one.party_id for one in movements]),
            self._repository.cash_days(list(day_ids)),
            self._of_instrument(used),
        )
        around = await self._around(transfer, activities, rules)
        for movement in movements:
            if movement.party_id not in activities:
                first = await self._met(movement.party_id, transfer)
                activities[movement.party_id] = first
            observe(activities[movement.party_id], movement)
        for id, person in day_ids.items():
            if id not in days:
                days[id] = new_cash_day(id, person, transfer)
            add_cash(days[id], transfer)
        around |= activities
        judgement = judge(
            transfer,
            movements if used is None else [*movements, used],
            activities=activities if lately is None else activities | {lately.party_id: lately},
            cash_days=tuple(days[id] for id in day_ids),
            rules=rules,
            incoming_of=lambda party_id: around[party_id].ins if party_id in around else (),
        )
        unit = _written(list(activities.values()), list(days.values()))
        unit += UnitOfWork(inserts=(insert_monitored(transfer, judgement, list(days)),))
        return Monitored(judgement.findings, judgement.risk_score, judgement.contributions, unit)

    async def _of_instrument(self, used: Movement | None) -> Activity | None:
        """What paid bills with one card lately, this payment included; read, and not kept."""
        if used is None:
            return None
        mark = used.party_id.removeprefix(INSTRUMENT)
        activity = Activity(used.party_id)
        for use in await self._repository.uses_of(mark, limit=_USES_MAX):
            at = int(use.at.timestamp())
            earlier = replace(
                used, transfer_id=use.transfer_id, at=at, amount_minor=use.amount_minor,
                counterparty=use.party_id,
            )  # fmt: skip
            observe(activity, earlier)
            for code in use.codes:
                activity.signals[code] = Signal(at, 0, use.transfer_id)
        observe(activity, used)
        return activity

    async def withdraw(self, transfer_id: str) -> bool:
        """Uncount a transfer that ended without money; True when it was counted until now.

        Exactly once, however often it is asked: counters and the mark that they were given back
        change in one commit. For the outbox topic ``transfer_ended``; a transfer that was never
        monitored is none of ours, and one whose money came after all stays counted.
        """
        return await self._changed(transfer_id, self._withdrawn)

    async def count_for_good(self, transfer_id: str) -> bool:
        """Count a transfer again whose money came after it was given up; True when it was not
        counted until now.

        For the outbox topic ``transfer_made``, which may come before the ``transfer_ended`` that
        was written first: that one changes nothing any more.
        """
        return await self._changed(transfer_id, self._counted_again)

    async def _changed(self, transfer_id: str, change: _Change) -> bool:
        for tried in range(_TRIES):
            monitored = await self._repository.find(transfer_id)
            if monitored is None or monitored.made:
                return False
            moved, unit = await change(monitored)
            try:
                await self._committer.commit(unit)
            except VersionConflict:
                await asyncio.sleep(random.uniform(0, min(0.002 * 2**tried, 0.1)))  # noqa: S311
                continue
            return moved
        raise VersionConflict("enhanced_transactions", transfer_id)

    async def _withdrawn(self, monitored: MonitoredTransfer) -> tuple[bool, UnitOfWork]:
        if not monitored.counted:
            return False, UnitOfWork()
        activities, days = await self._counted_with(monitored.transfer)
        for movement in movements_of(monitored.transfer):
            withdraw_from(activities[movement.party_id], movement)
        for day in days.values():
            take_back_cash(day, monitored.transfer)
        unit = _written(list(activities.values()), list(days.values()))
        return True, unit + UnitOfWork(updates=(withdraw_monitored(monitored),))

    async def _counted_again(self, monitored: MonitoredTransfer) -> tuple[bool, UnitOfWork]:
        made = UnitOfWork(updates=(count_monitored_for_good(monitored),))
        if monitored.counted:
            return False, made
        activities, days = await self._counted_with(monitored.transfer)
        for movement in movements_of(monitored.transfer):
            observe(activities[movement.party_id], movement)
        for day in days.values():
            add_cash(day, monitored.transfer)
        return True, _written(list(activities.values()), list(days.values())) + made

    async def _counted_with(
        self, transfer: Transfer
    ) -> tuple[dict[str, Activity], dict[str, CashDay]]:
        """What was written when this transfer was counted first."""
        return await asyncio.gather(
            self._repository.activities([one.party_id for one in movements_of(transfer)]),
            self._repository.cash_days([id for id, _ in cash_day_ids(transfer)]),
        )

    async def patterns(self, start: datetime, end: datetime, *, min_risk: int) -> Patterns:
        """What was seen between the two; ``end`` is not included."""
        return await patterns_between(self._repository, start=start, end=end, min_risk=min_risk)

    async def _met(self, party_id: str, transfer: Transfer) -> Activity:
        at = int(transfer.at.timestamp())
        if self._began is None:
            began = await self._repository.began()
            self._began = at if began is None else int(began.timestamp())
        parties = (transfer.sender, *transfer.receivers)
        known = next((one.since for one in parties if one.id == party_id), None)
        since = None if known is None else int(known.timestamp())
        return met(party_id, since=since, at=at, watching_since=self._began)

    async def _around(
        self, transfer: Transfer, activities: dict[str, Activity], rules: RuleSet
    ) -> dict[str, Activity]:
        """Whoever the money may have come over, as far as a round trip is looked for."""
        rule = rules.rules["round_trip"][1]
        if is_bill_payment(transfer) or transfer.amount_minor < rule.min_minor:
            return {}
        seen = dict(activities)
        edge = [transfer.sender.id]
        for _ in range(rule.hops - 1):
            givers = (
                {
                    row.counterparty
                    for party_id in edge
                    if party_id in seen
                    for row in seen[party_id].ins
                    if row.amount_minor >= rule.min_minor
                }
                - seen.keys()
                - {""}
            )
            if not givers or len(seen) + len(givers) > _NEIGHBORS_MAX:
                break
            found = await self._repository.activities(sorted(givers))
            seen |= found
            edge = list(found)
        return seen


def _written(activities: Sequence[Activity], days: Sequence[CashDay]) -> UnitOfWork:
    writes: list[Insert | Update] = [put_activity(activity) for activity in activities]
    writes += [put_cash_day(day) for day in days]
    return UnitOfWork(
        inserts=tuple(write for write in writes if isinstance(write, Insert)),
        updates=tuple(write for write in writes if isinstance(write, Update)),
    )
