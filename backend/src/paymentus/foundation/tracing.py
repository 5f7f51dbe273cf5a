"""Traces by OpenTelemetry: which server did what for one payment, and for how long.

Off unless an endpoint is set; then a span costs one function call. A span holds names of routes,
commands and topics, ids of requests, states and counts: never what somebody typed, no path or query
of an address, no statement, no words of an error. Traces are carried between processes as W3C
``traceparent``, by HTTP and in outbox messages.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Link, Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

__all__ = ["Span", "SpanKind", "Tracing", "current_ids", "failed", "traceparent"]

_PATH = "/v1/traces"
_LAST_SPANS_SECONDS = 3


class Tracing:
    """Makes spans, or nothing where there is no ``tracer``.

    ``send_rest`` sends what waits and ends; ``give_up`` makes it end without.
    """

    def __init__(
        self,
        tracer: trace.Tracer | None = None,
        *,
        send_rest: Callable[[], object] | None = None,
        give_up: Callable[[], object] | None = None,
    ) -> None:
        self._tracer = tracer
        self._send_rest = send_rest
        self._give_up = give_up

    @classmethod
    def to(cls, endpoint: str, *, service: str, version: str, share: float = 1.0) -> Tracing:
        """Send spans to an OTLP/HTTP collector; off without one.

        Whether a trace is kept depends on its id alone: every server decides the same, and no
        caller decides for us.
        """
        if not endpoint:
            return cls()
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.trace.sampling import TraceIdRatioBased

        provider = TracerProvider(
            sampler=TraceIdRatioBased(share),
            resource=Resource({"service.name": service, "service.version": version}),
            shutdown_on_exit=False,
        )
        exporter = OTLPSpanExporter(endpoint.rstrip("/") + _PATH, timeout=_LAST_SPANS_SECONDS)
        provider.add_span_processor(BatchSpanProcessor(exporter))
        return cls(
            provider.get_tracer("paymentus", version),
            send_rest=provider.shutdown,
            give_up=exporter.shutdown,
        )

    @property
    def is_on(self) -> bool:
        return self._tracer is not None

    def begin(self, name: str, *, kind: SpanKind, attributes: Mapping[str, str]) -> Span | None:
        """A part of the span around it, which the caller ends; None outside of a trace."""
        if self._tracer is None or not trace.get_current_span().is_recording():
            return None
        return self._tracer.start_span(name, kind=kind, attributes=attributes)

    @contextlib.contextmanager
    def span(
        self,
        name: str,
        *,
        kind: SpanKind = SpanKind.INTERNAL,
        callers: Sequence[str] = (),
        attributes: Mapping[str, str | int] | None = None,
    ) -> Iterator[Span]:
        """A part of the span around it, or of the first of ``callers`` (``traceparent``); the other
        callers are linked. What is raised inside is named by its class alone."""
        if self._tracer is None:
            yield INVALID_SPAN
            return
        contexts = [_context_of(caller) for caller in callers]
        with self._tracer.start_as_current_span(
            name,
            context=contexts[0] if contexts else None,
            kind=kind,
            attributes=attributes,
            links=[Link(_span_of(one)) for one in contexts[1:]],
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as error:
                failed(span, type(error).__name__)
                raise

    @contextlib.contextmanager
    def joined(
        self, name: str, callers: Sequence[str], *, kind: SpanKind = SpanKind.INTERNAL
    ) -> Iterator[None]:
        """Work that somebody's trace goes on in; without a caller it is in none."""
        if self._tracer is None or not callers:
            yield
            return
        with self.span(name, kind=kind, callers=callers):
            yield

    async def close(self) -> None:
        """Send what waits, for three seconds at most: a server's end waits for no collector."""
        if self._send_rest is None or self._give_up is None:
            return
        sending = asyncio.ensure_future(asyncio.to_thread(self._send_rest))
        await asyncio.wait({sending}, timeout=_LAST_SPANS_SECONDS)
        if not sending.done():
            self._give_up()
        await sending


def failed(span: Span, error: str) -> None:
    span.set_attribute("error.type", error)
    span.set_status(StatusCode.ERROR)


def traceparent() -> str | None:
    """Where we are, for others to join (W3C Trace Context); None outside of a trace."""
    if not trace.get_current_span().get_span_context().is_valid:
        return None
    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent")


def current_ids() -> tuple[str, str] | None:
    """Trace and span in hexadecimal, for log lines."""
    here = trace.get_current_span().get_span_context()
    return (f"{here.trace_id:032x}", f"{here.span_id:016x}") if here.is_valid else None


def _context_of(caller: str) -> Context:
    """Of somebody else's ``traceparent``; one that is no such thing begins a new trace."""
    return TraceContextTextMapPropagator().extract({"traceparent": caller}, Context())


def _span_of(context: Context) -> trace.SpanContext:
    return trace.get_current_span(context).get_span_context()
