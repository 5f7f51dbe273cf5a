"""What the routes of administration take and give."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from paymentus.approvals.domain import REASON_LENGTH_MAX
from paymentus.approvals.schemas import ApprovalOut
from paymentus.foundation.authorization import Role
from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.identity.domain import UserStatus
from paymentus.identity.schemas import ApiKeyOut, DeviceOut, SecondFactorsOut
from paymentus.identity.service import ApiKeyView, SignInView, UserView


class ApiKeyOfBillerOut(ApiKeyOut):
    """A key among those of all billers."""

    biller_id: str
    biller_name: str | None

    @classmethod
    def of_biller(cls, view: ApiKeyView, biller_name: str | None) -> ApiKeyOfBillerOut:
        return cls(
            **ApiKeyOut.of(view).model_dump(),
            biller_id=view.key.biller_id,
            biller_name=biller_name,
        )


class UserOut(ApiModel):
    """A person, as administrators see them."""

    id: str
    email: str
    full_name: str
    role: Role
    biller_id: str | None
    biller_name: str | None
    status: UserStatus
    created_at: Timestamp

    @classmethod
    def of(cls, view: UserView) -> UserOut:
        user = view.user
        return cls(
            id=user.id,
            email=user.email_address,
            full_name=user.full_name,
            role=user.role,
            biller_id=user.biller_id,
            biller_name=view.biller_name,
            status=user.status,
            created_at=user.created_at,
        )


class SignInOut(ApiModel):
    """How and where a person signs in. No secrets."""

    devices: list[DeviceOut]
    second_factors: SecondFactorsOut

    @classmethod
    def of(cls, view: SignInView) -> SignInOut:
        return cls(
            devices=[DeviceOut.of(one) for one in view.devices],
            second_factors=SecondFactorsOut.of(view.second_factors),
        )


class ProposedOut(ApprovalOut):
    """A proposal that waits for another person."""


class RoleProposalBody(ApiModel):
    """``biller_id`` for a biller's staff, and for nobody else."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"role": "auditor", "reason": "Yearly audit of the books"}]}
    )

    role: Role
    biller_id: str | None = Field(None, max_length=60)
    reason: str = Field(max_length=REASON_LENGTH_MAX)


class StatusBody(ApiModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"status": "disabled", "reason": "Left the company"}]}
    )

    status: UserStatus
    reason: str = Field(max_length=REASON_LENGTH_MAX)


class StatusChangeOut(ApiModel):
    """``approval`` is the proposal, where it takes a second person."""

    done: bool
    approval: ProposedOut | None


class FactorRemovalBody(ApiModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Lost the phone; asked in person"}]}
    )

    reason: str = Field(max_length=REASON_LENGTH_MAX)
