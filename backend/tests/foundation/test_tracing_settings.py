from __future__ import annotations

import pytest
from pydantic import ValidationError

from paymentus.foundation.settings import Settings


class TestTracingSettings:
    def test_are_off_unless_an_endpoint_is_named(self) -> None:
        assert Settings().otlp_endpoint == ""

    def test_have_the_names_of_opentelemetry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel-collector:4318")
        monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.25")

        settings = Settings()

        assert settings.otlp_endpoint == "http://otel-collector:4318"
        assert settings.traces_share == 0.25

    @pytest.mark.parametrize(
        "wrong", [{"otlp_endpoint": "otel-collector:4318"}, {"traces_share": 1.5}]
    )
    def test_are_refused_where_they_mean_nothing(self, wrong: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            Settings(**wrong)  # type: ignore[arg-type]
