"""The list in force in this process: an immutable index, swapped whole.

Every server asks every two seconds which version is the newest, reads and indexes it beside the one
in use, and then takes the new one in a single assignment: a question meets the one or the other.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta

from paymentus.compliance.domain.lists.list_version import ListVersion
from paymentus.compliance.domain.lists.read_list import ReadList
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.listed import ListedParty
from paymentus.compliance.domain.screening.particulars import Subject
from paymentus.compliance.domain.screening.screener import Hit, Screener
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, Unavailable
from paymentus.foundation.metrics import Metrics

_log = logging.getLogger(__name__)
FOLLOW_SECONDS = 2.0
_KEPT_MAX = 8_192


class NoListInForce(Unavailable):
    """No sanctions list is loaded, so nobody can be screened."""


class ListOutOfDate(Unavailable):
    """The sanctions list has not been fetched for too long."""


@dataclass(slots=True)
class LoadedList:
    """One version, indexed. People who pay again are answered from what is kept."""

    version: ListVersion
    index: ListIndex
    screener: Screener
    _kept: dict[Subject, tuple[Hit, ...]] = field(default_factory=dict)

    def screen(self, subject: Subject) -> tuple[Hit, ...]:
        found = self._kept.get(subject)
        if found is None:
            if len(self._kept) >= _KEPT_MAX:
                self._kept.clear()
            found = self._kept[subject] = self.screener.screen(subject)
        return found

    def owner_of_wallet(self, address: str) -> ListedParty | None:
        return self.index.party_with_wallet(address)


class ListInForce:
    def __init__(
        self, *, store: ListStore, clock: Clock, metrics: Metrics, max_age: timedelta
    ) -> None:
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._max_age = max_age
        self._loaded: LoadedList | None = None

    @property
    def max_age(self) -> timedelta:
        """How long a list that nobody confirms is screened by."""
        return self._max_age

    @property
    def loaded(self) -> LoadedList:
        """Raises ``NoListInForce``."""
        if self._loaded is None:
            raise NoListInForce()
        return self._loaded

    async def ensured(self) -> LoadedList:
        """The list of this process, or what others have taken or confirmed meanwhile.

        Raises ``NoListInForce``, and ``ListOutOfDate``: by a list that nobody has confirmed for too
        long, whoever was listed since would be let through.
        """
        if self._loaded is None or self._is_out_of_date(self._loaded):
            await self.follow()
        await self.check()
        return self.loaded

    async def open(self) -> None:
        """At start: the newest version, or the first one from its source.

        A source that gives nothing leaves the process without a list, loudly: what is to be judged
        then meets the configured safe side.
        """
        try:
            if not await self.follow() and self._loaded is None:
                await self._store.refresh()
                await self.follow()
        except DomainError as refusal:
            _log.error(
                "no sanctions list in force: %s", refusal.detail,
                extra={"event.action": "sanctions-list-missing"},
            )  # fmt: skip

    async def follow(self) -> bool:
        """Take the newest version if it is another one; True where it was."""
        newest = await self._store.newest()
        if newest is None:
            return False
        held = self._loaded
        if held is not None and held.version.id == newest.id:
            held.version = newest
            return False
        read = await self._store.read(newest)
        self._loaded = await asyncio.to_thread(_indexed, newest, read)
        self._metrics.sanctions_list_parties.set(newest.total)
        self._metrics.sanctions_list_number.set(newest.number)
        return True

    async def keep_following(self) -> None:
        """Until it is canceled; what fails is logged and tried again."""
        while True:
            await asyncio.sleep(FOLLOW_SECONDS)
            try:
                await self.follow()
            except Exception as error:
                expected = isinstance(error, DomainError | OSError)
                _log.log(
                    logging.WARNING if expected else logging.ERROR,
                    "the newest sanctions list was not taken: %s",
                    type(error).__name__,
                    exc_info=None if expected else error,
                )

    async def check(self) -> None:
        """Raises where no list is in force, or the newest is too old."""
        if self._is_out_of_date(self.loaded):
            raise ListOutOfDate()

    def _is_out_of_date(self, loaded: LoadedList) -> bool:
        return self._clock() - loaded.version.confirmed_at > self._max_age


def _indexed(version: ListVersion, read: ReadList) -> LoadedList:
    index = ListIndex(read.parties)
    return LoadedList(version, index, Screener(index))
