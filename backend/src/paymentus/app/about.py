"""Who runs this installation, for the pages that say so, and ``security.txt`` (RFC 9116)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from paymentus.foundation.authorization import GuardedRoute, Permission, requires
from paymentus.foundation.clock import Clock, rfc3339
from paymentus.foundation.http import ApiModel, provided
from paymentus.foundation.settings import Settings

router = APIRouter(tags=["platform"], route_class=GuardedRoute)

_FRESH_FOR = timedelta(days=180)
"""RFC 9116, 2.5.5, recommends less than a year; each answer is that fresh."""


class AboutOut(ApiModel):
    """``privacy_contact`` is whom people write to about their data."""

    company_name: str
    company_address: str
    support_email: str
    support_phone: str
    privacy_contact: str


@dataclass(frozen=True, slots=True)
class About:
    company: AboutOut
    security_contact: str
    public_url: str
    clock: Clock

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> About:
        return cls(
            company=AboutOut(
                company_name=settings.company_name,
                company_address=settings.company_address,
                support_email=settings.support_email,
                support_phone=settings.support_phone,
                privacy_contact=settings.privacy_contact or settings.support_email,
            ),
            security_contact=settings.security_contact,
            public_url=settings.public_url.rstrip("/"),
            clock=clock,
        )

    def security_txt(self) -> str:
        expires = (self.clock() + _FRESH_FOR).replace(minute=0, second=0, microsecond=0)
        lines = (
            f"Contact: {self.security_contact}",
            f"Expires: {rfc3339(expires)}",
            "Preferred-Languages: en",
            f"Canonical: {self.public_url}/.well-known/security.txt",
        )
        return "\n".join(lines) + "\n"


_About = Annotated[About, provided(About)]


@router.get(
    "/api/v1/about",
    operation_id="getAbout",
    summary="Who runs this installation",
    dependencies=[requires(Permission.PUBLIC)],
)
async def get_about(about: _About) -> AboutOut:
    return about.company


@router.get(
    "/.well-known/security.txt",
    operation_id="getSecurityTxt",
    summary="Whom to tell about a weakness",
    description="RFC 9116.",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {}}, "description": "The file."}},
    dependencies=[requires(Permission.PUBLIC)],
)
async def get_security_txt(about: _About) -> PlainTextResponse:
    return PlainTextResponse(about.security_txt())
