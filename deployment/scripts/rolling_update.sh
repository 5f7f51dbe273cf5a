#!/bin/bash
# Replaces our servers by a new version, one after the other, while the others go on: the guide's
# zero-downtime deployment.
#
#   NEW_VERSION=2.4.0 deployment/scripts/rolling_update.sh
#
# Each server is stopped gracefully and started anew, and has to take requests as the new version within
# GATE_SECONDS (90) and for STEADY_SECONDS (12) more: nginx leaves a server that was away alone for ten.
# Three looks in a row must fail, as with Kubernetes' probes: a server with very much to do may answer one
# late. If one is sick, all that were replaced go back to the version they had, the last one first.
# Before the first one, documents are migrated, which old and new servers both bear (decision 0015).
#
# It ends with 0 when all run the new version, with 1 when it has put the old one back, with 2 when nothing
# was touched, and with 3 when somebody has to look at once: the old version does not come back either.
#
# With Docker Compose (the default) images are built from this checkout; BUILD=0 takes those that are there.
# SERVICES names the services, in their order.
#
# Without Docker:
#   INSTANCES   name=address of each server, such as "api-1=http://10.0.0.1:8001 api-2=http://10.0.0.2:8001";
#               a worker's address is that of its metrics: "worker-1=http://10.0.0.1:9464/metrics"
#   REPLACE     command that stops $INSTANCE (SIGTERM, and waits) and starts it as $VERSION; PAYMENTUS_VERSION
#               in the server's environment is what it says of itself
#   MIGRATE     command that runs `paymentus migrate` of $VERSION
set -uo pipefail

here="$(cd "$(dirname "$0")" && pwd)"
compose_file="${COMPOSE_FILE:-$here/../docker-compose.production.yml}"
gate_seconds="${GATE_SECONDS:-90}"
steady_seconds="${STEADY_SECONDS:-12}"
poll_seconds="${POLL_SECONDS:-1}"
new="${NEW_VERSION:-}"
declare -A old_version address
names=() replaced=()

say() { echo "$(date -u +%H:%M:%S) $*"; }
refuse() {
  echo "✗ $* Nothing was changed." >&2
  exit 2
}

# --- What differs with and without Docker: version_of, ready, replace, migrate, prepare, finish.

if [ -n "${INSTANCES:-}" ]; then
  if [ -z "${REPLACE:-}" ] || [ -z "${MIGRATE:-}" ]; then refuse "INSTANCES needs REPLACE and MIGRATE too."; fi
  for entry in $INSTANCES; do
    names+=("${entry%%=*}")
    address["${entry%%=*}"]="${entry#*=}"
  done

  metrics_of() {
    local at="${address[$1]}"
    case "$at" in */metrics) ;; *) at="$at/api/metrics" ;; esac
    curl -fsS --max-time 3 "$at" 2>/dev/null
  }
  version_of() { metrics_of "$1" | sed -n 's/^paymentus_build_info{version="\([^"]*\)"}.*/\1/p'; }
  ready() { # name, version
    case "${address[$1]}" in
      */metrics) ;;
      *) curl -fsS --max-time 3 -o /dev/null "${address[$1]}/api/health?probe=ready" 2>/dev/null || return 1 ;;
    esac
    [ "$(version_of "$1")" = "$2" ]
  }
  replace() { INSTANCE="$1" VERSION="$2" ADDRESS="${address[$1]}" bash -c "$REPLACE"; }
  migrate() { VERSION="$1" bash -c "$MIGRATE"; }
  prepare() { :; }
  finish() { :; }
