"""Monitoring rules as the desk sees and changes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from paymentus.approvals.domain import REASON_LENGTH_MAX
from paymentus.compliance.domain.monitoring.rule_book import RULES, Profile, meaning_of
from paymentus.compliance.domain.monitoring.rule_differences import RuleDifference
from paymentus.compliance.schemas.alerts import OfficerOut
from paymentus.compliance.service.monitoring import BackTest
from paymentus.compliance.service.monitoring.back_test import Example
from paymentus.compliance.service.monitoring.rule_changes import DescribedChange
from paymentus.foundation.http import ApiModel, Timestamp


class RuleBody(ApiModel):
    """``verdict``: `allow` alerts only, `hold` stops the money until somebody has looked.
    ``again_days``: an alert is not repeated about the same party sooner."""

    on: bool
    verdict: Literal["allow", "hold"]
    score: int = Field(ge=0, le=100, examples=[75])
    again_days: int = Field(ge=0, le=365, examples=[7])
    params: dict[str, int] = Field(max_length=20, examples=[{"days": 7, "near_times": 2}])


class RuleOut(RuleBody):
    code: str
    meaning: str


class RuleDifferenceOut(ApiModel):
    """``field`` is a setting's name, or ``params.`` and a parameter's."""

    code: str
    field: str
    before: bool | int | str
    after: bool | int | str

    @classmethod
    def of(cls, difference: RuleDifference) -> Self:
        return cls.model_validate(difference)


class RuleChangeOut(ApiModel):
    """``rules`` hold whole from ``valid_from`` on once the change is in force; ``differences`` are
    to what was in force when it was made."""

    id: str
    profile: Profile
    valid_from: date
    in_force: bool
    made_by: OfficerOut
    made_at: Timestamp
    switched_on_by: OfficerOut | None
    switched_on_at: Timestamp | None
    rules: dict[str, RuleBody]
    differences: list[RuleDifferenceOut]

    @classmethod
    def of(cls, described: DescribedChange) -> Self:
        change, names = described.change, described.names
        return cls(
            id=change.id,
            profile=change.profile,
            valid_from=date.fromisoformat(change.valid_from),
            in_force=change.in_force,
            made_by=OfficerOut(id=change.made_by, name=names.get(change.made_by)),
            made_at=change.made_at,
            switched_on_by=OfficerOut.of(change.switched_on_by, names),
            switched_on_at=change.switched_on_at,
            rules={code: RuleBody.model_validate(rule) for code, rule in change.rules.items()},
            differences=[RuleDifferenceOut.of(one) for one in described.differences],
        )


class RulesOut(ApiModel):
    """The rules of one profile as they hold today, and the last changes of any profile.

    ``ours`` says whether this is the profile that transfers are judged by.
    """

    profile: Profile
    ours: bool
    valid_from: date
    rules: list[RuleOut]
    ctr_thresholds_minor: dict[str, int]
    acted_against: list[str]
    watched: list[str]
    changes: list[RuleChangeOut]

    @staticmethod
    def rules_of(content: Mapping[str, Any]) -> list[RuleOut]:
        return [RuleOut(code=code, meaning=meaning_of(code), **content[code]) for code in RULES]


class BackTestBody(ApiModel):
    """``rules`` are all of them, changed where they are; ``last`` is included."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"profile": "msb", "rules": {}, "first": "2026-03-01", "last": "2026-03-31"}
            ]
        }
    )

    profile: Profile
    rules: dict[str, RuleBody] = Field(max_length=50)
    first: date
    last: date


class RuleProposalBody(ApiModel):
    """``rules`` are all of them, changed where they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "profile": "msb",
                    "valid_from": "2026-04-01",
                    "rules": {},
                    "reason": "Fewer alerts about rents.",
                }
            ]
        }
    )

    profile: Profile
    valid_from: date
    rules: dict[str, RuleBody] = Field(max_length=50)
    reason: str = Field(max_length=REASON_LENGTH_MAX)


class RuleProposalOut(ApiModel):
    """The proposal that another officer approves."""

    id: str
    kind: str
    words: str
    change_id: str
    expires_at: Timestamp


class DayCountOut(ApiModel):
    """Alerts of one rule on one day: ``was`` then, ``would`` by the changed rules."""

    day: date
    code: str
    was: int
    would: int


class RuleCountOut(ApiModel):
    code: str
    was: int
    would: int


class BackTestExampleOut(ApiModel):
    transfer_id: str
    at: Timestamp
    party_id: str
    code: str
    words: str

    @classmethod
    def of(cls, example: Example) -> Self:
        return cls.model_validate(example)


class BackTestOut(ApiModel):
    """``held_would``: transfers that the changed rules would have stopped. ``new`` and ``gone`` are
    the first examples of what they would add and leave out."""

    transfers: int
    held_would: int
    days: list[DayCountOut]
    rules: list[RuleCountOut]
    new: list[BackTestExampleOut]
    gone: list[BackTestExampleOut]

    @classmethod
    def of(cls, done: BackTest) -> Self:
        days = sorted(done.was.keys() | done.would.keys())
        return cls(
            transfers=done.transfers,
            held_would=done.held_would,
            days=[
                DayCountOut(
                    day=day,
                    code=code,
                    was=done.was.get((day, code), 0),
                    would=done.would.get((day, code), 0),
                )
                for day, code in days
            ],
            rules=[
                RuleCountOut(code=code, was=was, would=would)
                for code, (was, would) in done.totals().items()
            ],
            new=[BackTestExampleOut.of(example) for example in done.new],
            gone=[BackTestExampleOut.of(example) for example in done.gone],
        )
