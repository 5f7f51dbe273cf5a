"""Reads a database as it is at one moment, and writes one that is empty."""

from paymentus.recovery.repository.records import BACKUPS, INDEXES

__all__ = ["BACKUPS", "INDEXES"]
