"""`send_alert` of the guide reaches compliance's mailbox."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from financial_infrastructure import send_alert
from paymentus.app.alerting import NothingToTell
from paymentus.foundation.settings import Environment, Settings
from paymentus.integrations.mail import MailUnavailable


def settings_for(port: int) -> Settings:
    return Settings(
        environment=Environment.TEST,
        smtp_url=f"smtp://127.0.0.1:{port}",
        compliance_alert_email="officer@compliance.example",
    )


async def test_is_mailed_to_whom_the_settings_name_while_a_loop_runs(
    sandbox: Any, caplog: pytest.LogCaptureFixture
) -> None:
    to = send_alert(
        "Audit trail integrity violation detected\n<b>Details</b>", settings_for(sandbox.smtp_port)
    )

    async with httpx.AsyncClient(base_url=sandbox.url) as world:
        mails = (await world.get(f"/_sandbox/mail?to={to}")).json()["data"]
        mail = (await world.get(f"/_sandbox/mail/{mails[-1]['id']}")).json()
    assert to == "officer@compliance.example"
    assert mail["subject"] == "Alert: Audit trail integrity violation detected"
    assert "&lt;b&gt;Details" in mail["html"]
    assert "alert: Audit trail integrity violation detected" in caplog.text


def test_says_so_when_nobody_could_be_told() -> None:
    with pytest.raises(MailUnavailable):
        send_alert("Something is wrong.", settings_for(9))
    with pytest.raises(NothingToTell):
        send_alert("  \n ", settings_for(9))
