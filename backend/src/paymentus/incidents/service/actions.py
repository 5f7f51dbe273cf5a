"""What each automatic step really does: units of other capabilities, to be committed with the step.

An action only reads; it hands back the unit, so that what it did and that it was done are one
commit.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from paymentus.commit.domain import AuditRecord, OutboxMessage, UnitOfWork
from paymentus.compliance.service.cases import IncidentFreezes
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.errors import FieldProblem
from paymentus.identity.service import ApiKeysService, IdentityService, SessionEpoch
from paymentus.incidents.domain.contacts import Audience, Contacts
from paymentus.incidents.domain.incident import Incident, IncidentNotAccepted
from paymentus.incidents.domain.notices import notices_of
from paymentus.incidents.domain.steps import Action
from paymentus.incidents.repository.incidents import update_incident
from paymentus.incidents.service.emergency import EmergencySwitch
from paymentus.incidents.service.reporting import IncidentReports

INCIDENT_MAIL = "incident_mail"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``result`` is made of ids, counts and times. ``forget`` is called after the commit, so that
    this process asks anew."""

    unit: UnitOfWork
    result: str
    forget: Sequence[Callable[[], None]] = field(default=())


Doing = Callable[[Incident, str], Awaitable[Outcome]]


class ResponseActions:
    """``everybody`` ends all sessions; ``contacts`` are the operator's."""

    def __init__(
        self,
        *,
        emergency: EmergencySwitch,
        api_keys: ApiKeysService,
        everybody: SessionEpoch,
        identity: IdentityService,
        knowledge: CustomerKnowledge,
        freezes: IncidentFreezes,
        reports: IncidentReports,
        contacts: Contacts,
        company: str,
        clock: Clock,
    ) -> None:
        self._emergency = emergency
        self._api_keys = api_keys
        self._everybody = everybody
        self._identity = identity
        self._knowledge = knowledge
        self._freezes = freezes
        self._reports = reports
        self._contacts = contacts
        self._company = company
        self._clock = clock
        self._doing: Mapping[Action, Doing] = {
            Action.ISOLATE: self._isolate,
            Action.STOP_PAYMENTS: self._stop_payments,
            Action.REVOKE_SESSIONS: self._revoke_sessions,
            Action.WATCH: self._watch,
            Action.NOTIFY_TEAM: lambda incident, _: self._tell(incident, Audience.TEAM),
            Action.NOTIFY_COUNSEL: lambda incident, _: self._tell(incident, Audience.COUNSEL),
            Action.NOTIFY_COMPLIANCE: lambda incident, _: self._tell(
                incident, Audience.COMPLIANCE_OFFICER
            ),
            Action.PREPARE_NOTICES: self._prepare_notices,
            Action.FREEZE: self._freeze,
            Action.REPORT: self._report,
        }

    async def outcome_of(self, action: Action, incident: Incident, *, by: str) -> Outcome:
        """What doing it now would write. Raises the action's own refusal."""
        return await self._doing[action](incident, by)

    async def require_people(self, ids: Sequence[str]) -> None:
        """Raises ``IncidentNotAccepted`` for an id that is nobody's."""
        unknown = [one for one in ids if await self._identity.recent_person(one) is None]
        if unknown:
            words = f"There is nobody with the id {', '.join(unknown)}."
            raise IncidentNotAccepted(fields=(FieldProblem("affected", words),))

    async def _isolate(self, incident: Incident, by: str) -> Outcome:
        stopping = await self._emergency.switching_on(actor=by, incident=incident.id)
        revoking, live = await self._api_keys.revoking_all(actor=by, reason=incident.id)
        return Outcome(
            stopping + revoking,
            f"No new payment begins. {_count(live, 'API key')} revoked.",
            (self._emergency.forget, self._api_keys.forget),
        )

    async def _stop_payments(self, incident: Incident, by: str) -> Outcome:
        unit = await self._emergency.switching_on(actor=by, incident=incident.id)
        return Outcome(unit, "No new payment begins.", (self._emergency.forget,))

    async def _revoke_sessions(self, incident: Incident, by: str) -> Outcome:
        unit = await self._everybody.ending_all(actor=by, reason=incident.id, at=self._clock())
        words = "Every session and token opened before is over, everywhere within five seconds."
        return Outcome(unit, words, (self._everybody.forget,))

    async def _watch(self, incident: Incident, by: str) -> Outcome:
        watched = incident.watched_from_now_on(self._clock())
        unit = UnitOfWork(updates=(update_incident(incident, watched),))
        return Outcome(unit, "Watched every minute until the incident is resolved.")

    async def _tell(self, incident: Incident, audience: Audience) -> Outcome:
        addresses = self._contacts.of(audience)
        messages = tuple(
            OutboxMessage(
                INCIDENT_MAIL,
                incident.id,
                {"incident_id": incident.id, "audience": audience.value, "number": number},
            )
            for number in range(len(addresses))
        )
        return Outcome(UnitOfWork(outbox=messages), f"{_count(len(messages), 'mail')} on the way.")

    async def _prepare_notices(self, incident: Incident, by: str) -> Outcome:
        notices = notices_of(incident, company=self._company)
        data = {notice.duty.id: rfc3339(notice.due) for notice in notices}
        record = AuditRecord("incident.notices_prepared", incident.id, by, data)
        first = f" The first deadline is {notices[0].due:%Y-%m-%d %H:%M} UTC." if notices else ""
        words = f"{_count(len(notices), 'draft')} prepared.{first} A person sends them."
        return Outcome(UnitOfWork(audit=(record,)), words)

    async def _freeze(self, incident: Incident, by: str) -> Outcome:
        parties = []
        for user_id in incident.affected:
            user = await self._identity.recent_person(user_id)
            if user is not None:
                parties.append(await self._knowledge.party(user.id, user.full_name))
        unit, frozen = await self._freezes.freezing(parties, incident_id=incident.id, by=by)
        already = len(parties) - len(frozen)
        words = f"{_count(len(frozen), 'account')} frozen."
        return Outcome(unit, f"{words} {already} were frozen already." if already else words)

    async def _report(self, incident: Incident, by: str) -> Outcome:
        report = await self._reports.of(incident)
        record = AuditRecord("incident.reported", incident.id, by, {"sha256": report.sha256})
        words = f"Made, with {_count(report.steps, 'step')} so far. SHA-256 {report.sha256}."
        return Outcome(UnitOfWork(audit=(record,)), words)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
