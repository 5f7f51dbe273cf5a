#!/usr/bin/env python3
"""Say what compliance did on a day, in figures; with --output-dir also as a signed PDF and JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path

from paymentus.app.cli.reports import as_lines, daily
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", type=date.fromisoformat, default=datetime.now(UTC).date())
    parser.add_argument("--output-dir", type=Path, help="is made if need be")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        summary, written = asyncio.run(daily(arguments.date, arguments.output_dir))
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    except OSError as wrong:
        raise SystemExit(f"✗ {wrong.filename}: {wrong.strerror}") from None
    print(json.dumps(summary.document()) if arguments.json else as_lines(summary, written))


if __name__ == "__main__":
    main()
