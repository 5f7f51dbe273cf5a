"""The shape of one API route, and the table that finds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sandbox.forms import Fields, Kind, Many, Text
from sandbox.refusals import NotUnderstood
from sandbox.store import JsonObject
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One checked request: the ids in its path and its parameters by name."""

    args: Mapping[str, str]
    params: JsonObject


Handler = Callable[[World, Call], JsonObject]


@dataclass(frozen=True, slots=True)
class Route:
    """``path`` has its ids in braces; ``spec`` lists every parameter but ``expand``.

    ``older`` lists those that only requests in an older API version may still send.
    """

    method: str
    path: str
    handler: Handler
    spec: Mapping[str, Kind] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    older: Mapping[str, Kind] = field(default_factory=dict)

    def fields(self) -> Fields:
        return Fields({**self.spec, **self.older, "expand": Many(Text(200))}, self.required)


class RouteTable:
    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes: dict[str, list[tuple[re.Pattern[str], Route, Fields]]] = {}
        for route in routes:
            pattern = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route.path))
            self._routes.setdefault(route.method, []).append((pattern, route, route.fields()))

    def find(self, method: str, path: str) -> tuple[Route, Fields, dict[str, str]]:
        """Raises NotUnderstood for what is no route."""
        for pattern, route, spec in self._routes.get(method, []):
            match = pattern.fullmatch(path)
            if match:
                return route, spec, match.groupdict()
        raise NotUnderstood(
            f"Unrecognized request URL ({method}: {path}). If you are trying to list objects,"
            " remove the trailing slash. The sandbox knows the part of the API that the platform"
            " uses; /_sandbox lists it."
        )
