"""The worker's part: files that wait, and files whose worker is gone."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from paymentus.bills.domain.bill_file import BillFileTakenOver
from paymentus.bills.service import BillFiles
from paymentus.foundation.errors import DomainError
from paymentus.foundation.logging import bound

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.5
_PAUSE_AFTER_TROUBLE_SECONDS = 2.0


async def run_pending_imports(files: BillFiles, stop: asyncio.Event) -> None:
    """Import file after file until ``stop``; any number of workers may run this."""
    while not stop.is_set():
        try:
            file = await files.importer.claim_next()
            if file is None:
                await _wait(stop, _POLL_SECONDS)
                continue
            with bound(file.id):
                await files.importer.run(file, stop=stop)
        except BillFileTakenOver:
            continue
        except DomainError as passing:
            _log.warning("bill files wait: %s", passing.code())
            await _wait(stop, _PAUSE_AFTER_TROUBLE_SECONDS)
        except Exception:
            _log.exception("importing bill files", extra={"event.action": "bill-file-failed"})
            await _wait(stop, _PAUSE_AFTER_TROUBLE_SECONDS)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
