"""Asking the switch before money moves, and moving it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from paymentus.approvals.service import ApprovalsService, ApprovalView
from paymentus.commit.domain import AlreadyExists, AuditRecord, Insert, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import Database
from paymentus.incidents.domain.emergency import (
    EmergencyMode,
    EmergencyModeIsOff,
    PaymentsPaused,
)
from paymentus.incidents.repository.emergency import EmergencyRepository, with_switch

EMERGENCY_OFF = "emergency_off"
BELIEVED_SECONDS = 1.0
"""How long a server believes what it read: the longest that a payment still begins elsewhere."""
_SUBJECT = "emergency_mode"
_RACES_MAX = 5


class EmergencyOffAct:
    """The act of letting money move again. Both people need to be able to manage incidents."""

    kind = EMERGENCY_OFF
    permission = Permission.INCIDENTS_MANAGE
    seen_with = Permission.INCIDENTS_READ

    def __init__(
        self, switch: EmergencyRepository, clock: Clock, forget: Callable[[], None]
    ) -> None:
        self._switch = switch
        self._clock = clock
        self._forget = forget

    def words(self, payload: Mapping[str, Any]) -> str:
        return (
            f"Switch emergency mode off: payments are taken again. It is on for {payload['for']}."
        )

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        """Raises ``EmergencyModeIsOff``, also when it was switched off and on again meanwhile, or
        another incident came to rely on it."""
        before = await self._switch.read()
        if before.version != payload["version"]:
            raise EmergencyModeIsOff(
                "Emergency mode was switched, or is on for another incident too. Propose it anew."
            )
        after = before.off(by=actor, at=self._clock())
        return _unit(before, after, AuditRecord("emergency.off", _SUBJECT, actor, payload))

    def performed(self, payload: Mapping[str, Any]) -> None:
        self._forget()


class EmergencySwitch:
    """What cannot be read counts as on: no money moves before we know that it may."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._switch = EmergencyRepository(database)
        self._committer = committer
        self._clock = clock
        self._monotonic = monotonic
        self._known: tuple[float, EmergencyMode] | None = None
        self.off_act = EmergencyOffAct(self._switch, clock, self.forget)

    async def require_money_may_move(self) -> None:
        """Raises ``PaymentsPaused``, or ``EmergencySwitchUnknown`` when nobody can tell."""
        if (await self.recent()).is_on:
            raise PaymentsPaused()

    async def recent(self) -> EmergencyMode:
        """As it was at most a second ago. Raises ``EmergencySwitchUnknown``."""
        known = self._known
        # Taken before the read: what is read is at least as new as this.
        now = self._monotonic()
        if known is not None and now - known[0] < BELIEVED_SECONDS:
            return known[1]
        read = await self._switch.read()
        self._known = (now, read)
        return read

    async def now(self) -> EmergencyMode:
        """Read now. Raises ``EmergencySwitchUnknown``."""
        return await self._switch.read()

    async def switching_on(self, *, actor: str, incident: str) -> UnitOfWork:
        """The unit that stops new money moves, or adds this incident to those it is on for; empty
        when it is on for it already."""
        before = await self._switch.read()
        after = before.on(by=actor, at=self._clock(), incident=incident)
        if after == before:
            return UnitOfWork()
        data = {"for": incident}
        return _unit(before, after, AuditRecord("emergency.on", _SUBJECT, actor, data))

    async def switch_on(self, *, actor: str, incident: str) -> EmergencyMode:
        """Safe to repeat: who switched it on first stays on record."""
        for _ in range(_RACES_MAX):
            unit = await self.switching_on(actor=actor, incident=incident)
            try:
                await self._committer.commit(unit)
            except (VersionConflict, AlreadyExists) as lost:
                race: DomainError = lost
                continue
            self.forget()
            return await self._switch.read()
        raise race

    async def propose_off(
        self, approvals: ApprovalsService, *, reason: str, by: Principal
    ) -> ApprovalView:
        """Raises ``EmergencyModeIsOff``, ``ReasonMissing`` or ``PersonNeeded``."""
        present = await self._switch.read()
        if not present.is_on:
            raise EmergencyModeIsOff()
        payload = {"for": ", ".join(present.incidents), "version": present.version}
        return await approvals.propose(
            EMERGENCY_OFF, subject=_SUBJECT, payload=payload, reason=reason, by=by
        )

    def forget(self) -> None:
        """Ask again before the next money move; the other servers do within a second."""
        self._known = None


async def read_switch(database: Database) -> EmergencyMode:
    """For who has nothing but a database. Raises ``EmergencySwitchUnknown``."""
    return await EmergencyRepository(database).read()


def _unit(before: EmergencyMode, after: EmergencyMode, record: AuditRecord) -> UnitOfWork:
    write = with_switch(before, after)
    if isinstance(write, Insert):
        return UnitOfWork(inserts=(write,), audit=(record,))
    return UnitOfWork(updates=(write,), audit=(record,))
