"""Settings of traces, under OpenTelemetry's own names."""

from __future__ import annotations

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings


class TracingSettings(BaseSettings):
    """Without an endpoint there are no traces, and what they need is not even loaded."""

    otlp_endpoint: str = Field(
        "",
        pattern=r"^(https?://[^\s/].*)?$",
        validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_ENDPOINT", "otlp_endpoint"),
    )
    traces_share: float = Field(
        1.0, ge=0, le=1, validation_alias=AliasChoices("OTEL_TRACES_SAMPLER_ARG", "traces_share")
    )
