"""The collections of compliance. Read here, written only as parts of a unit of work."""

from __future__ import annotations

from paymentus.compliance.repository import alerts, cases, decisions, lists

INDEXES = {**alerts.INDEXES, **cases.INDEXES, **decisions.INDEXES, **lists.INDEXES}
SEALED = {**alerts.SEALED, **cases.SEALED, **decisions.SEALED}
