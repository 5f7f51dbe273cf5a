"""FinCEN's answer to a batch: accepted or not as a whole, and what it says of each report.

There is no schema of it among those for batches. Read are the documented elements (``BSAID``,
``EFilingActivityErrorXML``), in FinCEN's namespace or in none. It says nowhere which file it
answers; its own ``SeqNum`` are its own. What it points at in the file that was sent does tell, see
``must_answer``.
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
_BSA_ID = re.compile(r"\d{14}")


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


def must_answer(answer: Acknowledgement, batch: Node) -> None:
    """That ``answer`` fits ``batch``, the file as it was sent.

    One answer for each report, in the order of the file; numbers as FinCEN gives them; and each
    remark about something that is there, in the report that it is said of. SeqNums run through a
    whole file, so that remarks about another file hardly ever fit. Raises ``NotAnAcknowledgement``.
    """
    reports = root_spot(batch).all("Activity")
    if (answer.accepted or answer.reports) and len(answer.reports) != len(reports):
        raise NotAnAcknowledgement(
            f"It names {len(answer.reports)} reports, and the batch has {len(reports)}."
        )
    for place, report in enumerate(answer.reports, start=1):
        if report.bsa_id and not _BSA_ID.fullmatch(report.bsa_id):
            raise NotAnAcknowledgement(
                f"“{report.bsa_id[:40]}” is no BSA ID of FinCEN: those have 14 digits."
            )
        for remark in report.remarks:
            _must_be_there(remark, reports, within=place)
    for remark in answer.remarks:
        _must_be_there(remark, reports, within=None)


def _must_be_there(remark: Remark, reports: list[Spot], *, within: int | None) -> None:
    """``within``: the place of the report, from 1, that the remark is said of."""
    words = remark.place.split("/")
    steps = [match for match in map(_STEP.match, words) if match is not None]
    if len(steps) != len(words) or len(steps) < 2 or steps[1][1] != "Activity":
        return
    here = _numbered(steps[1], reports)
    if here is None or (within is not None and here is not reports[within - 1]):
        said = f"of report {within}" if within is not None else "of the batch"
        raise NotAnAcknowledgement(
            f"What it says {said} points at {steps[1][0]}. Is this the answer to another batch?"
        )
    for step in steps[2:]:
        found = _numbered(step, here.all(step[1]))
        if found is None and step[2]:
            raise NotAnAcknowledgement(
                f"It points at {remark.place}, and this batch has no {step[0]} there. Is this the "
                "answer to another batch?"
            )
        if found is None:
            # Of what is missing FinCEN says that it is.
            return
        here = found


def _numbered(step: re.Match[str], spots: list[Spot]) -> Spot | None:
    """By SeqNum; else, as FinCEN does with reports, by place. The first where no number stands."""
    if not step[2]:
        return spots[0] if spots else None
    for spot in spots:
        if spot.node.attributes.get("SeqNum") == step[2]:
            return spot
    place = int(step[2])
    return spots[place - 1] if 1 <= place <= len(spots) else None


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
        name = match[1]
        if name == root.name and here is None:
            here = root
            continue
        below = (here or root).all(name)
        here = _numbered(match, below) or (below[0] if below else (here or root).at(name))
    return here
