"""What one set of rules says otherwise than another, field by field, for those who approve it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.compliance.domain.monitoring.rule_book import RULES

_SETTINGS = ("on", "verdict", "score", "again_days")


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """``field`` is ``on``, ``verdict``, ``score``, ``again_days`` or ``params.<name>``; values are
    as the rules have them."""

    code: str
    field: str
    before: bool | int | str
    after: bool | int | str

    def __str__(self) -> str:
        name = self.field.removeprefix("params.")
        return f"{self.code}: {name} {_said(self.before)} to {_said(self.after)}"


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[RuleDifference, ...]:
    """Of two whole sets of rules, in the order of ``RULES``."""
    return tuple(
        RuleDifference(code, field, one, other)
        for code in RULES
        for field, one, other in _fields(before[code], after[code])
        if one != other
    )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in _SETTINGS:
        yield name, before[name], after[name]
    for name in sorted(before["params"].keys() & after["params"].keys()):
        yield f"params.{name}", before["params"][name], after["params"][name]


def _said(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else value
