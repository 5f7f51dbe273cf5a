#!/bin/sh
# Makes what docker-compose.production.yml needs beside .env.production: the guide's folders, keys, and
# certificates for the lines inside. Safe to run again: what is there is kept; only a certificate that ends
# within 60 days is made anew.
#
#   sudo env DOMAIN=pay.your-domain.com deployment/scripts/prepare.sh [FOLDER]    FOLDER is deployment/ unless given
#
# DOMAIN names the first certificate of nginx, which certbot's replaces. OWNER is the uid:gid of our
# containers (10001:10001). Without root, files keep your own, and containers cannot read them.
set -eu
umask 077

folder=${1:-$(dirname "$0")/..}
domain=${DOMAIN:-localhost}
owner=${OWNER:-10001:10001}
cd "$folder"

for name in logs nginx/ssl nginx/maintenance grafana/dashboards prometheus backup/scripts certificates secrets; do
    mkdir -p "$name"
done
secrets=secrets
# Other users' containers look into these; no key is in the last one.
chmod 0755 nginx/ssl nginx/maintenance certificates

# So that Compose finds the values without being told where.
[ -e .env ] || [ -L .env ] || ln -s .env.production .env

made() { printf '✓ %s\n' "$1"; }

own() { # file, uid:gid
    if [ "$(id -u)" = 0 ]; then chown "$2" "$1"; fi
}

secret() { # file, its uid:gid, command that prints it
    name=$1
    its_owner=$2
    shift 2
    if [ ! -e "$secrets/$name" ]; then
        "$@" >"$secrets/$name.new"
        chmod 0400 "$secrets/$name.new"
        mv "$secrets/$name.new" "$secrets/$name"
        made "$secrets/$name"
    fi
    own "$secrets/$name" "$its_owner"
}

# 32 random bytes in URL-safe base64, as the guide's Fernet.generate_key() makes them.
fernet_key() { openssl rand -base64 32 | tr '+/' '-_'; }

rsa_key() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 2>/dev/null; }

secret encryption_key "$owner" fernet_key
secret rsa_private_key "$owner" rsa_key
secret audit_log_key "$owner" openssl genpkey -algorithm ed25519
# Yours to fill in: who witnesses the audit log, and who files with FinCEN (docs/deployment.md).
secret audit_policy "$owner" true
secret fincen_filer "$owner" true
# Read by two users' containers; nobody else of this machine may enter the folder.
secret compliance_metrics_token "$owner" openssl rand -hex 32
chmod 0444 "$secrets/compliance_metrics_token"
# MongoDB's image runs as 999:999, Redis's too.
secret mongo_keyfile 999:999 openssl rand -base64 756

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
    if [ -e "$secrets/$1.pem" ] && openssl x509 -checkend 5184000 -noout -in "$secrets/$1.pem" >/dev/null; then
        own "$secrets/$1.pem" "$2"
        watched "$1"
        return 0
    fi
    if [ ! -e "$secrets/internal_ca_key" ]; then
        printf '%s needs a new certificate: bring %s back for that.\n' "$1" "$secrets/internal_ca_key" >&2
        exit 1
    fi
    work=$(mktemp -d)
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" \
        -keyout "$work/key" -out "$work/request" 2>/dev/null
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' \
        "$1" >"$work/extensions"
    openssl x509 -req -in "$work/request" -days 825 -CA "$secrets/internal_ca" \
        -CAkey "$secrets/internal_ca_key" -CAcreateserial -CAserial "$work/serial" \
        -extfile "$work/extensions" -out "$work/certificate" 2>/dev/null
    cat "$work/certificate" "$work/key" >"$secrets/$1.pem.new"
    chmod 0400 "$secrets/$1.pem.new"
    own "$secrets/$1.pem.new" "$2"
    mv "$secrets/$1.pem.new" "$secrets/$1.pem"
    rm -r "$work"
    watched "$1"
    made "$secrets/$1.pem"
}

watched() { # name: the exporter is given the certificate without its key
    openssl x509 -in "$secrets/$1.pem" -out "certificates/$1.crt"
    chmod 0444 "certificates/$1.crt"
}

for name in mongo mongo-2 mongo-3 redis redis-2 redis-3 redis-4 redis-5 redis-6; do
    certificate "$name" 999:999
done

# --- Until certbot's first certificate is there, nginx needs one to start with.
if [ ! -e nginx/ssl/fullchain.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
        -subj "/CN=$domain" -addext "subjectAltName=DNS:$domain" \
        -keyout nginx/ssl/privkey.pem -out nginx/ssl/fullchain.pem 2>/dev/null
    made "nginx/ssl (for $domain, until certbot's)"
fi
own nginx/ssl/privkey.pem 101:101
own nginx/ssl/fullchain.pem 101:101
# Everybody is shown the certificate; whoever watches its end reads it too.
chmod 0644 nginx/ssl/fullchain.pem

if [ "$(id -u)" != 0 ]; then
    printf 'You are not root, so these files are yours and the containers of Compose cannot read them.\n' >&2
    printf 'Run this again with sudo, unless you make Secrets of Kubernetes from them.\n' >&2
fi

printf 'Keep copies of encryption_key, audit_log_key and rsa_private_key apart from the backups.\n'
