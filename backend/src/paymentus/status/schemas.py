"""The status on the wire: words for the public."""

from __future__ import annotations

from datetime import date
from typing import Self

from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.status.domain import (
    Component,
    Maintenance,
    PublicIncident,
    PublicStatus,
    State,
    StatusDay,
)


class ComponentOut(ApiModel):
    component: Component
    state: State


class StatusUpdateOut(ApiModel):
    at: Timestamp
    words: str


class PublicIncidentOut(ApiModel):
    updates: list[StatusUpdateOut]
    resolved_at: Timestamp | None

    @classmethod
    def of(cls, incident: PublicIncident) -> Self:
        updates = [StatusUpdateOut(at=one.at, words=one.words) for one in incident.updates]
        return cls(updates=updates, resolved_at=incident.resolved_at)


class MaintenanceOut(ApiModel):
    starts_at: Timestamp
    ends_at: Timestamp
    words: str

    @classmethod
    def of(cls, planned: Maintenance) -> Self:
        return cls(starts_at=planned.starts_at, ends_at=planned.ends_at, words=planned.words)


class ShareOut(ApiModel):
    """Of the minutes that were measured, the share in which it worked; null where none was."""

    component: Component
    share: float | None


class StatusDayOut(ApiModel):
    """A day in UTC of which at least one minute was measured."""

    day: date
    shares: list[ShareOut]

    @classmethod
    def of(cls, day: StatusDay) -> Self:
        shares = [ShareOut(component=each, share=day.share(each)) for each in Component]
        return cls(day=day.day, shares=shares)


class StatusOut(ApiModel):
    """``is_whole`` is false while incidents, plans and history cannot be read; what is shown of
    them is then what was known last. ``days`` are the last 90, oldest first."""

    at: Timestamp
    components: list[ComponentOut]
    incidents: list[PublicIncidentOut]
    maintenance: list[MaintenanceOut]
    days: list[StatusDayOut]
    is_whole: bool

    @classmethod
    def of(cls, status: PublicStatus) -> Self:
        return cls(
            at=status.at,
            components=[
                ComponentOut(component=each, state=status.states[each]) for each in Component
            ],
            incidents=[PublicIncidentOut.of(one) for one in status.incidents],
            maintenance=[MaintenanceOut.of(one) for one in status.maintenance],
            days=[StatusDayOut.of(one) for one in status.days if one.measured],
            is_whole=status.is_whole,
        )
