"""Screening against the lists in force: versions, the index, parties, decisions, re-screening."""
