#!/bin/sh
# A member of rs0 with key file and TLS. MEMBER names it; where MAKES_ROOT is "yes", MongoDB's image makes
# the guide's root user at the first start. A set cannot begin with members that have users, so the
# others get theirs from the first.
set -eu

: "${MEMBER:?name the member, as its certificate does}"
secrets=${SECRETS:-/run/secrets}

if [ "${MAKES_ROOT:-}" = yes ]; then
    : "${MONGO_ROOT_USER:?}" "${MONGO_ROOT_PASSWORD:?}"
    export MONGO_INITDB_ROOT_USERNAME="$MONGO_ROOT_USER" MONGO_INITDB_ROOT_PASSWORD="$MONGO_ROOT_PASSWORD"
fi

# transactionLifetimeLimitSeconds: a dead client's locks go in seconds, not a minute.
exec "${MONGO_PROGRAM:-docker-entrypoint.sh}" mongod --replSet rs0 --bind_ip "${MONGO_BIND:-*}" --port "${MONGO_PORT:-27017}" \
    --keyFile "$secrets/mongo_keyfile" \
    --tlsMode requireTLS --tlsCAFile "$secrets/internal_ca" \
    --tlsCertificateKeyFile "$secrets/$MEMBER.pem" --tlsAllowConnectionsWithoutCertificates \
    --wiredTigerCacheSizeGB "${MONGO_CACHE_GB:-1.5}" \
    --setParameter transactionLifetimeLimitSeconds=3 \
    --setParameter oplogNetworkTimeoutBufferSeconds=1
