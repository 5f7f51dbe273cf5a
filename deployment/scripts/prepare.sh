#!/bin/sh
# Makes what docker-compose.production.yml needs beside .env.production: the guide's folders, keys, and
# certificates for the lines inside. Safe to run again: what is there is kept, and never replaced.
#
#   deployment/scripts/prepare.sh [FOLDER]      FOLDER is deployment/ unless given
#
# DOMAIN names the first certificate of nginx, which certbot's replaces. OWNER is the uid:gid of our
# containers (10001:10001); without root, files keep your own.
set -eu
umask 077

folder=${1:-$(dirname "$0")/..}
domain=${DOMAIN:-localhost}
owner=${OWNER:-10001:10001}
cd "$folder"

for name in logs nginx/ssl nginx/maintenance grafana/dashboards prometheus backup/scripts secrets; do
    mkdir -p "$name"
done
secrets=secrets
# nginx's user looks into these.
chmod 0755 nginx/ssl nginx/maintenance

# So that Compose finds the values without being told where.
[ -e .env ] || [ -L .env ] || ln -s .env.production .env

made() { printf '✓ %s\n' "$1"; }

own() { # file, uid:gid
    if [ "$(id -u)" = 0 ]; then chown "$2" "$1"; fi
}

secret() { # file, command that prints it
    name=$1
    shift
    [ -e "$secrets/$name" ] && return 0
    "$@" >"$secrets/$name.new"
    chmod 0400 "$secrets/$name.new"
    own "$secrets/$name.new" "$owner"
    mv "$secrets/$name.new" "$secrets/$name"
    made "$secrets/$name"
}

# 32 random bytes in URL-safe base64, as the guide's Fernet.generate_key() makes them.
fernet_key() { openssl rand -base64 32 | tr '+/' '-_'; }

rsa_key() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 2>/dev/null; }

secret encryption_key fernet_key
secret rsa_private_key rsa_key
secret audit_log_key openssl genpkey -algorithm ed25519
# Read by two users' containers; nobody else of this machine may enter the folder.
secret compliance_metrics_token openssl rand -hex 32
chmod 0444 "$secrets/compliance_metrics_token"
secret mongo_keyfile openssl rand -base64 756

# --- An authority of our own for the lines inside; nobody outside has to know it.
if [ ! -e "$secrets/internal_ca" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
        -subj "/CN=Paymentus internal" -keyout "$secrets/internal_ca_key" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -out "$secrets/internal_ca" 2>/dev/null
    chmod 0444 "$secrets/internal_ca"
    made "$secrets/internal_ca (keep internal_ca_key elsewhere once all certificates are made)"
fi

certificate() { # name, uid:gid, for server and client alike
    [ -e "$secrets/$1.pem" ] && return 0
    work=$(mktemp -d)
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" \
        -keyout "$work/key" -out "$work/request" 2>/dev/null
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' \
        "$1" >"$work/extensions"
    openssl x509 -req -in "$work/request" -days 825 -CA "$secrets/internal_ca" \
        -CAkey "$secrets/internal_ca_key" -CAcreateserial -CAserial "$work/serial" \
        -extfile "$work/extensions" -out "$work/certificate" 2>/dev/null
    cat "$work/certificate" "$work/key" >"$secrets/$1.pem"
    chmod 0400 "$secrets/$1.pem"
    own "$secrets/$1.pem" "$2"
    rm -r "$work"
    made "$secrets/$1.pem"
}

# MongoDB's image runs as 999:999, Redis's too.
for name in mongo mongo-2 mongo-3 redis redis-2 redis-3 redis-4 redis-5 redis-6; do
    certificate "$name" 999:999
done
own "$secrets/mongo_keyfile" 999:999

# --- Until certbot's first certificate is there, nginx needs one to start with.
if [ ! -e nginx/ssl/fullchain.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
        -subj "/CN=$domain" -addext "subjectAltName=DNS:$domain" \
        -keyout nginx/ssl/privkey.pem -out nginx/ssl/fullchain.pem 2>/dev/null
    own nginx/ssl/privkey.pem 101:101
    own nginx/ssl/fullchain.pem 101:101
    made "nginx/ssl (for $domain, until certbot's)"
fi

printf 'Keep copies of encryption_key, audit_log_key and rsa_private_key apart from the backups.\n'
