"""What other capabilities and the app use of incidents."""

from paymentus.incidents.service.actions import INCIDENT_MAIL, ResponseActions
from paymentus.incidents.service.emergency import EMERGENCY_OFF, EmergencySwitch, read_switch
from paymentus.incidents.service.evidence import EvidenceCollection
from paymentus.incidents.service.mails import IncidentMails
from paymentus.incidents.service.reporting import IncidentReports
from paymentus.incidents.service.response import IncidentFile, IncidentsService
from paymentus.incidents.service.watch import EmergencyWatch

__all__ = [
    "EMERGENCY_OFF",
    "INCIDENT_MAIL",
    "EmergencySwitch",
    "EmergencyWatch",
    "EvidenceCollection",
    "IncidentFile",
    "IncidentMails",
    "IncidentReports",
    "IncidentsService",
    "ResponseActions",
    "read_switch",
]
