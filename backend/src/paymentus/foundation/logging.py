"""One JSON line an event, in ECS field names, with the request id that work carries along and the
ids of its trace, if there is one.

No personal data: log ids, states, counts and times, never names or numbers.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator
from contextvars import ContextVar

import ecs_logging

from paymentus.foundation.tracing import current_ids

_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def request_id() -> str | None:
    """The id of the request or job this code runs for."""
    return _request_id.get()


@contextlib.contextmanager
def bound(request_id: str) -> Iterator[None]:
    """Everything logged inside carries ``http.request.id``."""
    token = _request_id.set(request_id)
    try:
        yield
    finally:
        _request_id.reset(token)


class _WithIds(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        current = _request_id.get()
        if current is not None:
            record.__dict__["http.request.id"] = current
        ids = current_ids()
        if ids is not None:
            record.__dict__["trace.id"], record.__dict__["span.id"] = ids
        return True


def configure(*, service: str, level: str = "INFO") -> None:
    """Send all logs of this process to stdout as ECS JSON."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        ecs_logging.StdlibFormatter(
            extra={"service.name": service}, exclude_fields=["log.original", "process"]
        )
    )
    handler.addFilter(_WithIds())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("uvicorn.access", "httpx", "httpcore", "stripe", "pymongo"):
        logging.getLogger(noisy).setLevel("WARNING")
