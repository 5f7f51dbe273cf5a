"""Stripe's form encoding (``a[b][0][c]=v``) read into a tree and checked against what is allowed.

A specification is a mapping from parameter name to a kind. A parameter that is not in it is
refused, as Stripe refuses it, so that a typing error in an adapter cannot pass unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl

from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject

Tree = dict[str, Any]


def parse_form(text: str) -> Tree:
    """Decode a query string or form body; numbered and empty brackets become lists."""
    tree: Tree = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        _place(tree, _steps(name), value, name)
    return {name: _lists(value) for name, value in tree.items()}


def _steps(name: str) -> list[str]:
    head, bracket, rest = name.partition("[")
    if not bracket:
        return [name]
    if not head or not rest.endswith("]"):
        raise InvalidParameters(f"Invalid parameter name: {name}", param=name)
    return [head, *rest[:-1].split("][")]


def _place(tree: Tree, steps: list[str], value: str, name: str) -> None:
    here = tree
    for step in steps[:-1]:
        below = here.setdefault(step or str(len(here)), {})
        if not isinstance(below, dict):
            raise InvalidParameters(f"Invalid parameter: {name}", param=name)
        here = below
    last = steps[-1] or str(len(here))
    if isinstance(here.get(last), dict):
        raise InvalidParameters(f"Invalid parameter: {name}", param=name)
    here[last] = value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdigit() for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(below) for key, below in value.items()}


class Kind(Protocol):
    """What one parameter may be. ``read`` turns the text into a value or refuses."""

    def read(self, value: Any, name: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Text(Kind):
    limit: int = 5000

    def read(self, value: Any, name: str) -> str | None:
        if not isinstance(value, str):
            raise InvalidParameters(f"Invalid string: {value}", param=name)
        if len(value) > self.limit:
            raise InvalidParameters(
                f"Invalid string: {value[:10]}...; must be at most {self.limit} characters",
                param=name,
            )
        return value or None


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    minimum: int = 0
    maximum: int = 99_999_999_999

    def read(self, value: Any, name: str) -> int | None:
        if value == "":
            return None
        digits = value.removeprefix("-") if isinstance(value, str) else ""
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
            raise InvalidParameters(
                f"Invalid integer: {value}", code="parameter_invalid_integer", param=name
            )
        number = int(value)
        if number < self.minimum or number > self.maximum:
            side, bound = (
                ("greater", self.minimum) if number < self.minimum else ("less", self.maximum)
            )
            raise InvalidParameters(
                f"This value must be {side} than or equal to {bound}.",
                code="parameter_invalid_integer",
                param=name,
            )
        return number


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    def read(self, value: Any, name: str) -> bool:
        if value not in ("true", "false"):
            raise InvalidParameters(f"Invalid boolean: {value}", param=name)
        return bool(value == "true")


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    words: tuple[str, ...]

    def read(self, value: Any, name: str) -> str | None:
        if value == "":
            return None
        if value not in self.words:
            raise InvalidParameters(
                f"Invalid {name}: must be one of {', '.join(self.words)}", param=name
            )
        return str(value)


@dataclass(frozen=True, slots=True)
class Metadata(Kind):
    """At most 50 pairs, names to 40 and values to 500 characters; an empty value removes."""

    def read(self, value: Any, name: str) -> dict[str, str]:
        if value == "":
            return {}
        if isinstance(value, list):
            # Names made of digits alone look like a list; they are names here.
            value = {str(index): text for index, text in enumerate(value)}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise InvalidParameters(f"Invalid {name}: must be a map of strings", param=name)
        if len(value) > 50:
            raise InvalidParameters(f"Invalid {name}: at most 50 keys", param=name)
        for key, text in value.items():
            if len(key) > 40 or len(text) > 500:
                raise InvalidParameters(
                    f"Invalid {name}: keys have at most 40 and values at most 500 characters",
                    param=f"{name}[{key}]",
                )
        return value


@dataclass(frozen=True, slots=True)
class Many(Kind):
    item: Kind
    limit: int = 100

    def read(self, value: Any, name: str) -> list[Any]:
        if value == "":
            return []
        if not isinstance(value, list):
            raise InvalidParameters(f"Invalid array: {name}", param=name)
        if len(value) > self.limit:
            raise InvalidParameters(f"At most {self.limit} values are allowed.", param=name)
        return [self.item.read(each, f"{name}[{at}]") for at, each in enumerate(value)]


@dataclass(frozen=True, slots=True)
class Fields(Kind):
    known: Mapping[str, Kind]
    required: Sequence[str] = ()

    def read(self, value: Any, name: str) -> JsonObject | None:
        if value == "":
            return None
        if not isinstance(value, dict):
            raise InvalidParameters("Invalid object", param=name)
        return read_fields(self, value, name)


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A ``created`` filter: one timestamp or a range of gt, gte, lt, lte."""

    bounds: Fields = field(
        default_factory=lambda: Fields({w: Integer() for w in ("gt", "gte", "lt", "lte")})
    )

    def read(self, value: Any, name: str) -> JsonObject:
        if isinstance(value, str):
            exact = Integer().read(value, name)
            return {} if exact is None else {"gte": exact, "lte": exact}
        return {k: v for k, v in (self.bounds.read(value, name) or {}).items() if v is not None}


def read_fields(spec: Fields, tree: Tree, prefix: str = "") -> JsonObject:
    """Check a tree: unknown, missing and mistyped parameters are refused with Stripe's codes."""

    def full(name: str) -> str:
        return f"{prefix}[{name}]" if prefix else name

    for name in tree:
        if name not in spec.known:
            raise InvalidParameters(
                f"Received unknown parameter: {full(name)}",
                code="parameter_unknown",
                param=full(name),
            )
    for name in spec.required:
        if name not in tree:
            raise InvalidParameters(
                f"Missing required param: {full(name)}.",
                code="parameter_missing",
                param=full(name),
            )
        if tree[name] == "":
            raise InvalidParameters(
                f"You passed an empty string for '{full(name)}'.",
                code="parameter_invalid_empty",
                param=full(name),
            )
    return {name: spec.known[name].read(value, full(name)) for name, value in tree.items()}
