"""What is done when something goes badly wrong: incidents, their automatic response, and the
emergency mode in which no new money moves.

What always holds: every step of a response is written in the same commit as what it did, so it is
done once, is in the audit log, and says what it did and how it is taken back. A step that fails
never keeps the next one from being tried; the worker tries it again. What the platform did alone is
taken back by two people.
"""
