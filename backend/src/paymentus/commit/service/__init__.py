"""Committing, idempotency look-ups, and what is owed to others afterwards."""

from paymentus.commit.service.committer import Committer
from paymentus.commit.service.deliveries import Deliveries
from paymentus.commit.service.idempotency import Idempotency, Replay

__all__ = ["Committer", "Deliveries", "Idempotency", "Replay"]
