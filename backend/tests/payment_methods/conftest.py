"""Saved cards on real MongoDB, with the sandbox process as the processor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from integrations.sandbox_control import SandboxControl
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Idempotency
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Client, Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payment_methods.repository import PaymentMethodRepository
from paymentus.payment_methods.service import PaymentMethodsService


@pytest.fixture
async def control(sandbox: Any) -> AsyncIterator[SandboxControl]:
    control = SandboxControl(sandbox.url)
    yield control
    await control.no_faults()
    await control.aclose()


async def email_of(user_id: str) -> str:
    return f"{user_id}@example.com"


@pytest.fixture
async def processor(sandbox: Any) -> AsyncIterator[StripeProcessor]:
    processor = StripeProcessor(
        secret_key="sk_test_methods", webhook_secret="whsec_x", api_base=sandbox.url
    )
    yield processor
    await processor.aclose()


@pytest.fixture
def methods(
    processor: StripeProcessor,
    client: Client,
    database: Database,
    committer: Committer,
    sealed: SealedDocuments,
) -> PaymentMethodsService:
    return PaymentMethodsService(
        repository=PaymentMethodRepository(database),
        committer=committer,
        idempotency=Idempotency(CommitRepository(client, database), utc_now, sealed),
        processor=processor,
        clock=utc_now,
        public_url="http://localhost:8001/",
        email_of=email_of,
    )
