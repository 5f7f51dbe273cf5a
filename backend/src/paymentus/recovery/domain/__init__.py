"""What a backup file is, what is in it, how long it is kept."""
