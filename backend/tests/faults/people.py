"""Who else acts in a crash test: a listed payer, the officer who decides, whoever takes cash."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from faults.stage import Attempt, Stage
from paymentus.foundation.authorization import BILLER_BOUND, Role

from support.payer import Payer, Told
from support.product import until
from support.scene import POSTAL_CODE

REASON = "Another person: born 1990, not 1955."


@contextlib.asynccontextmanager
async def person(stage: Stage, role: Role, name: str = "Somebody") -> AsyncIterator[Payer]:
    """Somebody new, signed in at the server that lives."""
    email = f"{role.value}-{stage.account}@example.com"
    one = Payer(email, [stage.api_url], stage.record)
    biller_id = stage.ground.biller.id if role in BILLER_BOUND else None
    try:
        await one.join(stage.platform, name=name, role=role, biller_id=biller_id)
        yield one
    finally:
        await one.close()


@contextlib.asynccontextmanager
async def paid_by(stage: Stage, name: str) -> AsyncIterator[Stage]:
    """The stage with a payer of this name, a linked account and a saved card."""
    async with person(stage, Role.PAYER, name) as payer:
        await payer.link(stage.ground.biller.id, stage.account, POSTAL_CODE)
        await payer.keep_card(stage.outside)
        stage.payer = payer
        yield stage


async def held(stage: Stage, attempt: Attempt, url: str, *, by_card: bool = True) -> str:
    """A payment made at this server, which holds it; returns its id."""
    payer = stage.payer
    payer.use(url)
    attempt.quote = str((await payer.quote(attempt.bill_id)).body["id"])
    told = await payer.pay(attempt.quote, payer.cards[0] if by_card else None, key=attempt.key)
    payer.use(stage.api_url)
    assert told.body["state"] == "held", told
    return str(told.payment_id)


@dataclass(frozen=True)
class Desk:
    """An officer, and payments of the stage's payer that wait for the officer's decision."""

    stage: Stage
    officer: Payer
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def held(self, attempt: Attempt, *, by_card: bool = True) -> str:
        """A payment made at the server that lives; returns its id."""
        return await held(self.stage, attempt, self.stage.api_url, by_card=by_card)

    async def tries(self, act: str, payment_id: str, url: str) -> Told:
        """One request to ``release`` or ``refuse``, to a server that may die."""
        self.officer.use(self.stage.api_url)
        await self.officer.stay_signed_in()
        self.officer.use(url)
        return await self.officer.try_once("POST", self._path(act, payment_id), {"reason": REASON})

    async def decides(self, act: str, payment_id: str) -> None:
        """Until it is decided: whoever asks again is told that nothing is held any more. Who finds
        the case changed by somebody else asks again."""
        self.officer.use(self.stage.api_url)
        await self.officer.stay_signed_in()

        async def is_decided() -> bool:
            body = {"reason": REASON}
            told = await self.officer.ask("POST", self._path(act, payment_id), body)
            code = told.body.get("code")
            assert told.status == 200 or code in ("transfer_not_held", "version_conflict"), told
            return code != "version_conflict"

        async with self._one_at_a_time:
            await until("the decision", is_decided, seconds=30.0, every=0.1)

    @staticmethod
    def _path(act: str, payment_id: str) -> str:
        return f"/compliance/transfers/{payment_id}/{act}"
