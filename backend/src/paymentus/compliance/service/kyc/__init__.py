"""Customers who say who they are, the people who review it, and what becomes of it with time."""
