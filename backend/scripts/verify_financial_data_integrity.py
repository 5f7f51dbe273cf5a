#!/usr/bin/env python3
"""Prove the books: ledger, leaves, payments and bills; after a restore, or on any day.

Ends with 1 when anything is wrong, with 2 when that could not be found out. Nothing is changed.
The same as `paymentus verify finances`.
"""

from __future__ import annotations

from paymentus.app.cli.integrity import run_script
from paymentus.app.integrity import Integrity

if __name__ == "__main__":
    run_script(Integrity.of_finances, __doc__ or "")
