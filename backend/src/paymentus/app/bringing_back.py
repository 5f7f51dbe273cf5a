"""A restore from its beginning to its end: from the choice of the backup to closed doors.

A bill that was paid after the backup is unpaid again in the books that come back, a key that was
revoked is live again, a session that was ended counts again, and emergency mode is off again. So
the last thing a restore writes, before any server can start, is one unit that stops all new
payments and ends every session, token and API key. Two people let payments begin again, when what
came after the backup is found (``paymentus reconcile``) and dealt with.
"""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.app.wiring import Platform
from paymentus.foundation.clock import Clock
from paymentus.identity.service import ApiKeysService, IdentityService
from paymentus.incidents.service import EmergencySwitch
from paymentus.recovery.domain.names import moment_of
from paymentus.recovery.service import BackupFolder, Progress, Restored, Restoring
from paymentus.recovery.service.operations import Operations, Replayed

_ACTOR = "restore"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``until`` is a moment or `latest`; None stays at the backup's own. ``let_go`` names the
    database that may go although its log is longer than the backup's."""

    date: str = "latest"
    until: str | None = None
    replace: bool = False
    let_go: str = ""


@dataclass(frozen=True, slots=True)
class BroughtBack:
    restored: Restored
    replayed: Replayed | None


async def bring_back(
    platform: Platform,
    folder: BackupFolder,
    wanted: Wanted,
    *,
    secret: str,
    clock: Clock,
    progress: Progress = lambda what, done, total: None,
) -> BroughtBack:
    """Raises what ``Restoring.restore`` and ``Operations.way_to`` raise; whether the moment can be
    reached is known before anything is touched."""
    moment = None if wanted.until is None else moment_of(wanted.until)
    backup = folder.snapshot_of(wanted.date, not_after=moment)
    operations = Operations(
        client=platform.client, database=platform.database, folder=folder, secret=secret,
        clock=clock,
    )  # fmt: skip
    way = None if wanted.until is None else operations.way_to(backup, moment)
    replayed: list[Replayed] = []

    async def last() -> None:
        if way is not None:
            progress("Operations", 0, 0)
            replayed.append(await operations.replay(way))
        await close_doors(platform, backup.name, clock=clock)

    restored = await Restoring(database=platform.database, folder=folder, clock=clock).restore(
        backup.path, replace=wanted.replace, let_go=wanted.let_go, last=last, progress=progress
    )
    return BroughtBack(restored, replayed[0] if replayed else None)


async def close_doors(platform: Platform, backup: str, *, clock: Clock) -> None:
    """No payment begins, and nobody is signed in, until people say so."""
    reason = f"restore of {backup}"
    emergency: EmergencySwitch = platform.get(EmergencySwitch)
    identity: IdentityService = platform.get(IdentityService)
    api_keys: ApiKeysService = platform.get(ApiKeysService)
    await platform.committer.initialise()
    stopping = await emergency.switching_on(actor=_ACTOR, incident=reason)
    ending = await identity.everybody.ending_all(actor=_ACTOR, reason=reason, at=clock())
    revoking, _ = await api_keys.revoking_all(actor=_ACTOR, reason=reason)
    await platform.committer.commit(stopping + ending + revoking)
    emergency.forget()
    identity.everybody.forget()
    api_keys.forget()
