"""Stripe's v1 API: a table of routes, and the gateway that every request passes through."""
