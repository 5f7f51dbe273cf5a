"""Stands in for the authenticator apps on people's phones: shows codes of secrets it is given."""
