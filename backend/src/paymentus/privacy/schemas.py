"""What the routes of privacy take and give."""

from __future__ import annotations

from pydantic import Field

from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.privacy.domain import CONFIRMATION, KEPT, Erasure, ErasureState, Section


class SectionOut(ApiModel):
    """One kind of data, why we hold it, and all of it."""

    title: str
    why: str
    rows: list[dict[str, str]]


class KeptOut(ApiModel):
    what: str
    why: str
    how_long: str


class PersonalDataOut(ApiModel):
    """Everything we hold about you. ``kept`` is what outlives an erasure."""

    made_at: Timestamp
    sections: list[SectionOut]
    kept: list[KeptOut]

    @classmethod
    def of(cls, sections: list[Section], made_at: Timestamp) -> PersonalDataOut:
        return cls(
            made_at=made_at,
            sections=[
                SectionOut(title=section.title, why=section.why, rows=list(section.rows))
                for section in sections
            ],
            kept=kept(),
        )


class ErasureBody(ApiModel):
    confirmation: str = Field(
        max_length=100, description=f"The words “{CONFIRMATION}”.", examples=[CONFIRMATION]
    )


class ErasureOut(ApiModel):
    """``done_at`` is null until the worker has erased everything, seconds later."""

    state: ErasureState
    requested_at: Timestamp
    done_at: Timestamp | None
    kept: list[KeptOut]

    @classmethod
    def of(cls, erasure: Erasure) -> ErasureOut:
        return cls(
            state=erasure.state,
            requested_at=erasure.requested_at,
            done_at=erasure.done_at,
            kept=kept(),
        )


def kept() -> list[KeptOut]:
    return [KeptOut(what=one.what, why=one.why, how_long=one.how_long) for one in KEPT]
