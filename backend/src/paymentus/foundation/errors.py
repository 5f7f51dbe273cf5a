"""The categories of refusal. Concrete errors are facts, defined beside the code that raises them.

A category decides the HTTP status (in ``app.error_responses``); the class name
is the stable code (``BillNotFound`` -> ``bill_not_found``); ``detail`` is a
sentence for a person, saying what to do where that helps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field of a request and what is wrong with it."""

    field: str
    message: str


class DomainError(Exception):
    """An expected refusal. ``extra`` holds public members of the problem document."""

    def __init__(
        self,
        detail: str = "",
        *,
        fields: tuple[FieldProblem, ...] = (),
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail or self.__doc__ or type(self).__name__)
        self.detail = str(self)
        self.fields = fields
        self.extra = dict(extra or {})

    @classmethod
    def code(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class NotFound(DomainError):
    """There is no such thing, or not for you."""


class Conflict(DomainError):
    """The state of things does not allow this now."""


class Rejected(DomainError):
    """The request itself cannot be honoured."""


class Forbidden(DomainError):
    """You may not do this."""


class Unauthenticated(Forbidden):
    """Sign in first."""


class TooManyRequests(DomainError):
    """Slow down; ``retry_after`` seconds are in ``extra``."""


class Unavailable(DomainError):
    """Something we depend on does not answer; try again later."""


class InvariantViolated(AssertionError):
    """A bug, never a refusal: logged, paged, and answered with 500."""
