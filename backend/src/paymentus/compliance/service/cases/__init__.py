"""Case work: opening cases on the money path, working and deciding them at the desk."""

from paymentus.compliance.service.cases.alert_desk import AlertDesk, AlertHoldsMoney
from paymentus.compliance.service.cases.case_work import CaseWork, NotAnOfficer
from paymentus.compliance.service.cases.decisions import CaseDecisions
from paymentus.compliance.service.cases.freezing import FREEZE, LIFT_FREEZE, Freezes
from paymentus.compliance.service.cases.incident_freezing import IncidentFreezes
from paymentus.compliance.service.cases.opening import CaseOpening
from paymentus.compliance.service.cases.settling import TRANSFER_REFUSED, TRANSFER_RELEASED
from paymentus.compliance.service.cases.views import (
    AlertView,
    CaseFile,
    CaseRow,
    Deadline,
    DeskSummary,
)

__all__ = [
    "FREEZE",
    "LIFT_FREEZE",
    "TRANSFER_REFUSED",
    "TRANSFER_RELEASED",
    "AlertDesk",
    "AlertHoldsMoney",
    "AlertView",
    "CaseDecisions",
    "CaseFile",
    "CaseOpening",
    "CaseRow",
    "CaseWork",
    "Deadline",
    "DeskSummary",
    "Freezes",
    "IncidentFreezes",
    "NotAnOfficer",
]
