"""Shared by all fault tests: the seed, and figures printed at the end of the run."""

from __future__ import annotations

import json
import os
import random
import time
from typing import Any

import pytest

_FIGURES = pytest.StashKey[list[tuple[str, dict[str, Any]]]]()


class Figures:
    """Collects what a run measured: a sentence for people, a RESULT line for machines."""

    def __init__(self, kept: list[tuple[str, dict[str, Any]]]) -> None:
        self._kept = kept

    def add(self, sentence: str, **values: Any) -> None:
        self._kept.append((sentence, values))


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    return Figures(pytestconfig.stash.setdefault(_FIGURES, []))


@pytest.fixture(scope="session")
def seed() -> int:
    """``FAULTS_SEED`` replays a run's choices; a new one each time otherwise."""
    given = os.environ.get("FAULTS_SEED")
    return int(given) if given else random.Random(time.time_ns()).randrange(1_000_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for sentence, values in terminalreporter.config.stash.get(_FIGURES, []):
        terminalreporter.write_line(sentence)
        terminalreporter.write_line(f"RESULT {json.dumps(values)}")
