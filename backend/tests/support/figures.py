"""Figures that tests measured, printed at the end of the run: a sentence each for people and,
last, one line ``RESULT {json}`` for machines. They travel with the test's report, so captured
output and tests that run in other processes do not hide them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

_NAME = "figures"
_GOES_WRONG = ("lost", "doubled", "stuck", "wrong", "trial_balance", "missed", "violations")
_NAMES = ("headline", "test")
_COUNTED = (*_GOES_WRONG, "points", "pairs", "not_met", "steps")
_TOP_NAMES = {"points": "crash_points"}


class Figures:
    def __init__(self, node: pytest.Item) -> None:
        self._node = node

    def add(self, sentence: str, **values: Any) -> None:
        """``test`` names the values. Those with ``headline`` stand at the top of the result. Those
        with ``control`` are of a run with a defence taken out, where something should be found;
        those with ``held`` of the same run with the defence in place."""
        self._node.user_properties.append((_NAME, [sentence, values]))


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    return Figures(request.node)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found = told(terminalreporter)
    for sentence, _ in found:
        terminalreporter.write_line(sentence)
    if found:
        result = result_of([values for _, values in found])
        terminalreporter.write_line(f"RESULT {json.dumps(result)}")


def told(reporter: pytest.TerminalReporter) -> list[tuple[str, dict[str, Any]]]:
    """Every sentence of this run with its values."""
    return [
        (sentence, values)
        for reports in reporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, (sentence, values) in report.user_properties
        if name == _NAME
    ]


def result_of(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One test's values as they are; of several the headlines' added up, with what went wrong
    anywhere counted together, and every test's own under its name."""
    if len(found) == 1:
        return {name: value for name, value in found[0].items() if name != "headline"}
    top: dict[str, Any] = {}
    for values in found:
        if values.get("headline"):
            _add_up(top, {name: values[name] for name in values if name not in _NAMES})
    judged = [values for values in found if "control" not in values]
    for name in _COUNTED:
        numbers = [values[name] for values in judged if name in values]
        if numbers:
            top[_TOP_NAMES.get(name, name)] = sum(numbers)
    if any(name in top for name in _GOES_WRONG):
        top["violations"] = sum(abs(top.get(name, 0)) for name in _GOES_WRONG)
    top |= _controls(found)
    top["tests"] = {
        str(values.get("test", number)): {
            name: value for name, value in values.items() if name not in _NAMES
        }
        for number, values in enumerate(found)
    }
    return top


def _controls(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """By defence: whether its absence was caught, and how much was wrong with it in place."""
    controls: dict[str, dict[str, Any]] = {}
    for values in found:
        if "control" in values:
            controls.setdefault(values["control"], {})["caught"] = values["caught"]
        if "held" in values:
            wrong = sum(abs(values.get(name, 0)) for name in _GOES_WRONG)
            controls.setdefault(values["held"], {})["in_place"] = wrong
    return {"controls": controls} if controls else {}


def _add_up(top: dict[str, Any], more: dict[str, Any]) -> None:
    """Counts together, seconds the longest, the first seed."""
    for name, value in more.items():
        if name not in top:
            top[name] = _copied(value)
        elif isinstance(value, dict):
            _add_up(top[name], value)
        elif isinstance(value, float):
            top[name] = max(top[name], value)
        elif name != "seed":
            top[name] += value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(inner) for name, inner in value.items()}
    return value
