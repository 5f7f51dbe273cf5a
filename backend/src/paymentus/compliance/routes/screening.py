"""The sanctions lists in force, and decisions that somebody is not whom a list means."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, status

from paymentus.compliance.schemas.screening import (
    ListFetchedOut,
    ListsOut,
    ListVersionOut,
    MatchDecisionBody,
    MatchDecisionOut,
)
from paymentus.compliance.service.screening.allowing import MatchDecisions
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import Cursor, Limit, Page, decode_cursor, encode_cursor, provided

router = APIRouter(prefix="/api/v1/compliance", tags=["compliance"], route_class=GuardedRoute)

_Lists = Annotated[ListStore, provided(ListStore)]
_InForce = Annotated[ListInForce, provided(ListInForce)]
_Screening = Annotated[PartyScreening, provided(PartyScreening)]
_Decisions = Annotated[MatchDecisions, provided(MatchDecisions)]
_Decider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE)]
_AlertId = Annotated[str, Path(max_length=60, examples=["alr_01JD0000000000000000000000"])]
_DecisionId = Annotated[str, Path(max_length=60, examples=["dec_01JD0000000000000000000000"])]


@router.get(
    "/lists",
    operation_id="listSanctionsLists",
    summary="The sanctions lists: which is in force, and what each version changed",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_sanctions_lists(
    lists: _Lists, in_force: _InForce, screening: _Screening, limit: Limit = 20
) -> ListsOut:
    return ListsOut(
        data=[ListVersionOut.of(one) for one in await lists.versions(limit=limit)],
        max_age_hours=in_force.max_age.total_seconds() / 3_600,
        by_remote_service=screening.is_remote,
    )


@router.post(
    "/lists/refresh",
    operation_id="fetchSanctionsLists",
    summary="Fetch the sanctions lists now",
    description="As the worker does every hour. Customers are screened again by what is new.",
    responses={
        400: {
            "description": "`list_shrank`, `list_incomplete` or `list_unreadable`: the list in "
            "force stays in force."
        },
        503: {"description": "`list_source_unavailable`"},
    },
)
async def fetch_sanctions_lists(
    decider: _Decider, lists: _Lists, in_force: _InForce
) -> ListFetchedOut:
    version, is_new = await lists.refresh(actor=decider.id)
    await in_force.follow()
    # What was confirmed just now is in the stored version only.
    return ListFetchedOut(version=ListVersionOut.of(await lists.newest() or version), is_new=is_new)


@router.get(
    "/match-decisions",
    operation_id="listMatchDecisions",
    summary="Who was found not to be which listed party, newest first",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_match_decisions(
    decisions: _Decisions, limit: Limit = 50, cursor: Cursor = None
) -> Page[MatchDecisionOut]:
    below = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found, last = await decisions.page(below=below, limit=limit)
    names = await decisions.names(found)
    return Page[MatchDecisionOut](
        data=[MatchDecisionOut.of(one, names) for one in found],
        next_cursor=encode_cursor(last) if last else None,
    )


@router.post(
    "/alerts/{alert_id}/match-decisions",
    operation_id="decideMatch",
    summary="Decide that an alert's party is not the listed party",
    description="From then on this party is not stopped for this entry, until the decision "
    "expires, is ended, or the entry changes by a word.",
    status_code=status.HTTP_201_CREATED,
    responses={
        400: {"description": "`decision_not_accepted`"},
        404: {"description": "`match_alert_not_found`"},
    },
)
async def decide_match(
    alert_id: _AlertId, body: MatchDecisionBody, decider: _Decider, decisions: _Decisions
) -> MatchDecisionOut:
    decision = await decisions.decide(
        alert_id,
        list_name=body.list,
        list_id=body.list_id,
        reason=body.reason,
        expires_at=body.expires_at,
        by=decider,
    )
    return MatchDecisionOut.of(decision, await decisions.names([decision]))


@router.post(
    "/match-decisions/{decision_id}/end",
    operation_id="endMatchDecision",
    summary="Take a decision back: the match counts again",
    responses={
        404: {"description": "`decision_not_found`"},
        409: {"description": "`decision_ended_already`"},
    },
)
async def end_match_decision(
    decision_id: _DecisionId, decider: _Decider, decisions: _Decisions
) -> MatchDecisionOut:
    decision = await decisions.end(decision_id, by=decider)
    return MatchDecisionOut.of(decision, await decisions.names([decision]))
