"""Periods, the catalog of jobs, and where each of them stands. Pure."""
