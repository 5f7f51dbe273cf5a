"""Health for load balancers and people, and metrics for Prometheus."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from paymentus.foundation.authorization import Permission, requires
from paymentus.foundation.http import ApiModel, provided
from paymentus.foundation.metrics import Metrics

_log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[Any]]
_PATIENCE_SECONDS = 2.0
ASKED_ALL_DAY = ("/api/health", "/api/metrics")
"""The paths of this module: load balancers and Prometheus ask them every few seconds."""


class CheckOut(ApiModel):
    status: Literal["ok", "failing"]
    detail: str
    milliseconds: float


class HealthOut(ApiModel):
    """``degraded``: payments are taken, but something that can wait does not work."""

    status: Literal["ok", "degraded", "failing"]
    checks: dict[str, CheckOut]


class Health:
    """``needed`` must work for a payment to be taken; ``useful`` may be away for a while."""

    def __init__(self, *, needed: dict[str, Check], useful: dict[str, Check]) -> None:
        self._needed = needed
        self._useful = useful

    async def report(self) -> HealthOut:
        checks = {**self._needed, **self._useful}
        results = dict(zip(checks, await asyncio.gather(*map(_run, checks.values())), strict=True))
        if any(results[name].status == "failing" for name in self._needed):
            return HealthOut(status="failing", checks=results)
        if any(result.status == "failing" for result in results.values()):
            return HealthOut(status="degraded", checks=results)
        return HealthOut(status="ok", checks=results)


async def _run(check: Check) -> CheckOut:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await check()
    except Exception as error:
        detail = "no answer in 2 s" if isinstance(error, TimeoutError) else type(error).__name__
        return CheckOut(status="failing", detail=detail, milliseconds=_since(started))
    return CheckOut(status="ok", detail="answers", milliseconds=_since(started))


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


Refresh = Callable[[], Awaitable[None]]


class MetricsPage:
    """Refreshes the gauges that are read from storage, then renders all metrics."""

    def __init__(self, metrics: Metrics, refresh: Refresh) -> None:
        self._metrics = metrics
        self._refresh = refresh

    async def render(self) -> bytes:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._refresh()
        except Exception as error:
            # Old figures beside a failing health check beat no figures at all.
            _log.warning("gauges not refreshed: %s", type(error).__name__)
        return generate_latest(self._metrics.registry)


router = APIRouter(prefix="/api", tags=["platform"], dependencies=[requires(Permission.PUBLIC)])


@router.get(
    "/health",
    operation_id="getHealth",
    summary="Whether the service works, and each thing it depends on",
    description="`probe=live` only says that the process answers; `probe=ready` (the default) "
    "is 503 while payments cannot be taken.",
    response_model=HealthOut,
    responses={503: {"model": HealthOut, "description": "Something needed is failing."}},
)
async def get_health(
    health: Annotated[Health, provided(Health)],
    response: Response,
    probe: Annotated[Literal["live", "ready"], Query()] = "ready",
) -> HealthOut:
    if probe == "live":
        return HealthOut(status="ok", checks={})
    report = await health.report()
    if report.status == "failing":
        response.status_code = 503
    return report


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Metrics in Prometheus's text form",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
)
async def get_metrics(page: Annotated[MetricsPage, provided(MetricsPage)]) -> Response:
    return Response(await page.render(), media_type=CONTENT_TYPE_LATEST)
