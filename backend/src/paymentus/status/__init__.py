"""What the public is told of how the platform is: now, lately, and what is planned.

What always holds: only words that were written for the public are shown, and nothing of servers or
numbers; asking costs the database nothing however often it is done; a minute that nobody measured
is counted as not measured, never as working.
"""
