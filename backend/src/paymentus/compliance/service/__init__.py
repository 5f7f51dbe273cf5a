"""What others ask of compliance."""
