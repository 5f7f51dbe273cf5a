#!/usr/bin/env python3
"""Mail an alert to compliance (COMPLIANCE_ALERT_EMAIL), by SMTP_URL. Ends with 1 if it was not
taken."""

from __future__ import annotations

import argparse

from financial_infrastructure import send_alert
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", help="what is wrong, in a sentence; further lines are details")
    arguments = parser.parse_args()
    try:
        to = send_alert(arguments.message)
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    print(f"✓ told {to}")


if __name__ == "__main__":
    main()
