"""Saved cards, their owners' customer ids at the processor, and card pages that were opened.

Read here, written only as parts of a unit of work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.foundation.mongo import Database, Document
from paymentus.payment_methods.domain import Card

PAYMENT_METHODS = "payment_methods"
PROCESSOR_CUSTOMERS = "processor_customers"
CARD_SETUPS = "card_setups"

INDEXES: dict[str, list[IndexModel]] = {
    PAYMENT_METHODS: [IndexModel([("user_id", ASCENDING), ("created_at", DESCENDING)])],
    PROCESSOR_CUSTOMERS: [IndexModel([("customer", ASCENDING)], unique=True)],
    # A page at the processor lives for a day; a week leaves time to ask what went wrong.
    CARD_SETUPS: [IndexModel([("created_at", ASCENDING)], expireAfterSeconds=7 * 86_400)],
}


@dataclass(frozen=True, slots=True)
class CardSetup:
    """A card page that was opened for a user; ``session_id`` once the processor has made it."""

    id: str
    user_id: str
    session_id: str | None
    version: int


class PaymentMethodRepository:
    def __init__(self, database: Database) -> None:
        self._cards = database[PAYMENT_METHODS]
        self._customers = database[PROCESSOR_CUSTOMERS]
        self._setups = database[CARD_SETUPS]

    async def cards_of(self, user_id: str) -> list[Card]:
        """Cards the user has not removed, newest first."""
        cursor = self._cards.find({"user_id": user_id, "removed_at": None})
        cursor = cursor.sort([("created_at", DESCENDING), ("_id", ASCENDING)])
        return [_card(document) async for document in cursor]

    async def card(self, *, card_id: str, user_id: str) -> Card | None:
        """The user's card, also when it was removed."""
        document = await self._cards.find_one({"_id": card_id, "user_id": user_id})
        return _card(document) if document else None

    async def customer_of(self, user_id: str) -> str | None:
        document = await self._customers.find_one({"_id": user_id})
        return str(document["customer"]) if document else None

    async def setup(self, *, setup_id: str, user_id: str) -> CardSetup | None:
        document = await self._setups.find_one({"_id": setup_id, "user_id": user_id})
        if document is None:
            return None
        return CardSetup(
            id=document["_id"],
            user_id=document["user_id"],
            session_id=document["session_id"],
            version=document["version"],
        )


def insert_card(card: Card) -> Insert:
    return Insert(
        PAYMENT_METHODS,
        {
            "_id": card.id,
            "user_id": card.user_id,
            "brand": card.brand,
            "last4": card.last4,
            "exp_month": card.exp_month,
            "exp_year": card.exp_year,
            "created_at": card.created_at,
            "removed_at": None,
            "fingerprint": card.fingerprint,
            "country": card.country,
        },
    )


def describe_card(card: Card, *, fingerprint: str, country: str | None) -> Update:
    """Of one that was kept before its fingerprint was asked for."""
    return Update(
        PAYMENT_METHODS, card.id, card.version, {"fingerprint": fingerprint, "country": country}
    )


def remove_card(card: Card, *, at: datetime) -> Update:
    return Update(PAYMENT_METHODS, card.id, card.version, {"removed_at": at})


def insert_customer(*, user_id: str, customer: str, at: datetime) -> Insert:
    return Insert(PROCESSOR_CUSTOMERS, {"_id": user_id, "customer": customer, "created_at": at})


def insert_setup(*, setup_id: str, user_id: str, at: datetime) -> Insert:
    return Insert(
        CARD_SETUPS,
        {"_id": setup_id, "user_id": user_id, "session_id": None, "created_at": at},
    )


def name_session(setup: CardSetup, session_id: str) -> Update:
    return Update(CARD_SETUPS, setup.id, setup.version, {"session_id": session_id})


def _card(document: Document) -> Card:
    return Card(
        id=document["_id"],
        user_id=document["user_id"],
        brand=document["brand"],
        last4=document["last4"],
        exp_month=document["exp_month"],
        exp_year=document["exp_year"],
        created_at=document["created_at"],
        version=document["version"],
        removed_at=document["removed_at"],
        fingerprint=document.get("fingerprint"),
        country=document.get("country"),
    )
