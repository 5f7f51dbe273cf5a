"""The control API under /_sandbox: what tests and people use to play the outside world."""
