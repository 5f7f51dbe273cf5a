"""Sanctions screening as the outside world offers it: OFAC's files, and a screening service."""
