"""Jobs that a caller can name; to sign off, each their own, because it can be done once only."""

from __future__ import annotations

from paymentus.app.wiring import Platform
from paymentus.schedule.domain.state import Outcome
from paymentus.schedule.service import ScheduleService

_OFTEN = ("getJob", "listJobRuns", "runJob", "signOffJob")
_OWN = {"compliance": "transfer-patterns", "admin": "key-rotation"}


async def schedule_things(platform: Platform) -> dict[str, dict[str, str]]:
    """Operation, or operation and caller -> values for its address."""
    schedule: ScheduleService = platform.get(ScheduleService)
    for name in _OWN.values():
        run = await schedule.claim(name, server="walk")
        await schedule.end(run, Outcome.LOOK, "Somebody should look.")
    things = {key: {"name": "audit-trail"} for key in _OFTEN}
    for caller, name in _OWN.items():
        things[f"signOffJob {caller}"] = {"name": name}
    return things
