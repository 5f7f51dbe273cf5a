"""FinCEN's answer to a batch: accepted or not as a whole, and what it says of each report.

There is no schema of it among those for batches. Read are the documented elements (``BSAID``,
``EFilingActivityErrorXML``), in FinCEN's namespace or in none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from paymentus.compliance.domain.filings.labels import label_of
from paymentus.compliance.domain.filings.tree import Node, Spot, root_spot
from paymentus.foundation.errors import Rejected

_REJECTED = frozenset({"R", "REJECTED"})
_FATAL = frozenset({"FATAL", "ERROR", "REJECT", "REJECTED"})
_BATCH_NAME = re.compile(r"fba_[0-9A-Za-z]+")
_STEP = re.compile(r"^(\w+)(?:\[(\d+)\])?$")


class NotAnAcknowledgement(Rejected):
    """This is not FinCEN's acknowledgement of this batch."""


@dataclass(frozen=True, slots=True)
class Remark:
    """``place`` is what FinCEN points at; its numbers in brackets are SeqNums of our file."""

    code: str
    level: str
    text: str
    element: str
    place: str

    @property
    def is_fatal(self) -> bool:
        return self.level.upper() in _FATAL


@dataclass(frozen=True, slots=True)
class AcknowledgedReport:
    """In the order of the batch. ``bsa_id`` is empty where FinCEN gave none."""

    bsa_id: str
    remarks: tuple[Remark, ...]

    @property
    def is_accepted(self) -> bool:
        return bool(self.bsa_id) and not any(remark.is_fatal for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """``accepted`` is about the batch as a whole."""

    accepted: bool
    reports: tuple[AcknowledgedReport, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRemark:
    """A remark in our words: ``field`` for people, ``input`` for the editor."""

    code: str
    level: str
    text: str
    field: str
    input: str


def acknowledgement_of(root: Node) -> Acknowledgement:
    """Raises ``NotAnAcknowledgement`` for any other file."""
    every = list(root_spot(root).walk())
    submissions = [spot for spot in every if spot.name == "EFilingSubmissionXML"]
    batch = every[0]
    if batch.name not in ("EFilingBatchXML", "EFilingSubmissionXML") or (
        not submissions and "StatusCode" not in root.attributes
    ):
        raise NotAnAcknowledgement()
    statuses = {
        spot.node.attributes.get("StatusCode", "").upper() for spot in (batch, *submissions)
    }
    reports = [spot for spot in every if spot.name == "EFilingActivityXML"]
    loose = [
        _remark(spot)
        for above in (batch, *submissions)
        for spot in above.spots()
        if spot.name.endswith("ErrorXML") and spot.spots()
    ]
    return Acknowledgement(
        accepted=not statuses & _REJECTED,
        reports=tuple(_report(spot) for spot in reports),
        remarks=tuple(loose),
    )


def must_be_named_for(batch_id: str, file_name: str) -> None:
    """FinCEN's answer carries the name of the file that it answers, which is the batch's id.

    Raises ``NotAnAcknowledgement`` where the name tells of another batch; a name that tells of
    none says nothing.
    """
    named = set(_BATCH_NAME.findall(file_name))
    if named and batch_id not in named:
        raise NotAnAcknowledgement(f"By its name this is the answer to {min(named)}.")


def _report(spot: Spot) -> AcknowledgedReport:
    remarks = [_remark(each) for each in spot.all("EFilingActivityErrorXML") if each.spots()]
    return AcknowledgedReport(spot.value("BSAID").strip(), tuple(remarks))


def _remark(spot: Spot) -> Remark:
    return Remark(
        code=spot.value("ErrorTypeCode").strip(),
        level=spot.value("ErrorLevelText").strip(),
        text=" ".join(spot.value("ErrorText").split()),
        element=spot.value("ErrorElementNameText").strip(),
        place=spot.value("ErrorContextText").strip(),
    )


def in_our_words(remark: Remark, batch: Node) -> FieldRemark:
    """Where in ``batch``, as it was sent, FinCEN points: by SeqNum, else by the element's name."""
    spot = _pointed_at(remark.place, root_spot(batch))
    field = spot.label if spot is not None else label_of(remark.element or "EFilingBatchXML")
    return FieldRemark(
        remark.code, remark.level, remark.text, field, spot.input if spot is not None else ""
    )


def _pointed_at(place: str, root: Spot) -> Spot | None:
    """``EFilingBatchXML/Activity[1]/Party[218]/Address[232]/RawZIPCode``."""
    here: Spot | None = None
    for step in place.split("/"):
        match = _STEP.match(step)
        if match is None:
            return here
        name, number = match[1], match[2]
        if name == root.name and here is None:
            here = root
            continue
        below = (here or root).all(name)
        numbered = [spot for spot in below if spot.node.attributes.get("SeqNum") == number]
        if number and numbered:
            found: Spot | None = numbered[0]
        elif number and name == "Activity" and int(number) <= len(below):
            found = below[int(number) - 1]
        else:
            found = below[0] if below else (here or root).at(name)
        here = found
    return here
