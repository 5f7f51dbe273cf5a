"""Which methods an address of the API knows, for the ``Allow`` header of a 405 (RFC 9110, 15.5.6).

The router itself answers for the first route that fits the address, and other routes may have
the same address with other methods.
"""

from __future__ import annotations

import re

from fastapi import FastAPI
from starlette.routing import compile_path

from paymentus.app.api_docs import api_routes


class AllowedMethods:
    """Of the routes that the app has when it is first asked."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._known: list[tuple[re.Pattern[str], str, frozenset[str]]] | None = None

    def at(self, path: str) -> list[str]:
        """Sorted; empty for an address that the API does not have."""
        if self._known is None:
            self._known = [
                (compile_path(known)[0], known, frozenset(route.methods or ()))
                for route in api_routes(self._app)
                if route.include_in_schema and (known := route.path_format)
            ]
        fitting = [
            (known, methods) for pattern, known, methods in self._known if pattern.match(path)
        ]
        # The one with fewest parameters comes first (OpenAPI 3.1, path templating).
        fewest = min((known.count("{") for known, _ in fitting), default=0)
        return sorted(
            set().union(*(methods for known, methods in fitting if known.count("{") == fewest))
        )
