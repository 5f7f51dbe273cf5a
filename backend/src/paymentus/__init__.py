"""Paymentus: open bill payment and financial services."""

__version__ = "0.1.0"
