"""Comparing names with sanctions lists: rules without a network, a database or a clock."""
