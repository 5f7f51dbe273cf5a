"""What the worker does for compliance, round after round. Every job is safe to repeat."""
