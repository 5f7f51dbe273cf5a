"""The biller directory and its editing."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillerChanged,
    BillerNotFound,
    BillerSettingsRejected,
    BillFileRules,
    CutOff,
    FeeRule,
    PaymentRules,
    SecondFactor,
    SlugTaken,
    Support,
    check_settings,
)
from paymentus.billers.repository import BillerRepository, changes, insertion
from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database

# How long other servers may go on pricing by what a biller has just changed.
BELIEVED_SECONDS = 1.0
_RECENT_MAX = 10_000

# Sections whose values go into the audit log as well as their names: they decide about money and
# hold nothing personal.
_MONEY_SECTIONS = ("fees", "cut_off", "payment_rules")


@dataclass(frozen=True, slots=True)
class BillerSettings:
    """Everything an administrator sets; :class:`Biller` without its identity."""

    slug: str
    name: str
    category: str
    currency: str
    logo_text: str
    statement_descriptor: str
    support: Support
    fees: tuple[FeeRule, ...]
    cut_off: CutOff
    payment_rules: PaymentRules
    account_number: AccountNumberFormat
    second_factor: SecondFactor
    bill_files: BillFileRules


class BillersService:
    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        shard: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._billers = BillerRepository(database)
        self._recent: dict[str, tuple[float, Biller]] = {}
        self._committer = committer
        self._clock = clock
        self._shard = shard
        self._monotonic = monotonic

    async def get(self, id_or_slug: str) -> Biller:
        """Raises ``BillerNotFound``."""
        biller = await self._billers.find(id_or_slug)
        if biller is None:
            raise BillerNotFound()
        return biller

    async def get_many(self, ids: Iterable[str]) -> dict[str, Biller]:
        """By id, as they were at most a second ago; unknown ids are left out."""
        wanted = set(ids)
        # Taken before the read: what is read is at least as new as this.
        now = self._monotonic()
        recent = {id: self._recent[id] for id in wanted & self._recent.keys()}
        found = {id: one for id, (at, one) in recent.items() if now - at < BELIEVED_SECONDS}
        missing = wanted - found.keys()
        if missing:
            for biller in await self._billers.many(missing):
                self._recent[biller.id] = (now, biller)
                found[biller.id] = biller
            while len(self._recent) > _RECENT_MAX:
                del self._recent[next(iter(self._recent))]
        return found

    async def name_of(self, biller_id: str) -> str | None:
        biller = await self._billers.find(biller_id)
        return biller.name if biller else None

    async def page(
        self, *, query: str, after: tuple[str, str] | None, limit: int
    ) -> tuple[list[Biller], tuple[str, str] | None]:
        """Billers by name, and where the next page begins (None after the last)."""
        rows = await self._billers.page(query=query.strip()[:100], after=after, limit=limit + 1)
        shown = rows[:limit]
        more = len(rows) > limit
        return [biller for biller, _ in shown], (
            (shown[-1][1], shown[-1][0].id) if more and shown else None
        )

    async def create(self, settings: BillerSettings, *, actor: str) -> Biller:
        """Raises ``BillerSettingsRejected`` or ``SlugTaken``."""
        now = self._clock()
        biller = Biller(
            id=new_id("blr", at=now),
            version=1,
            shard=self._shard,
            created_at=now,
            **{f.name: getattr(settings, f.name) for f in dataclasses.fields(settings)},
        )
        check_settings(biller)
        record = AuditRecord("biller.created", biller.id, actor, {"slug": biller.slug})
        try:
            await self._committer.commit(UnitOfWork(inserts=(insertion(biller),), audit=(record,)))
        except AlreadyExists as taken:
            raise SlugTaken(fields=(FieldProblem("slug", "Choose another."),)) from taken
        return biller

    async def change(
        self, biller_id: str, *, version: int, sections: dict[str, Any], actor: str
    ) -> Biller:
        """Replace whole ``sections`` (fields of :class:`BillerSettings`).

        ``version`` is the one the editor saw; raises ``BillerChanged`` when there is a newer one.
        """
        before = await self.get(biller_id)
        if before.version != version:
            raise BillerChanged(extra={"version": before.version})
        if sections.get("currency", before.currency) != before.currency:
            problem = FieldProblem("currency", "The currency of a biller cannot be changed.")
            raise BillerSettingsRejected(fields=(problem,))
        after = dataclasses.replace(before, **sections)
        check_settings(after)
        update = changes(before, after)
        if update is None:
            return before
        record = AuditRecord("biller.changed", before.id, actor, _audited(update.set, version))
        try:
            await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
        except VersionConflict as raced:
            raise BillerChanged() from raced
        except AlreadyExists as taken:
            raise SlugTaken(fields=(FieldProblem("slug", "Choose another."),)) from taken
        self._recent.pop(before.id, None)
        return dataclasses.replace(after, version=version + 1)


def _audited(change: Mapping[str, Any], version: int) -> dict[str, Any]:
    sections = sorted(f.name for f in dataclasses.fields(BillerSettings) if f.name in change)
    money = {name: change[name] for name in _MONEY_SECTIONS if name in change}
    return {"sections": sections, "version": version + 1, **money}
