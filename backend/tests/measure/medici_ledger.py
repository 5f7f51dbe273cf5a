"""The npm ledger ``medici`` beside ours, on the same replica set in the same run.

``make bench`` installs it from the lock file beside ``medici/journals.js``. A development tool:
nothing of it is part of the product.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from measure.posts import SPREAD_OVER
from measure.rates import Rate

FOLDER = Path(__file__).parent / "medici"
DATABASE = "medici"
CALLERS = (16, 32, 64, 128)
WHOLE, PARTS = "whole", "parts"


class NotInstalled(Exception):
    """Node or the package is missing; ``make bench`` installs it."""


def measure(
    mongo_url: str, way: str, *, seconds: float, callers: Sequence[int] = CALLERS
) -> list[Rate]:
    """Journals a second at each number of callers. Raises `NotInstalled`."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "medici").is_dir():
        raise NotInstalled("npm ci in backend/tests/measure/medici has not run.")
    hosts, _, options = mongo_url.partition("?")
    url = f"{hosts.rsplit('/', 1)[0]}/{DATABASE}?{options}"
    command = [node, "journals.js", url, way, str(seconds), str(SPREAD_OVER)]
    command += [str(number) for number in callers]
    said = subprocess.run(
        command, cwd=FOLDER, stdout=subprocess.PIPE, text=True, check=True, timeout=120
    ).stdout
    words = "one transaction each" if way == WHOLE else "no transaction, w:1"
    return [
        Rate.of(run["times"], over_seconds=seconds, how=f"{run['callers']} callers, {words}")
        for run in json.loads(said.splitlines()[-1])
    ]
