#!/bin/sh
# Retention, index template, Kibana's own user and the saved searches. Safe to run again.
set -eu

elastic=${ELASTIC_URL:-http://elasticsearch:9200}
kibana=${KIBANA_URL:-http://kibana:5601}
here=${ELK_FOLDER:-/elk}
: "${ELASTIC_PASSWORD:?}" "${KIBANA_PASSWORD:?}"

# The password is read from a file, where no list of processes shows it.
umask 077
user=${TMPDIR:-/tmp}/elastic.curl
printf 'user = "elastic:%s"\n' "$ELASTIC_PASSWORD" >"$user"

ask() { curl -fsS --retry 60 --retry-delay 2 --retry-all-errors -K "$user" "$@" >/dev/null; }
put() { ask -X PUT -H 'Content-Type: application/json' --data-binary "@$2" "$elastic$1"; }

put /_ilm/policy/paymentus "$here/lifecycle.json"
put /_index_template/logs-paymentus "$here/template.json"

printf '{"password":"%s"}' "$KIBANA_PASSWORD" >"${TMPDIR:-/tmp}/kibana.json"
ask -X POST -H 'Content-Type: application/json' --data-binary "@${TMPDIR:-/tmp}/kibana.json" \
    "$elastic/_security/user/kibana_system/_password"

ask -X POST -H 'kbn-xsrf: paymentus' --form "file=@$here/saved-searches.ndjson" \
    "$kibana/api/saved_objects/_import?overwrite=true"
echo "Logs are kept for 90 days; the searches are in Kibana under Discover."