else
  read -ra names <<<"${SERVICES:-paymentus-api-1 paymentus-api-2 paymentus-api-3 paymentus-worker-1 paymentus-worker-2 schedule compliance-monitor mongodb-exporter files-exporter paymentus-frontend}"

  compose() { docker compose -f "$compose_file" "$@"; }
  of_container() { # service, what
    local id
    id="$(compose ps -q "$1" 2>/dev/null)"
    [ -n "$id" ] && docker inspect --format "$2" "$id" 2>/dev/null
  }
  version_of() {
    local image
    image="$(of_container "$1" '{{.Config.Image}}')" || return 1
    echo "${image##*:}"
  }
  ready() { # service, version
    [ "$(version_of "$1")" = "$2" ] || return 1
    [ "$(of_container "$1" '{{.State.Health.Status}}')" = healthy ] || return 1
    case "$1" in
      # Docker asks whether it lives; whether it can take a payment is what counts here.
      paymentus-api*) compose exec -T "$1" python -c \
        "import urllib.request as r; r.urlopen('http://127.0.0.1:8001/api/health?probe=ready', timeout=3)" \
        >/dev/null 2>&1 ;;
    esac
  }
  replace() { NEW_VERSION="$2" compose up -d --no-deps --no-build "$1"; }
  migrate() { NEW_VERSION="$1" compose run --rm --no-deps migrate; }
  prepare() {
    [ "${BUILD:-1}" = 0 ] && return 0
    docker build --build-arg "VERSION=$new" -t "paymentus/api:$new" "$here/../../backend/" &&
      docker build -t "paymentus/frontend:$new" "$here/../../frontend/"
  }
  finish() { # the next `docker compose up` starts this version too
    local file="${ENV_FILE:-$here/../.env.production}"
    if [ -w "$file" ]; then
      { grep -v '^NEW_VERSION=' "$file"; echo "NEW_VERSION=$new"; } >"$file.new" &&
        chmod --reference="$file" "$file.new" && mv "$file.new" "$file"
    else
      say "Put NEW_VERSION=$new into the environment file: the next 'docker compose up' reads it."
    fi
  }
fi

# --- The update.

well() { # name, version: one look that fails is no sickness
  local look
  for look in 1 2 3; do
    ready "$1" "$2" && return 0
    [ "$look" = 3 ] || sleep "$poll_seconds"
  done
  return 1
}

wait_until_ready() { # name, version
  local deadline=$((SECONDS + gate_seconds))
  until ready "$1" "$2"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep "$poll_seconds"
  done
  deadline=$((SECONDS + steady_seconds))
  while [ "$SECONDS" -lt "$deadline" ]; do
    sleep "$poll_seconds"
    well "$1" "$2" || return 1
  done
}

others_ready() { # all but this one, each in the version it should have by now
  local name
  for name in "${names[@]}"; do
    [ "$name" = "$1" ] && continue
    case " ${replaced[*]-} " in
      *" $name "*) well "$name" "$new" || { echo "$name"; return 1; } ;;
      *) well "$name" "${old_version[$name]}" || { echo "$name"; return 1; } ;;
    esac
  done
}

roll_back() { # why
  trap '' INT TERM
  local at name stuck=()
  say "✗ $1"
  if [ "${#replaced[@]}" = 0 ]; then
    say "No server was replaced: the old version goes on."
    exit 1
  fi
  say "Going back: ${replaced[*]}"
  for ((at = ${#replaced[@]} - 1; at >= 0; at--)); do
    name="${replaced[at]}"
    say "$name back to ${old_version[$name]}"
    if replace "$name" "${old_version[$name]}" && wait_until_ready "$name" "${old_version[$name]}"; then
      say "✓ $name runs ${old_version[$name]}"
    else
      stuck+=("$name")
    fi
  done
  if [ "${#stuck[@]}" != 0 ]; then
    echo "✗ LOOK AT ONCE: ${stuck[*]} did not come back with the old version either." >&2
    exit 3
  fi
  echo "✗ The update to $new was taken back: $1 All servers run what they ran before." >&2
  exit 1
}

[ -n "$new" ] || refuse "Say which version: NEW_VERSION=2.4.0."
for name in "${names[@]}"; do
  old_version[$name]="$(version_of "$name")" || true
  [ -n "${old_version[$name]}" ] || refuse "$name does not say which version it runs."
  well "$name" "${old_version[$name]}" || refuse "$name is not healthy as it is."
done

began=$SECONDS
say "To $new: ${names[*]}"
prepare || refuse "The new version could not be built."
say "Migrating documents"
migrate "$new" || roll_back "The migration failed."
trap 'roll_back "It was interrupted."' INT TERM

for name in "${names[@]}"; do
  if [ "${old_version[$name]}" = "$new" ]; then
    say "✓ $name runs $new already"
    continue
  fi
  missing="$(others_ready "$name")" || roll_back "$missing is not healthy, and two at once must not be away."
  say "$name: ${old_version[$name]} to $new"
  replaced+=("$name")
  replace "$name" "$new" || roll_back "$name could not be replaced."
  wait_until_ready "$name" "$new" ||
    roll_back "$name was not healthy as $new within $gate_seconds s and for $steady_seconds s after."
  say "✓ $name runs $new"
done

trap - INT TERM
finish
say "Rolling update completed: $new on ${#names[@]} servers in $((SECONDS - began)) s"
