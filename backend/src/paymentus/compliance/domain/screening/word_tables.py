"""Tables of words as text: one entry a line, a line that begins with spaces goes on with it."""

from __future__ import annotations


def entries(text: str) -> list[str]:
    """The entries in their order, without blank ones, continued lines put together."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and found:
            found[-1] += " " + line.strip()
        elif line.strip():
            found.append(line.strip())
    return found


def words_in(text: str) -> frozenset[str]:
    """All words of a text, order and lines aside."""
    return frozenset(text.split())
