"""What every capability stands on: money, ids, time, errors, permissions, connections.

Nothing here knows a business rule, and nothing here imports a capability.
"""
