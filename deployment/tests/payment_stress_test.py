#!/usr/bin/env python3
"""Many people pay bills at once, then every payment is asked for again. See --help.

    payment_stress_test.py --concurrent-users=1000 --test-duration=300s

Needs the product's Python environment; the code is in backend/src/stress and knows only HTTP.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "backend" / "src"))

from stress.run import main

if __name__ == "__main__":
    sys.exit(main())
