"""All customers screened again against what a new list adds or changes.

Customers come a page at a time, newest first; how far it is stands in the version itself, so that
another worker goes on where one died. Versions are taken in their order: what one adds is not lost
when the next comes before everybody has been screened against it. Who registers meanwhile is
screened against the new list at once. An entry gives a customer one alert, however often this runs.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.lists.changes import change_between
from paymentus.compliance.domain.lists.list_version import ListVersion
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.sanction_findings import Match, finding_of
from paymentus.compliance.domain.screening.screener import Screener
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.repository.lists import progress
from paymentus.compliance.service.screening.list_in_force import LoadedList
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.matching import matches_of
from paymentus.compliance.service.screening.party_screening import CUSTOMER, PartyScreening
from paymentus.foundation.clock import Clock

_log = logging.getLogger(__name__)
_PAGE = 500

# Customers whose id is below the one given, newest first; at most so many.
CustomerPages = Callable[[str | None, int], Awaitable[Sequence[Party]]]


class Rescreenings:
    def __init__(
        self,
        *,
        store: ListStore,
        screening: PartyScreening,
        customers: CustomerPages,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._store = store
        self._screening = screening
        self._customers = customers
        self._committer = committer
        self._clock = clock
        self._new: LoadedList | None = None

    async def work(self) -> int:
        """Screen the next page of customers; 0 when there is nothing left to do."""
        version = await self._store.first_not_rescreened()
        if version is None:
            self._new = None
            return 0
        new = await self._what_is_new(version)
        page: Sequence[Party] = ()
        if new.index.parties:
            page = await self._customers(version.rescreening.below, _PAGE)
        alerts = await self._screened(page, new)
        before = version.rescreening
        after = replace(
            before,
            done=len(page) < _PAGE,
            below=page[-1].id if page else before.below,
            screened=before.screened + len(page),
            alerts=before.alerts + alerts,
        )
        update, _ = progress(version, after)
        unit = UnitOfWork(updates=(update,))
        if after.done:
            data = {"screened": after.screened, "alerts": after.alerts}
            unit += UnitOfWork(
                audit=(AuditRecord("sanctions_list.rescreened", version.id, "worker", data),)
            )
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            # Another worker was faster, or the list was confirmed: the next round reads it anew.
            _log.info("screening again: %s was written meanwhile", version.id)
        return len(page)

    async def _what_is_new(self, version: ListVersion) -> LoadedList:
        if self._new is None or self._new.version.id != version.id:
            before = await self._store.before(version)
            now = await self._store.read(version)
            earlier = (await self._store.read(before)).parties if before else ()

            def indexed() -> LoadedList:
                new = change_between(earlier, now.parties).new
                index = ListIndex(new, commonness=ListIndex(now.parties)) if new else ListIndex(())
                return LoadedList(version, index, Screener(index))

            self._new = await asyncio.to_thread(indexed)
        return self._new

    async def _screened(self, page: Sequence[Party], new: LoadedList) -> int:
        """Raise alerts for the customers of a page; returns how many."""

        def matched() -> list[tuple[Party, Sequence[Match]]]:
            found = ((party, matches_of(new, party)) for party in page)
            return [(party, matches) for party, matches in found if matches]

        hit = await asyncio.to_thread(matched)
        now = self._clock()
        raised = 0
        if hit:
            undecided = await self._screening.undecided(hit, at=now)
            for (party, _), matches in zip(hit, undecided, strict=True):
                if matches:
                    finding = finding_of(party, CUSTOMER, matches, screened_against=new.version.id)
                    alert = await self._screening.raise_alert(party, finding, at=now)
                    raised += alert is not None
        return raised
