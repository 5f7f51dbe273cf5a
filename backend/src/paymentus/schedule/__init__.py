"""What has to be done every day, week, month and quarter, by programs and by people.

What always holds: one server at a time runs a job, by a claim in MongoDB that it renews while it
works; the claim of one that died runs out, and another goes on. However many times a job was due
while everything was down, it is run once. All times are UTC, so that no clock change skips or
doubles a run. Each run is on record with who ran it and how it ended.
"""
