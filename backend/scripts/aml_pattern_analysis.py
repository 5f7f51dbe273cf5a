#!/usr/bin/env python3
"""Say what transaction monitoring saw lately: patterns, the riskiest transfers, their parties.

Ends with 1 when somebody should look, with 2 when that could not be found out, else with 0.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from paymentus.app.cli.monitoring import patterns_as_lines, patterns_of
from paymentus.foundation.errors import DomainError
from paymentus.foundation.mongo import DatabaseTrouble


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lookback", default="24h", help="90m, 24h, 7d or 2w")
    parser.add_argument("--min-risk", type=int, default=50, help="a transfer that needs a look")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        seen = asyncio.run(patterns_of(arguments.lookback, min_risk=arguments.min_risk))
    except DomainError as refusal:
        print(f"✗ {refusal.detail}", file=sys.stderr)
        raise SystemExit(2) from None
    except DatabaseTrouble as trouble:
        print(f"✗ MongoDB does not answer ({type(trouble).__name__}).", file=sys.stderr)
        raise SystemExit(2) from None
    print(patterns_as_lines(seen, as_json=arguments.json))
    raise SystemExit(1 if seen.riskiest else 0)


if __name__ == "__main__":
    main()
