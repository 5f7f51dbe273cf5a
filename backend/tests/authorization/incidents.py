"""Incidents that a caller can name, each their own for what can be done once only."""

from __future__ import annotations

from authorization.callers import Caller
from paymentus.app.wiring import Platform
from paymentus.incidents.domain.incident import Kind, Severity
from paymentus.incidents.service import IncidentsService
from paymentus.integrations.key_management.report_key import make_report_key

_ONCE = ("containIncident", "resolveIncident")
_OFTEN = (
    "getIncident",
    "addIncidentNote",
    "runIncidentStep",
    "tellPublicOfIncident",
    "getIncidentReport",
    "getIncidentEvidence",
)


async def incident_things(
    platform: Platform, callers: dict[str, Caller]
) -> dict[str, dict[str, str]]:
    """Operation, or operation and caller -> values for its address."""
    incidents: IncidentsService = platform.get(IncidentsService)
    make_report_key(platform.settings.rsa_private_key_path, None)

    async def declared() -> dict[str, str]:
        incident = await incidents.declare(
            Kind.SLOW, Severity.P1, summary="Receipts are slow.", by="usr_test"
        )
        steps = (await incidents.get(incident.id)).steps
        return {"incident_id": incident.id, "step_id": steps[1].id, "form": "json"}

    shared = await declared()
    things = dict.fromkeys(_OFTEN, shared)
    for operation in _ONCE:
        for caller in callers:
            may = caller in ("compliance", "admin")
            things[f"{operation} {caller}"] = await declared() if may else shared
    return things
