#!/usr/bin/env python3
"""Collect the evidence of an incident into one signed ZIP file, or verify one.

The audit log since a day before the discovery, with what proves it; sessions, API keys, sign-ins,
the report, fingerprints of the configuration, and the log files you name. Verifying needs no
server: name the keys you know, or the ones inside are believed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from paymentus.app.cli.forensics import collect, verify
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--incident", help="its id: collect")
    task.add_argument("--verify", type=Path, metavar="FILE", help="a bundle: check it")
    parser.add_argument("--output", type=Path, help="where to write; ID-evidence.zip when left out")
    parser.add_argument("--log", type=Path, action="append", default=[], help="a log file to add")
    parser.add_argument(
        "--report-key", type=Path, help="the public key (PEM) that must have signed"
    )
    parser.add_argument("--log-key", help="the audit log's key, as its policy tells it")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        if arguments.incident:
            path = asyncio.run(collect(arguments.incident, arguments.output, arguments.log))
            print(json.dumps({"file": str(path)}) if arguments.json else f"✓ {path}")
            return
        problems, proven, missing = verify(
            arguments.verify, report_key=arguments.report_key, log_key=arguments.log_key
        )
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    if arguments.json:
        print(json.dumps({"problems": problems, "entries_proven": proven, "left_out": missing}))
    elif not problems:
        print(f"✓ Nothing was changed. {proven} entries of the audit log are proven.")
        if missing:
            print(f"  {missing} older ones of its time are not in it: collect it with this.")
    else:
        print("\n".join(f"✗ {problem}" for problem in problems))
    raise SystemExit(1 if problems else 0)


if __name__ == "__main__":
    main()
