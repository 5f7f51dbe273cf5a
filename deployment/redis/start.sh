#!/bin/sh
# A node of the Redis cluster: TLS and a password on every line, between nodes too. MEMBER is its name, as
# its certificate and the others know it. What a node holds may be lost: no log of writes, oldest out first.
set -eu

: "${MEMBER:?name the node, as its certificate does}" "${REDIS_PASSWORD:?}"
secrets=${SECRETS:-/run/secrets}

# The passwords come by standard input: others on the machine can read a command line.
# Names, not addresses, are told to clients: certificates hold names. One part lost leaves the others working.
exec "${REDIS_PROGRAM:-redis-server}" - --bind "${REDIS_BIND:-*}" --port 0 --tls-port "${REDIS_PORT:-6379}" \
    --tls-cert-file "$secrets/$MEMBER.pem" --tls-key-file "$secrets/$MEMBER.pem" \
    --tls-ca-cert-file "$secrets/internal_ca" --tls-auth-clients no --tls-cluster yes --tls-replication yes \
    --cluster-enabled yes --cluster-config-file nodes.conf --cluster-node-timeout "${REDIS_NODE_TIMEOUT:-5000}" \
    --cluster-require-full-coverage no \
    --cluster-announce-hostname "${REDIS_NAME:-$MEMBER}" --cluster-preferred-endpoint-type hostname \
    --maxmemory "${REDIS_MEMORY:-256mb}" --maxmemory-policy allkeys-lru \
    --repl-diskless-sync-delay 0 --save 300 1 --appendonly no --dir "${REDIS_DIR:-/data}" <<END
requirepass $REDIS_PASSWORD
masterauth $REDIS_PASSWORD
END
