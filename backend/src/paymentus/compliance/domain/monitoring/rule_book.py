"""The rules as dated data: which hold on which day, for a money services business or a bank."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any

from paymentus.compliance.domain.monitoring.activity import Activity
from paymentus.compliance.domain.monitoring.cash_rules import CtrAggregation, Structuring
from paymentus.compliance.domain.monitoring.evidence import Hit
from paymentus.compliance.domain.monitoring.flow_rules import (
    FanIn,
    FanOut,
    RapidMovement,
    RoundAmounts,
    RoundTrip,
    Velocity,
)
from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.monitoring.party_rules import (
    DormantReactivation,
    HighRiskGeography,
    NewAccountBurst,
    OutOfPattern,
    ProfileChangeThenLarge,
    SharedInstrument,
)
from paymentus.compliance.domain.transfer import Verdict
from paymentus.foundation.errors import FieldProblem, Rejected

RULES: Mapping[str, type[Any]] = {
    "ctr_aggregation": CtrAggregation,
    "structuring": Structuring,
    "velocity": Velocity,
    "rapid_movement": RapidMovement,
    "round_trip": RoundTrip,
    "fan_in": FanIn,
    "fan_out": FanOut,
    "dormant_reactivation": DormantReactivation,
    "high_risk_geography": HighRiskGeography,
    "out_of_pattern": OutOfPattern,
    "round_amounts": RoundAmounts,
    "new_account_burst": NewAccountBurst,
    "shared_instrument": SharedInstrument,
    "profile_change_then_large": ProfileChangeThenLarge,
}
# What is kept of the past bounds what a rule can ask about it.
_MOST = {"days": 35, "silent_days": 3_650, "hours": 72, "hops": 6, "parties": 60, "score": 100}


class RulesWrong(Rejected):
    """These rules cannot be used."""


class Profile(StrEnum):
    """What the institution is: its reports and its customers' habits differ."""

    MSB = "msb"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a rule's word is taken. ``again_days``: an alert that holds nothing is not repeated
    about the same party sooner."""

    on: bool
    verdict: Verdict
    score: int
    again_days: int


Judges = tuple[tuple[str, Callable[[Activity, Movement], Hit | None]], ...]
"""Rules that need no more than a movement and its party's activity."""

