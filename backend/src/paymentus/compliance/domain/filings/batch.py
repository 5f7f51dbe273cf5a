"""Reports together in one batch file, with its totals, counts and sequence numbers."""

from __future__ import annotations

from collections.abc import Sequence

from paymentus.compliance.domain.filings.ctr_grammar import CTR
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.currency_tree import currency_activity
from paymentus.compliance.domain.filings.grammar import Grammar
from paymentus.compliance.domain.filings.sar_grammar import SAR
from paymentus.compliance.domain.filings.suspicious_report import SuspiciousActivityReport
from paymentus.compliance.domain.filings.suspicious_tree import suspicious_activity
from paymentus.compliance.domain.filings.tree import Node, leaf

Report = CurrencyTransactionReport | SuspiciousActivityReport


def form_of(report: Report) -> str:
    return CTR.form if isinstance(report, CurrencyTransactionReport) else SAR.form


def batch_of(reports: Sequence[Report]) -> Node:
    """All of one form, in the order given. Raises ``ValueError`` for none, or for mixed forms."""
    forms = {form_of(report) for report in reports}
    if len(forms) != 1:
        raise ValueError("A batch holds at least one report, all of one form.")
    grammar = CTR if forms == {CTR.form} else SAR
    activities = [_activity(report) for report in reports]
    counted = {
        "TotalAmount": str(sum(_amount(report) for report in reports)),
        "PartyCount": str(sum(_parties(activity) for activity in activities)),
        "ActivityCount": str(len(activities)),
        "ActivityAttachmentCount": "0",
        "AttachmentCount": "0",
    }
    root = Node(
        "EFilingBatchXML",
        attributes={name: counted[name] for name in grammar.attributes},
        children=(leaf("FormTypeCode", grammar.form), *activities),
    )
    return _numbered(root, grammar)


def _activity(report: Report) -> Node:
    if isinstance(report, CurrencyTransactionReport):
        return currency_activity(report)
    return suspicious_activity(report)


def _amount(report: Report) -> int:
    """What FinCEN's guides add up: every line of a CTR, foreign currency too; a SAR's amount."""
    if isinstance(report, CurrencyTransactionReport):
        return sum(line.dollars for line in report.lines)
    return 0 if report.no_amount else report.dollars or 0


def _parties(node: Node) -> int:
    return sum((child.name == "Party") + _parties(child) for child in node.children)


def _numbered(root: Node, grammar: Grammar) -> Node:
    """A number for every element that holds elements, in the order of the file."""
    last = 0

    def number(node: Node, parent: str) -> Node:
        nonlocal last
        if grammar.shape_of(parent, node.name) is None:
            return node
        attributes = dict(node.attributes)
        if node is not root:
            last += 1
            attributes = {"SeqNum": str(last)}
        children = tuple(number(child, node.name) for child in node.children)
        return Node(node.name, node.text, attributes, children, node.line, node.input)

    return number(root, "")
