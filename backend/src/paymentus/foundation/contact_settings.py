"""Settings that say whom to tell when something is wrong: the guide's contacts and escalation."""

from __future__ import annotations

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings


class ContactSettings(BaseSettings):
    """Addresses, several with commas between; ``ESCALATION`` with semicolons, the first is called
    first."""

    incident_team_email: str = Field(
        "security@paymentus.example",
        validation_alias=AliasChoices("INCIDENT_TEAM_EMAIL", "incident_team_email"),
    )
    legal_counsel_email: str = Field(
        "legal@paymentus.example",
        validation_alias=AliasChoices("LEGAL_COUNSEL_EMAIL", "legal_counsel_email"),
    )
    compliance_officer_email: str = Field(
        "compliance@paymentus.example",
        validation_alias=AliasChoices("COMPLIANCE_OFFICER_EMAIL", "compliance_officer_email"),
    )
    devops_email: str = Field(
        "devops@paymentus.example",
        validation_alias=AliasChoices("DEVOPS_EMAIL", "devops_email"),
    )
    escalation: str = Field(
        "On-call engineer, at any hour: not set; Security team lead: not set; CTO: not set; "
        "Legal counsel: not set",
        validation_alias=AliasChoices("ESCALATION", "escalation"),
    )
