"""Names are read when they are shown; the platform and those who are gone have none."""

from __future__ import annotations

from compliance.cases_building import OFFICER, person_of
from paymentus.compliance.service.cases.views import names_of


async def test_only_people_have_names() -> None:
    names = await names_of([OFFICER.id, None, "platform", "usr_gone", OFFICER.id], person_of)

    assert names == {OFFICER.id: "Officer"}
