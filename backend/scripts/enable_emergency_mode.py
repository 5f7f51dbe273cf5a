#!/usr/bin/env python3
"""Stop every new payment at once: for a security breach, or whatever else needs it.

Within a second no server begins a payment, takes cash or releases a held payment. What is under
way finishes; reading, receipts and signing in go on. Two people end it: `paymentus emergency off`.
"""

from __future__ import annotations

import argparse
import asyncio
import json

from paymentus.app.cli.emergency import as_document, as_words, switch_on
from paymentus.foundation.errors import DomainError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incident", default="none named", help="its id, for the audit log")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    try:
        mode = asyncio.run(switch_on(arguments.incident))
    except DomainError as refusal:
        raise SystemExit(f"✗ {refusal.detail}") from None
    print(json.dumps(as_document(mode)) if arguments.json else as_words(mode))


if __name__ == "__main__":
    main()
