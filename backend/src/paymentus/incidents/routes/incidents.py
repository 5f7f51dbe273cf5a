"""Incidents: declaring one, following its time line, ending it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided
from paymentus.incidents.schemas.incidents import (
    IncidentBody,
    IncidentFileOut,
    IncidentOut,
    IncidentPlansOut,
    IncidentStepOut,
    WordsBody,
)
from paymentus.incidents.service import (
    EvidenceCollection,
    IncidentFile,
    IncidentReports,
    IncidentsService,
)

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"], route_class=GuardedRoute)

_Incidents = Annotated[IncidentsService, provided(IncidentsService)]
_Evidence = Annotated[EvidenceCollection, provided(EvidenceCollection)]
_Reports = Annotated[IncidentReports, provided(IncidentReports)]
_Manager = Annotated[Principal, requires(Permission.INCIDENTS_MANAGE)]
_FreshManager = Annotated[Principal, requires(Permission.INCIDENTS_MANAGE, fresh=True)]
_Id = Annotated[str, Path(max_length=60, examples=["inc_01JD0000000000000000000000"])]
_StepId = Annotated[str, Path(max_length=80, examples=["stp_01JD0000000000000000000000"])]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`incident_not_found`"}}
_ENDED: dict[int | str, dict[str, Any]] = {
    **_NOT_FOUND,
    409: {
        "description": "`incident_is_resolved`, `already_contained`, or `still_in_emergency_mode`"
    },
    422: {"description": "`incident_not_accepted`"},
}


@router.get(
    "/plans",
    operation_id="getIncidentPlans",
    summary="The classes, and what happens by itself for each kind",
    dependencies=[requires(Permission.INCIDENTS_READ)],
)
async def get_incident_plans() -> IncidentPlansOut:
    return IncidentPlansOut.shipped()


@router.get(
    "",
    operation_id="listIncidents",
    summary="Incidents, newest first",
    dependencies=[requires(Permission.INCIDENTS_READ)],
)
async def list_incidents(
    incidents: _Incidents,
    state: Annotated[
        Literal["unresolved", "resolved"], Query(description="Still going on, or over.")
    ] = "unresolved",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[IncidentOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found, last = await incidents.page(resolved=state == "resolved", below=below, limit=limit)
    return Page[IncidentOut](
        data=[IncidentOut.of(incident) for incident in found],
        next_cursor=encode_cursor(last) if last else None,
    )


@router.post(
    "",
    operation_id="declareIncident",
    summary="Declare an incident",
    description="What `GET /incidents/plans` tells for its kind is done before this answers, each "
    "step on record with what it did. A security breach signs everybody out, who asks too, and "
    "stops new payments; a step that fails is tried again by the worker.",
    status_code=status.HTTP_201_CREATED,
    responses={422: {"description": "`incident_not_accepted`"}},
)
async def declare_incident(
    body: IncidentBody, manager: _FreshManager, incidents: _Incidents, reports: _Reports
) -> IncidentFileOut:
    incident = await incidents.declare(
        body.kind,
        body.severity,
        summary=body.summary,
        affected=body.affected,
        stop_payments=body.stop_payments,
        discovered_at=body.discovered_at,
        by=manager.id,
    )
    return _file(await incidents.respond(incident.id, by=manager.id), reports)


@router.get(
    "/{incident_id}",
    operation_id="getIncident",
    summary="An incident with its time line and drafts of notices",
    responses=_NOT_FOUND,
    dependencies=[requires(Permission.INCIDENTS_READ)],
)
async def get_incident(
    incident_id: _Id, incidents: _Incidents, reports: _Reports
) -> IncidentFileOut:
    return _file(await incidents.get(incident_id), reports)


@router.post(
    "/{incident_id}/notes",
    operation_id="addIncidentNote",
    summary="Write a line into the time line",
    status_code=status.HTTP_201_CREATED,
    responses={**_NOT_FOUND, 422: {"description": "`incident_not_accepted`"}},
)
async def add_incident_note(
    incident_id: _Id, body: WordsBody, manager: _Manager, incidents: _Incidents
) -> IncidentStepOut:
    return IncidentStepOut.of(await incidents.note(incident_id, body.words, by=manager.id))


@router.post(
    "/{incident_id}/public-updates",
    operation_id="tellPublicOfIncident",
    summary="Write a line onto the public status page",
    description="Everybody can read it within ten seconds, until a week after the incident is "
    "resolved. It cannot be taken back; write another one.",
    status_code=status.HTTP_201_CREATED,
    responses={**_NOT_FOUND, 422: {"description": "`incident_not_accepted`"}},
)
async def tell_public_of_incident(
    incident_id: _Id, body: WordsBody, manager: _Manager, incidents: _Incidents
) -> IncidentStepOut:
    step = await incidents.tell_the_public(incident_id, body.words, by=manager.id)
    return IncidentStepOut.of(step)


@router.post(
    "/{incident_id}/steps/{step_id}/run",
    operation_id="runIncidentStep",
    summary="Try a step again that failed",
    description="Done once: a step that is done is answered as it is.",
    responses={404: {"description": "`incident_not_found` or `step_not_found`"}},
)
async def run_incident_step(
    incident_id: _Id, step_id: _StepId, manager: _FreshManager, incidents: _Incidents
) -> IncidentStepOut:
    return IncidentStepOut.of(await incidents.run_step(incident_id, step_id, by=manager.id))


@router.post(
    "/{incident_id}/contain",
    operation_id="containIncident",
    summary="It does no more harm",
    responses=_ENDED,
)
async def contain_incident(
    incident_id: _Id, body: WordsBody, manager: _Manager, incidents: _Incidents, reports: _Reports
) -> IncidentFileOut:
    return _file(await incidents.contain(incident_id, body.words, by=manager.id), reports)


@router.post(
    "/{incident_id}/resolve",
    operation_id="resolveIncident",
    summary="All is put right",
    description="Not while payments are stopped for it: two people let them go on first.",
    responses=_ENDED,
)
async def resolve_incident(
    incident_id: _Id, body: WordsBody, manager: _Manager, incidents: _Incidents, reports: _Reports
) -> IncidentFileOut:
    return _file(await incidents.resolve(incident_id, body.words, by=manager.id), reports)


@router.get(
    "/{incident_id}/report.{form}",
    operation_id="getIncidentReport",
    summary="The report, as pages or as JSON",
    responses={
        **_NOT_FOUND,
        200: {
            "content": {"application/pdf": {}, "application/json": {}},
            "description": "The report as it stands now.",
        },
    },
    response_class=Response,
    dependencies=[requires(Permission.INCIDENTS_READ)],
)
async def get_incident_report(
    incident_id: _Id,
    form: Annotated[Literal["pdf", "json"], Path()],
    incidents: _Incidents,
    reports: _Reports,
) -> Response:
    file = await incidents.get(incident_id)
    report = await reports.of(file.incident)
    name = f'attachment; filename="{file.incident.id}.{form}"'
    return Response(
        report.pdf if form == "pdf" else report.document,
        media_type="application/pdf" if form == "pdf" else "application/json",
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )


@router.get(
    "/{incident_id}/evidence",
    operation_id="getIncidentEvidence",
    summary="The evidence bundle: a signed ZIP file",
    description="The audit log since a day before the discovery with what proves it (its newest "
    "100,000 entries; `audit/coverage.json` says how many that leaves out, and the program "
    "`collect_forensic_data.py` takes them all), sessions, keys, the report and fingerprints of "
    "the configuration. That it was taken is on record.",
    responses={
        **_NOT_FOUND,
        200: {"content": {"application/zip": {}}, "description": "The bundle."},
        503: {"description": "`report_key_unfit`: there is no key to sign it with."},
    },
    response_class=Response,
)
async def get_incident_evidence(
    incident_id: _Id, manager: _Manager, evidence: _Evidence
) -> Response:
    return Response(
        await evidence.bundle(incident_id, by=manager.id),
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{incident_id}-evidence.zip"',
            "Cache-Control": "no-store",
        },
    )


def _file(file: IncidentFile, reports: IncidentReports) -> IncidentFileOut:
    return IncidentFileOut.of(file, reports.notices(file.incident))
