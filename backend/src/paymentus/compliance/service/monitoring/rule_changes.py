"""Which monitoring rules are in force, and how two people change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from paymentus.approvals.service import ApprovalsService, ApprovalView, PersonOf
from paymentus.commit.domain import AuditRecord, Insert, UnitOfWork, Update
from paymentus.commit.service import Committer
from paymentus.compliance.domain.monitoring.rule_book import (
    Profile,
    RuleBook,
    RulesWrong,
    shipped_rules,
)
from paymentus.compliance.domain.monitoring.rule_differences import RuleDifference, differences
from paymentus.compliance.repository.monitoring_rules import (
    MonitoringRulesRepository,
    RuleChange,
    count_change,
    insert_change,
    switch_on,
)
from paymentus.compliance.service.cases.views import names_of
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound
from paymentus.foundation.ids import new_id

_NAMED_AT_MOST = 12
REMEMBERED_FOR = timedelta(seconds=5)
RULE_CHANGE = "monitoring_rules"


class RulesHaveChanged(Conflict):
    """The rules have been changed since this was proposed. Propose it again."""


class NothingChanges(Conflict):
    """These are the rules that are in force."""


class RuleChangeNotFound(NotFound):
    """There is no such change of the rules."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    book: RuleBook
    changes: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class DescribedChange:
    """A change with what it changed of the rules before it, and the names of who made it."""

    change: RuleChange
    differences: tuple[RuleDifference, ...]
    names: Mapping[str, str]


class MonitoringRules:
    """The shipped rules with every change that two people switched on.

    A change switched on at another server is seen here within ``REMEMBERED_FOR``.
    """

    kind = RULE_CHANGE
    permission = Permission.COMPLIANCE_DECIDE
    seen_with = Permission.COMPLIANCE_READ

    def __init__(
        self,
        *,
        repository: MonitoringRulesRepository,
        committer: Committer,
        person_of: PersonOf,
        clock: Clock,
    ) -> None:
        self._person_of = person_of
        self._repository = repository
        self._committer = committer
        self._clock = clock
        self._shipped = shipped_rules()
        self._known: tuple[datetime, RulesInForce] | None = None

    async def in_force(self) -> RulesInForce:
        """Raises ``RulesUnavailable``."""
        now = self._clock()
        if self._known is not None and now - self._known[0] < REMEMBERED_FOR:
            return self._known[1]
        changes = tuple(await self._repository.in_force())
        if self._known is not None and self._known[1].changes == changes:
            found = self._known[1]
        else:
            found = RulesInForce(self._with(changes), changes)
        self._known = (now, found)
        return found

    async def changed_book(self, profile: Profile, rules: Mapping[str, Any]) -> RuleBook:
        """What a back-test asks: as if ``rules`` had always been in force for ``profile``.

        Raises ``RulesWrong``.
        """
        content = (await self.in_force()).book.content
        always = [{"from": "1970-01-01", "rules": rules}]
        return RuleBook({**content, "profiles": {**content["profiles"], profile.value: always}})

    async def propose(
        self,
        approvals: ApprovalsService,
        *,
        profile: Profile,
        valid_from: date,
        rules: Mapping[str, Any],
        reason: str,
        by: Principal,
    ) -> ApprovalView:
        """Raises ``RulesWrong`` with the fields that are, or ``NothingChanges``."""
        now = self._clock()
        _must_not_be_past(valid_from, now)
        book = (await self.in_force()).book
        book.with_entry(profile, valid_from, rules)
        if book.rules_of(profile, valid_from) == rules:
            raise NothingChanges()
        content = {"profile": profile.value, "valid_from": valid_from.isoformat(), "rules": rules}
        change = RuleChange(
            id=new_id("rul", at=now),
            profile=profile,
            valid_from=valid_from.isoformat(),
            rules=rules,
            content_hash=sha256_hex(content),
            made_by=by.id,
            made_at=now,
        )
        changed = [str(one) for one in differences(book.rules_of(profile, valid_from), rules)]
        await self._committer.commit(
            UnitOfWork(
                inserts=(insert_change(change),),
                audit=(
                    AuditRecord(
                        "monitoring_rules.drafted",
                        change.id,
                        by.id,
                        {"profile": profile.value, "content_hash": change.content_hash},
                    ),
                ),
            )
        )
        current = await self._repository.current(profile)
        payload = {
            "change_id": change.id,
            "profile": profile.value,
            "valid_from": change.valid_from,
            "content_hash": change.content_hash,
            "changes": changed,
            "after_changes": current.changes,
        }
        return await approvals.propose(
            RULE_CHANGE, subject=change.id, payload=payload, reason=reason, by=by
        )

    async def get(self, change_id: str) -> RuleChange:
        """Raises ``RuleChangeNotFound``."""
        change = await self._repository.find(change_id)
        if change is None:
            raise RuleChangeNotFound()
        return change

    async def newest(self, *, limit: int) -> list[DescribedChange]:
        """The last changes that were made, switched on or not."""
        found = await self._repository.newest(limit=limit)
        in_force = (await self.in_force()).changes
        names = await names_of(
            [who for one in found for who in (one.made_by, one.switched_on_by)], self._person_of
        )
        return [DescribedChange(one, self._changed_by(one, in_force), names) for one in found]

    def _changed_by(
        self, change: RuleChange, in_force: Sequence[RuleChange]
    ) -> tuple[RuleDifference, ...]:
        """Beside what was in force when it was made; it was refused since if that changed."""
        before = [one for one in in_force if (one.switched_on_at or one.made_at) < change.made_at]
        day = date.fromisoformat(change.valid_from)
        return differences(self._with(before).rules_of(change.profile, day), change.rules)

    def _with(self, changes: Sequence[RuleChange]) -> RuleBook:
        book = self._shipped
        for change in changes:
            book = book.with_entry(
                change.profile, date.fromisoformat(change.valid_from), change.rules
            )
        return book

    def words(self, payload: Mapping[str, Any]) -> str:
        # A proposal of the release before names the rules only.
        named = payload.get("changes") or payload["rules"]
        more = len(named) - _NAMED_AT_MOST
        listed = "; ".join(named[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
        return (
            f"Monitoring rules of the profile {payload['profile']} change from "
            f"{payload['valid_from']} on: {listed}."
        )

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        """Raises ``RulesHaveChanged``, or ``RulesWrong`` where its first day has passed."""
        change = await self._repository.find(payload["change_id"])
        current = await self._repository.current(Profile(payload["profile"]))
        if (
            change is None
            or change.in_force
            or change.content_hash != payload["content_hash"]
            or current.changes != payload["after_changes"]
        ):
            raise RulesHaveChanged()
        # Approved days after it was proposed it would judge past days anew.
        _must_not_be_past(date.fromisoformat(change.valid_from), self._clock())
        counted = count_change(replace(current))
        record = AuditRecord("monitoring_rules.switched_on", change.id, actor, dict(payload))
        return UnitOfWork(
            inserts=(counted,) if isinstance(counted, Insert) else (),
            updates=(
                switch_on(change, at=self._clock(), by=actor),
                *((counted,) if isinstance(counted, Update) else ()),
            ),
            audit=(record,),
        )

    def performed(self, payload: Mapping[str, Any]) -> None:
        self._known = None


def _must_not_be_past(valid_from: date, now: datetime) -> None:
    if valid_from < now.date():
        problem = FieldProblem("valid_from", "Choose today or a later day.")
        raise RulesWrong("Rules cannot begin in the past.", fields=(problem,))
