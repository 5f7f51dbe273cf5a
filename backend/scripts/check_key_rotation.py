#!/usr/bin/env python3
"""Say how old every encryption key is and when it is due; for cron.

Ends with 1 when a key is overdue or unfit, with 2 when that could not be found out, else with 0.
What to do is said beside each: `paymentus keys rotate`, `paymentus keys reencrypt`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from paymentus.app.cli.keys import ages_of_keys, as_lines, needs_a_person
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warn-days", type=int, default=30, help="say so this long before")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        now, ages = asyncio.run(ages_of_keys(warn_days=arguments.warn_days))
    except DomainError as refusal:
        print(f"✗ {refusal.detail}", file=sys.stderr)
        raise SystemExit(2) from None
    print(as_lines(ages, now=now, as_json=arguments.json))
    raise SystemExit(1 if needs_a_person(ages) else 0)


if __name__ == "__main__":
    main()
