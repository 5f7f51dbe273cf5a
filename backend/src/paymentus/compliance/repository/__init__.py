"""The collections of compliance. Read here, written only as parts of a unit of work."""

from __future__ import annotations

from paymentus.compliance.repository import alerts

INDEXES = {**alerts.INDEXES}
SEALED = {**alerts.SEALED}
