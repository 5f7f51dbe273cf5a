"""Figures that tests measured, printed at the end of the run: a sentence each for people and,
last, one line ``RESULT {json}`` for machines. They travel with the test's report, so captured
output and tests that run in other processes do not hide them.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_NAME = "figures"
_GOES_WRONG = ("lost", "doubled", "stuck", "wrong", "trial_balance", "missed", "violations")
_NAMES = ("headline", "test")
_COUNTED = (*_GOES_WRONG, "points", "pairs", "not_met", "steps")
_RESULT = pytest.StashKey[str]()
Told = tuple[str, dict[str, Any]]
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


@dataclass(frozen=True)
class Shown:
    """What the tests of a run showed, by test: sentences with their values.

    With ``FIGURES_FILE`` a run counts those of the runs before it that passed, so that parts which
    run one after another end with one result; a test that runs again replaces what it showed.
    """

    now: dict[str, list[Told]]
    before: dict[str, list[Told]]
    passed: frozenset[str]

    @classmethod
    def by(cls, reporter: pytest.TerminalReporter) -> Shown:
        now: dict[str, list[Told]] = {}
        for report in itertools.chain(*reporter.stats.values()):
            if getattr(report, "when", "") == "call":
                told = [value for name, value in report.user_properties if name == _NAME]
                now.setdefault(report.nodeid, []).extend(told)
        file = _file()
        before = json.loads(file.read_text()) if file and file.exists() else {}
        passed = {report.nodeid for report in reporter.stats.get("passed", [])}
        return cls(now, before, frozenset(passed | (before.keys() - now.keys())))

    @property
    def result(self) -> dict[str, Any]:
        every = {**self.before, **self.now}
        return result_of([values for told in every.values() for _, values in told])

    def keep(self) -> None:
        file = _file()
        if file:
            every = {**self.before, **self.now}
            kept = {test: told for test, told in every.items() if test in self.passed}
            file.write_text(json.dumps(kept))


def _file() -> Path | None:
    name = os.environ.get("FIGURES_FILE")
    return Path(name) if name else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    shown = Shown.by(terminalreporter)
    sentences = [sentence for told in shown.now.values() for sentence, _ in told]
    for sentence in sentences:
        terminalreporter.write_line(sentence)
    if sentences:
        terminalreporter.config.stash[_RESULT] = f"RESULT {json.dumps(shown.result)}"
    shown.keep()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The very last line, after pytest's own."""
    if _RESULT in config.stash:
        sys.stdout.write(f"{config.stash[_RESULT]}\n")


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
