"""Pure rules of compliance."""
