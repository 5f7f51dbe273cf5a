"""Customers to be reviewed: one for each act of the desk, so that none stands in another's way."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.kyc.documents import DocumentKind
from paymentus.compliance.service.kyc.own_verification import NewDocument, OwnVerificationService
from paymentus.compliance.service.kyc.reviewing import CustomerReviews

from support.customers import a_customer, a_picture, passport_zone

_ACTS = (
    "getCustomer", "getCustomerDocument", "takeCustomer", "approveCustomer", "rejectCustomer",
    "askCustomerAgain", "rateCustomer", "noteAboutCustomer", "reviewCustomer",
)  # fmt: skip


@dataclass(frozen=True)
class Customers:
    """``own_document`` is the payer's, who has not handed in yet; the rest is by operation."""

    own_document: str
    user_of: dict[str, str]
    document_of: dict[str, str]

    def path(self, operation: str) -> dict[str, str]:
        path = {"user_id": self.user_of[operation]}
        if operation == "getCustomerDocument":
            path["document_id"] = self.document_of[operation]
        return path


async def customers_for(platform: Platform, payer_id: str) -> Customers:
    own: OwnVerificationService = platform.get(OwnVerificationService)
    reviews: CustomerReviews = platform.get(CustomerReviews)
    new = NewDocument(DocumentKind.PASSPORT, "p.png", a_picture(), passport_zone(), None)
    theirs = await own.upload(payer_id, new)
    users, documents = {}, {}
    for operation in _ACTS:
        user_id = f"usr_{operation}"
        await own.save_facts(user_id, a_customer())
        documents[operation] = (await own.upload(user_id, new)).id
        await own.submit(user_id)
        users[operation] = user_id
    reviewed = "reviewCustomer"
    await reviews.approve(users[reviewed], documents=[documents[reviewed]], by="usr_test")
    return Customers(theirs.id, users, documents)
