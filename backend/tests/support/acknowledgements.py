"""FinCEN's answers to a batch, as FinCEN writes them."""

from __future__ import annotations

from collections.abc import Sequence

Remark = tuple[str, str, str, str]


def acknowledgement(
    reports: Sequence[tuple[str, Sequence[Remark]]], *, status: str = "A", namespace: str = ""
) -> bytes:
    """A number and remarks (code, level, text, place) of each report."""
    said = "".join(
        f'<EFilingActivityXML SeqNum="1"><BSAID>{number}</BSAID>'
        + ("".join(map(_remark, remarks)) or '<EFilingActivityErrorXML SeqNum="1"/>')
        + "</EFilingActivityXML>"
        for number, remarks in reports
    )
    where = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<EFilingBatchXML SeqNum="1" StatusCode="{status}"{where}>'
        f'<EFilingSubmissionXML SeqNum="1" StatusCode="{status}">{said}</EFilingSubmissionXML>'
        f"</EFilingBatchXML>"
    ).encode()


def _remark(remark: Remark) -> str:
    code, level, text, place = remark
    return (
        f'<EFilingActivityErrorXML SeqNum="1"><ErrorContextText>{place}</ErrorContextText>'
        f"<ErrorElementNameText>{place.rsplit('/', 1)[-1]}</ErrorElementNameText>"
        f"<ErrorLevelText>{level}</ErrorLevelText><ErrorText>{text}</ErrorText>"
        f"<ErrorTypeCode>{code}</ErrorTypeCode></EFilingActivityErrorXML>"
    )
