"""The event loop of our servers: uvloop's, where there is one. Why: docs/decisions/0014."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

try:
    import uvloop
except ImportError:  # it is not made for Windows
    _new_loop = asyncio.new_event_loop
else:
    _new_loop = uvloop.new_event_loop


def run(work: Coroutine[Any, Any, None]) -> None:
    """Like :func:`asyncio.run`."""
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(work)
