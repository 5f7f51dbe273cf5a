"""A customer who has handed in what it takes, over the whole platform."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.kyc.documents import DocumentKind
from paymentus.compliance.service.kyc.own_verification import (
    NewDocument,
    OwnVerification,
    OwnVerificationService,
)

from support.customers import a_customer, a_picture, passport_zone

USER = "usr_trillian"


@pytest.fixture
def own(platform: Platform) -> OwnVerificationService:
    service: OwnVerificationService = platform.get(OwnVerificationService)
    return service


@pytest.fixture
async def handed_in(own: OwnVerificationService) -> OwnVerification:
    await own.save_facts(USER, a_customer())
    await own.upload(
        USER,
        NewDocument(DocumentKind.PASSPORT, "passport.png", a_picture(), passport_zone(), None),
    )
    return await own.submit(USER)
