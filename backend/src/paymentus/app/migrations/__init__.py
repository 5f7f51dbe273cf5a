"""Changes of the form in which documents are stored, and whether this code can open a database.

``runner`` applies migrations, ``catalog`` lists them, each has a file named by its number, and
``gate`` stands at every server's start. The rules are in docs/decisions/0015-migrations.md.
"""
