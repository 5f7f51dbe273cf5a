"""One file judged: by our rules always, by FinCEN's schemas where they are installed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Defect, Severity
from paymentus.compliance.domain.filings.validation import FORMS, defects_of
from paymentus.compliance.service.filings.batch_xml import NotXml, read_batch
from paymentus.compliance.service.filings.schemas import Schemas


@dataclass(frozen=True, slots=True)
class FileCheck:
    """``schema_asked`` says whether FinCEN's schema was there for this form."""

    form: str
    reports: int
    defects: tuple[Defect, ...]
    schema_asked: bool

    @property
    def errors(self) -> int:
        return sum(1 for defect in self.defects if defect.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        return len(self.defects) - self.errors


def check_file(path: Path, *, schemas: Schemas | None, today: date) -> FileCheck:
    """Raises ``OSError``; a file that is not XML is a defect of its own."""
    return check_content(path.read_bytes(), schemas=schemas, today=today)


def check_content(content: bytes, *, schemas: Schemas | None, today: date) -> FileCheck:
    try:
        root = read_batch(content)
    except NotXml as wrong:
        line = wrong.extra.get("line")
        return FileCheck("", 0, (Defect("not_xml", "File", wrong.detail, "", line=line),), False)
    form = next((child.text for child in root.children if child.name == "FormTypeCode"), "").strip()
    defects = defects_of(root, law=LawOfFilings(), today=today)
    asked = schemas is not None and schemas.has(form)
    if schemas is not None and asked:
        defects += tuple(schemas.defects_of(content, form))
    reports = sum(1 for child in root.children if child.name == "Activity")
    return FileCheck(form if form in FORMS else "", reports, defects, asked)
