"""Backups that can be proved before they are used, and the way back from one.

Invariants: a backup is every collection at one moment of the cluster; nothing of it is readable or
changeable without its key, and whatever was cut, turned or exchanged in it is refused before
anything is written. A database that holds something is never restored over without being told so.
"""
