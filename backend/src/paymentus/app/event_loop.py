"""The event loop of our servers: uvloop's, where there is one, and few collections of garbage.

Why: docs/decisions/0014.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any, TypeVar

try:
    import uvloop
except ImportError:  # it is not made for Windows
    _new_loop = asyncio.new_event_loop
else:
    _new_loop = uvloop.new_event_loop

_Result = TypeVar("_Result")
# New objects after which circles are looked for. With Python's 700 a batch of units was looked
# through a hundred times while it was made, an eighth of the time it took.
_COLLECT_AFTER = 50_000


def collect_rarely() -> None:
    """Call it once everything is imported: that stays, and a full collection over it would stall
    the loop for 60 ms."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 50)


def run(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Like :func:`asyncio.run`."""
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        return runner.run(work)
