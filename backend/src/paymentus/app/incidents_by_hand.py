"""Declaring an incident and doing its steps from a program or the command line, where nobody is
signed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from paymentus.app.wiring import Platform
from paymentus.foundation.errors import Rejected
from paymentus.incidents.domain.incident import LEAST, Kind
from paymentus.incidents.domain.steps import Action, Step
from paymentus.incidents.service import IncidentsService

_ACTOR = "script"


class KindUnknown(Rejected):
    """There is no incident of this kind."""


class NoIncidentYet(Rejected):
    """Declare an incident first: `handle_critical_incident`, or name one by `incident_id`."""


def kind_of(name: str) -> Kind:
    """Raises ``KindUnknown``, which names those there are."""
    if name not in set(Kind):
        known = ", ".join(kind.value for kind in Kind)
        raise KindUnknown(f"There is no incident of the kind {name}: {known}.")
    return Kind(name)


async def declared_by_hand(platform: Platform, name: str, details: Any) -> str:
    """The id of the new incident, with the class that its kind has at least.

    ``details`` is text, or a mapping with ``summary`` (or ``description``) and ``affected``.
    """
    kind = kind_of(name)
    given: Mapping[str, Any] = details if isinstance(details, Mapping) else {"summary": details}
    words = given.get("summary") or given.get("description") or f"Declared as {name}."
    affected: Sequence[str] = [str(one) for one in given.get("affected", ())]
    incidents: IncidentsService = platform.get(IncidentsService)
    incident = await incidents.declare(
        kind, LEAST[kind], summary=str(words), affected=affected, by=_ACTOR
    )
    return incident.id


async def run_by_hand(platform: Platform, incident_id: str | None, action: Action) -> Step:
    """Raises ``NoIncidentYet`` or ``IncidentNotFound``."""
    if incident_id is None:
        raise NoIncidentYet()
    incidents: IncidentsService = platform.get(IncidentsService)
    return await incidents.run_action(incident_id, action, by=_ACTOR)
