#!/usr/bin/env python3
"""Prove the audit log beside its witnesses, every receipt and every index.

For after a restore, or for any day. Ends with 1 when anything is wrong, with 2 when that could not
be found out. Nothing is changed. The same as `paymentus verify data`.
"""

from __future__ import annotations

from paymentus.app.cli.integrity import run_script
from paymentus.app.integrity import Integrity

if __name__ == "__main__":
    run_script(Integrity.of_data, __doc__ or "")
