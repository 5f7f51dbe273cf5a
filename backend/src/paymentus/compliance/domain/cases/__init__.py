"""Cases: what the desk does about alerts, by when, and what became of the money."""
