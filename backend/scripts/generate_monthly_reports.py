#!/usr/bin/env python3
"""Write a month's reports into a folder, with a signed manifest; for cron on the first of a month.

CTR and SAR: a list of the month's filings and the batch files that were sent. AML_SUMMARY: figures
as PDF and CSV. Without --month it is the month before this one.
"""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paymentus.app.cli.reports import monthly
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    last = datetime.now(UTC).replace(day=1) - timedelta(days=1)
    parser.add_argument("--report-types", default="CTR,SAR,AML_SUMMARY")
    parser.add_argument("--output-dir", type=Path, required=True, help="is made if need be")
    parser.add_argument("--month", default=f"{last:%Y-%m}", help="as in 2026-10")
    arguments = parser.parse_args()
    try:
        written = asyncio.run(
            monthly(arguments.report_types, arguments.month, arguments.output_dir)
        )
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    except OSError as wrong:
        raise SystemExit(f"✗ {wrong.filename}: {wrong.strerror}") from None
    for path in written:
        print(f"✓ {path}")


if __name__ == "__main__":
    main()
