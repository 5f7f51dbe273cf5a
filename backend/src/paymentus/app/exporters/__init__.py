"""Small processes that show Prometheus what no server of ours shows by itself.

``mongodb``: the members of the replica set. ``files``: certificates and disks. Redis has
an exporter of its own, which the deployment uses.
"""
