"""Does to the running stack what the schedule says, and keeps what clients and alerts tell."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from faults.network import Cut
from paymentus.foundation.errors import Unavailable
from production.alerts import AlertLog
from production.figures import FaultSeen
from production.records import Seen, between, longest_stall
from production.rolling import UpdateTakenBack, roll
from production.schedule import Fault, Kind, Patience
from production.stack import Say, Stack

_LOOK_SECONDS = 1.0
Mend = Callable[[], Awaitable[None]]


class NotAsAsked(Exception):
    """A fault could not be made as it was meant."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Times are seconds since 1970: from the strike until it is mended and alerts have cleared."""

    fault: Fault
    began: float
    over: float
    failed: str = ""  # why it did not come about as it was meant


@dataclass
class Trouble:
    stack: Stack
    say: Say
    patience: Patience
    alerts: AlertLog = field(default_factory=AlertLog)
    struck: list[Struck] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Asks Alertmanager every second what is on."""

        async def look() -> None:
            while True:
                active = await asyncio.to_thread(self.stack.watching.alertmanager.active)
                self.alerts.add(time.time(), active)
                await asyncio.sleep(_LOOK_SECONDS)

        task = asyncio.create_task(look())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def run(self, faults: Sequence[Fault]) -> None:
        for fault in faults:
            await asyncio.sleep(self.patience.calm)
            self.say(f"Now: {fault.kind}")
            began, failed = time.time(), ""
            try:
                await self._let_happen(fault)
            except (NotAsAsked, UpdateTakenBack, Unavailable, TimeoutError) as problem:
                failed = f"{type(problem).__name__}: {problem}"
                self.say(f"  {failed}")
            self.struck.append(Struck(fault, began, time.time(), failed))
            self.say(f"  over after {time.time() - began:.0f} s")

    async def _let_happen(self, fault: Fault) -> None:
        mend = await self._strike(fault.kind)
        if fault.alert:
            await self._until_alert(fault.alert, on=True, seconds=self.patience.fires)
            await mend()
            await self._until_alert(fault.alert, on=False, seconds=self.patience.clears)
        else:
            await mend()
            await asyncio.sleep(self.patience.quiet)

    def told(self, seen: Sequence[Seen]) -> list[FaultSeen]:
        """With what the clients saw meanwhile."""
        return [self._told(struck, seen) for struck in self.struck]

    def _told(self, struck: Struck, seen: Sequence[Seen]) -> FaultSeen:
        span = (struck.began, struck.over)
        alert = struck.fault.alert
        met = between(seen, *span)
        return FaultSeen(
            name=str(struck.fault.kind),
            seconds=struck.over - struck.began,
            errors=sum(one.is_error for one in met),
            shed=sum(one.is_shed for one in met),
            longest_stall_s=longest_stall(seen, *span),
            alert=alert,
            alert_fired=bool(alert) and self.alerts.fired(str(alert), *span),
            alert_cleared=bool(alert) and self.alerts.cleared(str(alert), *span),
            failed=struck.failed,
            others=tuple(sorted(self.alerts.begun_between(*span) - {alert})),
        )

    async def _until_alert(self, alert: str, *, on: bool, seconds: float) -> None:
        """Or until time is over, which the figures then say."""
        deadline = time.monotonic() + seconds
        while self.alerts.is_on(alert) != on and time.monotonic() < deadline:
            await asyncio.sleep(_LOOK_SECONDS)

    async def _strike(self, kind: Kind) -> Mend:
        """Returns what mends it."""
        match kind:
            case Kind.CERTIFICATE_RELOAD:
                return await self._reload()
            case Kind.ROLLING_UPDATE:
                await roll(self.stack, self.say)
                return _nothing
            case Kind.API_KILLED:
                return self._kill_api()
            case Kind.REDIS_KILLED:
                return self._kill_redis()
            case Kind.ONE_WAY:
                return await self._cut_off()
            case Kind.PRIMARY_KILLED:
                return await self._kill_primary()

    async def _reload(self) -> Mend:
        """As the certbot service and start.sh do it: files replaced, nginx told."""
        before = await asyncio.to_thread(self._served_certificate)
        await asyncio.to_thread(self.stack.nginx.renew, self.stack.keys.for_nginx())
        deadline = time.monotonic() + 10.0
        while await asyncio.to_thread(self._served_certificate) == before:
            if time.monotonic() > deadline:
                raise NotAsAsked("nginx still serves the old certificate")
            await asyncio.sleep(0.2)
        return _nothing

    def _served_certificate(self) -> str:
        address = ("localhost", self.stack.nginx.https_port)
        return ssl.get_server_certificate(address, ca_certs=str(self.stack.keys.authority.ca_file))

    def _kill_api(self) -> Mend:
        server = self.stack.product.apis[0]
        server.kill()

        async def mend() -> None:
            server.start()
            await server.ready()

        return mend

    def _kill_redis(self) -> Mend:
        redis = self.stack.product.redis
        redis.kill()

        async def mend() -> None:
            redis.launch()
            await asyncio.to_thread(redis.wait_ready)

        return mend

    async def _cut_off(self) -> Mend:
        """The primary hears no other member; they and our servers still hear it."""
        members = self.stack.product.members
        primary = await members.known_primary()
        await asyncio.to_thread(members.cut, primary, Cut.DEAF)

        async def mend() -> None:
            await asyncio.to_thread(members.heal)
            await members.whole()

        return mend

    async def _kill_primary(self) -> Mend:
        members = self.stack.product.members
        primary = await members.known_primary()
        members.kill(primary)

        async def mend() -> None:
            members.restart(primary)
            await members.whole()

        return mend


async def _nothing() -> None:
    """There is nothing to mend."""
