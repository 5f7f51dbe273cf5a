#!/bin/sh
# nginx for the domain of the environment: DOMAIN takes the place of your-domain.com. A new certificate is
# taken up without losing a connection: the configuration is read again once a day.
set -eu

: "${DOMAIN:?set the name that people reach the platform by}"

from=${NGINX_CONFIG:-/etc/nginx/nginx.conf}
to=${TMPDIR:-/tmp}/nginx.conf
sed "s|your-domain\.com|$DOMAIN|g" "$from" >"$to"

nginx -t -c "$to"
(
    while sleep "${NGINX_RELOAD_SECONDS:-86400}"; do
        nginx -s reload -c "$to" || echo "nginx was not reloaded" >&2
    done
) &
exec nginx -c "$to" -g 'daemon off;'
