"""``python -m paymentus.app.cli``: the same as ``paymentus``."""

from paymentus.app.cli import main

main()
