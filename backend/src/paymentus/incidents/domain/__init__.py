"""The rules of incidents. Pure."""
