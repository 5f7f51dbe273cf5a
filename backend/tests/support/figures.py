"""Figures that a test measured, printed at the end of the run: a sentence for people and a line
``RESULT {json}`` for machines. They travel with the test's report, so captured output and tests
that run in other processes do not hide them.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

_NAME = "figures"


class Figures:
    def __init__(self, node: pytest.Item) -> None:
        self._node = node

    def add(self, sentence: str, **values: Any) -> None:
        self._node.user_properties.append((_NAME, [sentence, values]))


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    return Figures(request.node)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":
                continue
            for name, value in report.user_properties:
                if name == _NAME:
                    sentence, values = value
                    terminalreporter.write_line(sentence)
                    terminalreporter.write_line(f"RESULT {json.dumps(values)}")
