"""The application over HTTP, for the tests of compliance's routes."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform

from support.api import Api


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)
