"""What the routes of compliance take and give."""
