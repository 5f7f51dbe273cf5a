"""What the routes of incidents take and give."""
