"""Adapters to the outside world. Vendor SDKs are spoken here and nowhere else."""
