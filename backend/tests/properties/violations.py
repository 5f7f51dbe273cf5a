"""What a machine raises when the rules and the model disagree."""

from __future__ import annotations


class Violation(AssertionError):
    """An invariant does not hold, or the rules decided otherwise than the model."""


def require(holds: bool, what: str, *values: object) -> None:
    if not holds:
        raise Violation(f"{what}: {', '.join(map(repr, values))}")
