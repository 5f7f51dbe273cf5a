"""A batch file as a tree of values, however it came to be: read from XML or made of a filing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from paymentus.compliance.domain.filings.labels import label_of, party_label

NAMESPACE = "www.fincen.gov/base"


@dataclass(frozen=True, slots=True)
class Node:
    """One element. ``text`` is exactly what stands in it, spaces included.

    ``line`` is where it stands in the file that was read. ``input`` is the place in the filing's
    own content that it was made of (``subjects[0].address.state``).
    """

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    line: int | None = None
    input: str = ""
    namespace: str = NAMESPACE


class Spot:
    """A node and where it is: ``path`` for machines, ``label`` for people."""

    __slots__ = ("_below", "input", "label", "node", "path")

    def __init__(self, node: Node, path: str = "", label: str = "", input: str = "") -> None:  # noqa: A002
        self.node = node
        self.path = path
        self.label = label
        self.input = node.input or input
        self._below: list[Spot] | None = None

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def text(self) -> str:
        return self.node.text

    @property
    def line(self) -> int | None:
        return self.node.line

    def spots(self) -> list[Spot]:
        """All elements directly below, in order."""
        if self._below is None:
            self._below = list(self._located()) if self.node.children else []
        return self._below

    def all(self, name: str) -> list[Spot]:
        return [spot for spot in self.spots() if spot.name == name]

    def first(self, name: str) -> Spot | None:
        return next((spot for spot in self.spots() if spot.name == name), None)

    def value(self, name: str) -> str:
        """The text of the first element of this name; empty when there is none."""
        found = self.first(name)
        return found.text if found is not None else ""

    def says(self, indicator: str) -> bool:
        return self.value(indicator) == "Y"

    def at(self, name: str) -> Spot:
        """The first element of this name, or the place where it should be."""
        found = self.first(name)
        if found is not None:
            return found
        missing = Node(name, line=self.node.line)
        return Spot(missing, _joined(self.path, name), self._labelled(label_of(name)), self.input)

    def walk(self) -> Iterator[Spot]:
        yield self
        for spot in self.spots():
            yield from spot.walk()

    def _located(self) -> Iterator[Spot]:
        totals = Counter(child.name for child in self.node.children)
        seen: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for child in self.node.children:
            seen[child.name] += 1
            several = totals[child.name] > 1 or child.name in ("Activity", "Party")
            step = f"{child.name}[{seen[child.name]}]" if several else child.name
            if child.name == "Party":
                code = next((c.text for c in child.children if c.name == _TYPE), "")
                kinds[code] += 1
                words = party_label(code, kinds[code])
            else:
                # The only report of a file needs no name in front of everything in it.
                alone = child.name == "Activity" and totals[child.name] == 1
                words = "" if alone else label_of(child.name)
                if totals[child.name] > 1:
                    words = f"{words} {seen[child.name]}"
            yield Spot(child, _joined(self.path, step), self._labelled(words), self.input)

    def _labelled(self, words: str) -> str:
        return f"{self.label} › {words}" if self.label and words else self.label or words


def root_spot(root: Node) -> Spot:
    return Spot(root)


_TYPE = "ActivityPartyTypeCode"


def _joined(path: str, step: str) -> str:
    return f"{path}/{step}" if path else step


def leaf(name: str, text: str, input: str = "") -> Node:  # noqa: A002
    return Node(name, text, input=input)


def indicator(name: str, says: bool, input: str = "") -> tuple[Node, ...]:  # noqa: A002
    """``Y``, or nothing at all."""
    return (Node(name, "Y", input=input),) if says else ()


def given(name: str, text: str | None, input: str = "") -> tuple[Node, ...]:  # noqa: A002
    """An element for what is there; an empty one says nothing and is left out."""
    return (Node(name, text, input=input),) if text else ()
