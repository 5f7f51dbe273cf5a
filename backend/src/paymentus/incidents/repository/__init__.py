"""The collections of incidents. Read here, written only as parts of a unit of work."""

from __future__ import annotations

from paymentus.incidents.repository import emergency, incidents

INDEXES = {**emergency.INDEXES, **incidents.INDEXES}
SEALED = {**incidents.SEALED}
