"""Monitoring rules: what holds, what a change would have flagged, and changing it by two people."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, status
from fastapi.responses import StreamingResponse

from paymentus.approvals.service import ApprovalsService
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.schemas.rules import (
    BackTestBody,
    BackTestOut,
    RuleChangeOut,
    RuleProposalBody,
    RuleProposalOut,
    RulesOut,
)
from paymentus.compliance.service.monitoring import BackTests, MonitoringRules, MonitoringService
from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.clock import utc_now
from paymentus.foundation.errors import DomainError
from paymentus.foundation.http import provided

router = APIRouter(prefix="/api/v1/compliance/rules", tags=["compliance"], route_class=GuardedRoute)

_Rules = Annotated[MonitoringRules, provided(MonitoringRules)]
_Monitoring = Annotated[MonitoringService, provided(MonitoringService)]
_BackTests = Annotated[BackTests, provided(BackTests)]
_Approvals = Annotated[ApprovalsService, provided(ApprovalsService)]
_FreshDecider = Annotated[Principal, requires(Permission.COMPLIANCE_DECIDE, fresh=True)]

_CHANGES_SHOWN = 20


@router.get(
    "",
    operation_id="listMonitoringRules",
    summary="The monitoring rules, and their last changes",
    dependencies=[requires(Permission.COMPLIANCE_READ)],
)
async def list_rules(
    rules: _Rules,
    monitoring: _Monitoring,
    profile: Annotated[
        Profile | None, Query(description="Ours where none is named.", examples=["msb"])
    ] = None,
) -> RulesOut:
    shown = profile or monitoring.profile
    today = utc_now().date()
    book = (await rules.in_force()).book
    now = book.on(shown, today)
    return RulesOut(
        profile=shown,
        ours=shown is monitoring.profile,
        valid_from=now.valid_from,
        rules=RulesOut.rules_of(book.rules_of(shown, today)),
        ctr_thresholds_minor=dict(now.ctr_thresholds),
        acted_against=sorted(now.acted_against),
        watched=sorted(now.watched),
        changes=[RuleChangeOut.of(one) for one in await rules.newest(limit=_CHANGES_SHOWN)],
    )


@router.post(
    "/back-tests",
    operation_id="backTestMonitoringRules",
    summary="Run changed rules over the past",
    description="What they would have flagged, by day and rule, beside what was flagged. Nothing "
    "is written.",
    responses={422: {"description": "`rules_wrong`, `period_wrong` or `too_many_transfers`"}},
    dependencies=[requires(Permission.COMPLIANCE_WORK)],
)
async def back_test(body: BackTestBody, back_tests: _BackTests) -> BackTestOut:
    content = {code: rule.model_dump() for code, rule in body.rules.items()}
    done = await back_tests.run(
        profile=body.profile, rules=content, first=body.first, last=body.last
    )
    return BackTestOut.of(done)


@router.post(
    "/back-tests/live",
    operation_id="followBackTest",
    summary="Run changed rules over the past, and tell how far it is",
    description='Lines of JSON: `{"seen": 1000, "total": 20000}` while it runs, and last '
    '`{"result": …}` as `backTestMonitoringRules` answers, or `{"problem": …}` with a sentence. '
    "Nothing is written.",
    responses={
        200: {"content": {"application/x-ndjson": {}}},
        422: {"description": "`rules_wrong`, `period_wrong` or `too_many_transfers`"},
    },
    response_class=StreamingResponse,
    dependencies=[requires(Permission.COMPLIANCE_WORK)],
)
async def follow_back_test(body: BackTestBody, back_tests: _BackTests) -> StreamingResponse:
    content = {code: rule.model_dump() for code, rule in body.rules.items()}
    run = await back_tests.prepared(
        profile=body.profile, rules=content, first=body.first, last=body.last
    )

    async def lines() -> AsyncIterator[str]:
        yield json.dumps({"seen": 0, "total": run.total}) + "\n"
        try:
            async for at in back_tests.steps(run):
                yield json.dumps({"seen": at.seen, "total": at.total}) + "\n"
        except DomainError as refused:
            yield json.dumps({"problem": refused.detail}) + "\n"
            return
        yield f'{{"result": {BackTestOut.of(run.result()).model_dump_json()}}}\n'

    return StreamingResponse(
        lines(),
        media_type="application/x-ndjson",
        # A proxy that gathers the lines would hide how far it is.
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


@router.post(
    "/proposals",
    operation_id="proposeMonitoringRules",
    summary="Propose changed rules",
    description="Another officer approves them; until then nothing changes.",
    status_code=status.HTTP_201_CREATED,
    responses={
        409: {"description": "`nothing_changes`"},
        422: {"description": "`rules_wrong` or `reason_missing`"},
    },
)
async def propose_rules(
    body: RuleProposalBody, decider: _FreshDecider, rules: _Rules, approvals: _Approvals
) -> RuleProposalOut:
    view = await rules.propose(
        approvals,
        profile=body.profile,
        valid_from=body.valid_from,
        rules={code: rule.model_dump() for code, rule in body.rules.items()},
        reason=body.reason,
        by=decider,
    )
    proposal = view.proposal
    return RuleProposalOut(
        id=proposal.id,
        kind=proposal.kind,
        words=view.words,
        change_id=proposal.subject,
        expires_at=proposal.expires_at,
    )
