"""Payers who are on the list, and what is true after one of them has tried to pay."""

from __future__ import annotations

from typing import Any

import httpx

from paymentus.app.wiring import Platform
from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.foundation.authorization import Principal, Role
from paymentus.identity.service import IdentityService
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.payment import Payment
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service import PaymentsService

from support.scene import Scene

# Of the sandbox's invented list: as good as its own spelling, and a likeness that a person decides.
BLOCKED_NAME = "Mihkal Terentius Zanderkov"
HELD_NAME = "Mikhail Zanderkov"
WORDS_THAT_TIP_OFF = (
    "sanction", "ofac", "compliance", "block", "screen", "list", "alert", "case", "hit", "match",
    "sdn", "treasury", "zanderkov, ",
)  # fmt: skip


async def a_payer_named(scene: Scene, name: str, *, email: str = "jo@payers.example") -> Principal:
    """A registered person of this name, with the demo account linked."""
    identity: IdentityService = scene.platform.get(IdentityService)
    user = await identity.create_user(
        email=email, password="three blue otters", full_name=name, role=Role.PAYER, actor="test"
    )
    return await scene.payer(user.id)


async def stored(platform: Platform, payment_id: str) -> Payment:
    repository: PaymentsRepository = platform.get(PaymentsService)._repository
    payment = await repository.payment(payment_id)
    assert payment is not None
    return payment


async def alerts_about(platform: Platform, payment_id: str) -> list[Alert]:
    alerts: AlertsRepository = platform.get(AlertsRepository)
    return await alerts.of_transfer(payment_id)


async def asked_of_the_processor(scene: Scene, payment_id: str) -> list[dict[str, Any]]:
    """Everything at the processor that belongs to this payment."""
    found = []
    async with httpx.AsyncClient(base_url=scene.sandbox_url) as control:
        for kind in ("payment_intent", "checkout.session", "charge"):
            objects = (await control.get(f"/_sandbox/objects/{kind}")).json()["data"]
            found += [
                one
                for one in objects
                if payment_id in (one["metadata"].get("payment_id"), one.get("client_reference_id"))
            ]
    return found


async def charges_of(scene: Scene, payment_id: str) -> list[dict[str, Any]]:
    everything = await asked_of_the_processor(scene, payment_id)
    return [one for one in everything if one["object"] == "charge" and one["status"] == "succeeded"]


async def entries_about(scene: Scene, payment_id: str) -> list[str]:
    """Events of the ledger's entries about a payment, oldest first."""
    ledger: LedgerService = scene.platform.get(LedgerService)
    recorded = await ledger.entries(subject=payment_id, limit=20)
    ordered = sorted(recorded, key=lambda one: one.leaf_index)
    return [one.entry.event for one in ordered]
