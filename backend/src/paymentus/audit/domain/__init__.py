"""Rules of the audit log. Pure: bytes in, bytes out; no database, no HTTP, no clock."""
