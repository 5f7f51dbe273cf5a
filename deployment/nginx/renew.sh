#!/bin/sh
# In certbot's container: renews what is due and puts it where nginx looks, again and again; with the word
# `once`, one time. The first certificate:
#   docker compose -f docker-compose.production.yml run --rm --entrypoint certbot certbot \
#     certonly --webroot -w /var/www/html -d your-domain.com
#   docker compose -f docker-compose.production.yml run --rm certbot once
#   docker compose -f docker-compose.production.yml exec nginx nginx -s reload
set -eu
trap 'exit 0' TERM

while :; do
    certbot renew --webroot -w /var/www/html || echo "certbot could not renew" >&2
    for live in /etc/letsencrypt/live/*/; do
        [ -e "$live/fullchain.pem" ] || continue
        if ! cmp -s "$live/fullchain.pem" /ssl/fullchain.pem; then
            # The key first: nginx reads both again once a day, or when it is told to.
            cat "$live/privkey.pem" >/ssl/privkey.pem
            cat "$live/fullchain.pem" >/ssl/fullchain.pem
        fi
    done
    [ "${1:-}" = once ] && exit 0
    sleep "${RENEW_SECONDS:-43200}" &
    wait $!
done
