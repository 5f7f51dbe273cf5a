"""What hinders a filing leads to where it is put right."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.filing import Content, FilingKind
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.readiness import defects_in
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport

from support.made_filings import TODAY


@pytest.mark.parametrize(
    ("kind", "content", "lacking"),
    [
        (FilingKind.SAR, SuspiciousActivityReport(), {"narrative", "subjects", "locations"}),
        (FilingKind.CTR, CurrencyTransactionReport(), {"participants", "locations", "lines"}),
        (FilingKind.OFAC_BLOCKING, OfacReport(), {"facts", "target.last_name"}),
    ],
)
def test_all_that_an_empty_report_lacks_has_a_place_in_the_editor(
    kind: FilingKind, content: Content, lacking: set[str]
) -> None:
    defects = defects_in(kind, content, law=LawOfFilings(), today=TODAY)

    assert [each for each in defects if not each.input] == []
    assert lacking <= {each.input for each in defects}
    assert not [each for each in defects if "Activity" in each.reason]
