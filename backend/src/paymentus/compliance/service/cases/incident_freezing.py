"""Freezing accounts at once because an incident names them. Lifting a freeze takes two officers, as
for every freeze; beginning one here takes nobody: what is frozen waits, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.cases.freezes import FreezeKind, new_freeze
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.transfer import Finding, Party, Verdict
from paymentus.compliance.repository.cases import insert_entry
from paymentus.compliance.repository.freezes import FreezesRepository, insert_freeze
from paymentus.compliance.service.cases.opening import CaseOpening
from paymentus.foundation.clock import Clock

NAMED_IN_INCIDENT = "named_in_incident"
_SCORE = 100


class IncidentFreezes:
    def __init__(self, freezes: FreezesRepository, opening: CaseOpening, clock: Clock) -> None:
        self._freezes = freezes
        self._opening = opening
        self._clock = clock

    async def freezing(
        self, parties: Sequence[Party], *, incident_id: str, by: str
    ) -> tuple[UnitOfWork, list[str]]:
        """The unit that freezes each party and puts it into a case, and who gets frozen by it.

        Who is frozen already is left alone. A case that changes meanwhile refuses the commit with
        ``VersionConflict`` or ``AlreadyExists``: ask again.
        """
        active = await self._freezes.active_of([party.id for party in parties])
        frozen = {freeze.party_id for freeze in active if freeze.kind is FreezeKind.AML}
        unit, names = UnitOfWork(), []
        for party in parties:
            if party.id not in frozen:
                unit += await self._one(party, incident_id, by)
                names.append(party.id)
        return unit, names

    async def _one(self, party: Party, incident_id: str, by: str) -> UnitOfWork:
        now = self._clock()
        words = f"Named in incident {incident_id}. Frozen until two officers lift it."
        finding = Finding(NAMED_IN_INCIDENT, Verdict.HOLD, _SCORE, words, {"incident": incident_id})
        alert = alert_of(
            finding, party_id=party.id, party_name=party.name, transfer_id=None, at=now
        )
        case, opened = await self._opening.opened([alert], party=party, transfer=None, at=now)
        freeze = new_freeze(
            FreezeKind.AML, party_id=party.id, party_name=party.name, case_id=case.id, by=by, at=now
        )
        refs = (freeze.id, freeze.kind.value)
        entry = case_entry(case.id, EntryKind.FROZEN, at=now, actor=by, refs=refs)
        data = {"case_id": case.id, "party_id": party.id, "freeze": freeze.kind.value,
                "incident": incident_id}  # fmt: skip
        record = AuditRecord("freeze.began", freeze.id, by, data)
        inserts = (insert_freeze(freeze), insert_entry(entry))
        return opened + UnitOfWork(inserts=inserts, audit=(record,))
