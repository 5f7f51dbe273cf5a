"""Filings: files written and read, judged, and led from draft to acknowledgement."""
