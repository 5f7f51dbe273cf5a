"""The Stripe adapter on the sandbox process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from conftest import running_sandbox
from integrations.sandbox_control import Apart, SandboxControl
from paymentus.integrations.payment_processor.stripe import StripeProcessor


@pytest.fixture
async def control(sandbox: Any) -> AsyncIterator[SandboxControl]:
    control = SandboxControl(sandbox.url)
    yield control
    await control.no_faults()
    await control.aclose()


@pytest.fixture
async def processor(sandbox: Any) -> AsyncIterator[StripeProcessor]:
    processor = StripeProcessor(
        secret_key="sk_test_adapter",
        webhook_secret=sandbox.webhook_secret,
        api_base=sandbox.url,
        timeout_seconds=5,
    )
    yield processor
    await processor.aclose()


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncIterator[Apart]:
    with running_sandbox(tmp_path) as sandbox:
        processor = StripeProcessor(
            secret_key="sk_test_adapter", webhook_secret="whsec_x", api_base=sandbox.url
        )
        control = SandboxControl(sandbox.url)
        yield Apart(processor, control)
        await control.aclose()
        await processor.aclose()


@pytest.fixture
async def customer(processor: StripeProcessor) -> str:
    return await processor.create_customer(user_id="usr_1", idempotency_key="customer:usr_1")
