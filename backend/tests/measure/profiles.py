"""Where the time goes: cProfile around a piece of work, and its table as text."""

from __future__ import annotations

import contextlib
import cProfile
import pstats
from collections.abc import Iterator
from pathlib import Path

_ROWS = 60


@contextlib.contextmanager
def profiled(path: Path | None) -> Iterator[None]:
    """Profile what is done inside, and write two tables to ``path``: by own and by whole time."""
    if path is None:
        yield
        return
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        with path.open("w", encoding="utf-8") as out:
            table = pstats.Stats(profile, stream=out)
            table.sort_stats("tottime").print_stats(_ROWS)
            table.sort_stats("cumulative").print_stats(_ROWS)
