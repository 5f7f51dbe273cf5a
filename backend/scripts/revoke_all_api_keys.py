#!/usr/bin/env python3
"""Revoke every API key of every biller, at once and for good: for a security breach.

One write, however many keys there are; no server accepts one of them after five seconds. People's
sign-ins are not touched. Billers make new keys on their settings pages.
"""

from __future__ import annotations

import argparse
import asyncio
import json

from paymentus.app.cli.api_keys import revoke_all
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incident", default="none named", help="its id, for the audit log")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        revoked = asyncio.run(revoke_all(reason=arguments.incident))
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    if arguments.json:
        print(json.dumps({"revoked": revoked}))
    else:
        print(f"✓ {revoked} API key{'' if revoked == 1 else 's'} revoked. None counts any more.")


if __name__ == "__main__":
    main()