_OF_SENDERS = (
    "velocity", "rapid_movement", "fan_in", "fan_out", "dormant_reactivation", "out_of_pattern",
    "round_amounts", "new_account_burst",
)  # fmt: skip
_OF_RECEIVERS = ("fan_in", "dormant_reactivation")
_OF_INSTRUMENTS = ("shared_instrument",)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What holds on one day. ``rules`` has every code of ``RULES``; ``of_senders``,
    ``of_receivers`` and ``of_instruments`` those that are on and judge a movement by itself."""

    profile: Profile
    valid_from: date
    rules: Mapping[str, tuple[Setting, Any]]
    ctr_thresholds: Mapping[str, int]
    acted_against: frozenset[str]
    watched: frozenset[str]
    at_risk: frozenset[str]
    of_senders: Judges
    of_receivers: Judges
    of_instruments: Judges


@dataclass(frozen=True, slots=True)
class _Dated:
    valid_from: date
    rules: Mapping[str, tuple[Setting, Any]]


class RuleBook:
    """All dated rules of all profiles; immutable once made but for what it remembers."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """Raises ``RulesWrong``, which names the place."""
        self.content = content
        laws = content["laws"]
        self._thresholds = _by_date(laws["ctr_thresholds"])
        self._countries = _by_date(laws["countries"])
        self._profiles = {
            Profile(name): [
                _Dated(date.fromisoformat(entry["from"]), read_rules(entry["rules"]))
                for entry in sorted(entries, key=lambda one: str(one["from"]))
            ]
            for name, entries in content["profiles"].items()
        }
        self._on: dict[tuple[Profile, date], RuleSet] = {}

    def on(self, profile: Profile, day: date) -> RuleSet:
        """What holds on ``day``; before the first entry, the first."""
        found = self._on.get((profile, day))
        if found is None:
            entries = self._profiles[profile]
            dated = next((e for e in reversed(entries) if e.valid_from <= day), entries[0])
            countries = _in_force(self._countries, day)
            acted, watched = (
                frozenset(countries["call_for_action"]),
                frozenset(countries["watched"]),
            )
            found = RuleSet(
                profile=profile,
                valid_from=dated.valid_from,
                rules=dated.rules,
                ctr_thresholds=_in_force(self._thresholds, day)["minor"],
                acted_against=acted,
                watched=watched,
                at_risk=acted | watched,
                of_senders=_judges(dated.rules, _OF_SENDERS),
                of_receivers=_judges(dated.rules, _OF_RECEIVERS),
                of_instruments=_judges(dated.rules, _OF_INSTRUMENTS),
            )
            if len(self._on) > 4_000:
                self._on.clear()
            self._on[(profile, day)] = found
        return found

    def with_entry(self, profile: Profile, valid_from: date, rules: Mapping[str, Any]) -> RuleBook:
        """The same with one more dated entry; one of the same day is replaced."""
        day = valid_from.isoformat()
        entries = [e for e in self.content["profiles"][profile.value] if e["from"] != day]
        profiles = {
            **self.content["profiles"],
            profile.value: [*entries, {"from": day, "rules": rules}],
        }
        return RuleBook({**self.content, "profiles": profiles})

    def rules_of(self, profile: Profile, day: date) -> Mapping[str, Any]:
        """As data, what holds on ``day``."""
        entries = sorted(self.content["profiles"][profile.value], key=lambda one: str(one["from"]))
        fitting = [entry for entry in entries if entry["from"] <= day.isoformat()]
        found: Mapping[str, Any] = (fitting or entries)[-1 if fitting else 0]["rules"]
        return found


def meaning_of(code: str) -> str:
    """What a rule looks for, in a sentence: the first of its own description."""
    words = (RULES[code].__doc__ or "").strip().split("\n\n")[0]
    return " ".join(words.split())


def shipped_rules() -> RuleBook:
    """The rules of this release: ``rules.json`` beside this module."""
    text = files(__package__).joinpath("rules.json").read_text(encoding="utf-8")
    return RuleBook(json.loads(text))


def read_rules(content: Mapping[str, Any]) -> Mapping[str, tuple[Setting, Any]]:
    """Every rule with its setting. Raises ``RulesWrong`` with a field problem for each mistake."""
    problems: list[FieldProblem] = []
    problems += [FieldProblem(f"rules.{code}", "There is no such rule.")
                 for code in content if code not in RULES]  # fmt: skip
    found: dict[str, tuple[Setting, Any]] = {}
    for code, kind in RULES.items():
        given = content.get(code)
        if not isinstance(given, Mapping):
            problems.append(FieldProblem(f"rules.{code}", "This rule is missing."))
            continue
        setting = _setting(code, given, problems)
        params = _params(code, kind, given.get("params", {}), problems)
        if setting is not None and params is not None:
            found[code] = (setting, kind(**params))
    if "ctr_aggregation" in found and not found["ctr_aggregation"][0].on:
        problems.append(
            FieldProblem("rules.ctr_aggregation.on", "The law asks for these reports: leave it on.")
        )
    if problems:
        first = problems[0]
        raise RulesWrong(f"{first.field}: {first.message}", fields=tuple(problems))
    return found


def _judges(rules: Mapping[str, tuple[Setting, Any]], codes: Sequence[str]) -> Judges:
    return tuple((code, rules[code][1].judge) for code in codes if rules[code][0].on)


def _setting(code: str, given: Mapping[str, Any], problems: list[FieldProblem]) -> Setting | None:
    before = len(problems)
    if not isinstance(given.get("on"), bool):
        problems.append(FieldProblem(f"rules.{code}.on", "Say true or false."))
    if given.get("verdict") not in (Verdict.ALLOW.value, Verdict.HOLD.value):
        problems.append(FieldProblem(f"rules.{code}.verdict", "Say allow (an alert only) or hold."))
    for name in ("score", "again_days"):
        _check_number(f"rules.{code}.{name}", given.get(name), _MOST.get(name, 365), problems)
    if len(problems) > before:
        return None
    return Setting(given["on"], Verdict(given["verdict"]), given["score"], given["again_days"])


def _params(
    code: str, kind: type[Any], given: Any, problems: list[FieldProblem]
) -> dict[str, int] | None:
    place = f"rules.{code}.params"
    if not isinstance(given, Mapping):
        problems.append(FieldProblem(place, "Give its parameters by their names."))
        return None
    before = len(problems)
    wanted = {each.name for each in fields(kind)}
    problems += [FieldProblem(f"{place}.{name}", "This rule has no such parameter.")
                 for name in given if name not in wanted]  # fmt: skip
    for name in sorted(wanted):
        _check_number(f"{place}.{name}", given.get(name), _MOST.get(name, 10**12), problems)
    return dict(given) if len(problems) == before else None


def _check_number(place: str, value: Any, most: int, problems: list[FieldProblem]) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        problems.append(FieldProblem(place, f"Give a whole number from 0 to {most:,}."))
    elif value == 0 and place.endswith(("_percent", "unit_minor")):
        problems.append(FieldProblem(place, "This cannot be 0."))


def _by_date(entries: Sequence[Mapping[str, Any]]) -> list[tuple[date, Mapping[str, Any]]]:
    return sorted(((date.fromisoformat(e["from"]), e) for e in entries), key=lambda one: one[0])


def _in_force(entries: list[tuple[date, Mapping[str, Any]]], day: date) -> Mapping[str, Any]:
    return next((entry for start, entry in reversed(entries) if start <= day), entries[0][1])
