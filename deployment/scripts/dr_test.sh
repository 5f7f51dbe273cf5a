#!/bin/bash
# The disaster recovery test of the deployment guide. Run it every quarter, on the servers that stand
# by: it lets go of all that their database holds, so it refuses the replica set of production, by
# whatever address, and a database in which more was done than the backup has.
#
#   MONGO_DR_URL            the database that stands by; without it MONGO_ROOT_USER and
#                           MONGO_ROOT_PASSWORD at MONGO_DR_HOST (mongo-dr:27017)
#   DR_URL                  the servers that stand by: http://dr-environment:8001
#   BACKUP_DATE             which backup; `latest`
#   DR_FETCH                1 takes the copy in S3 instead of the file at hand
#   DR_LET_GO               the database's name, where more was done in it and it may go all the same
#   DR_STOP, DR_START       commands that stop and start those servers; they are left alone without
#
# and those of backup.sh, which name production: MONGO_URL, or MONGO_ROOT_USER and MONGO_ROOT_PASSWORD
# at MONGO_HOST (mongo:27017). Every step is told; it ends with 1 when any of them failed.
set -uo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
PYTHON="${PYTHON:-python3}"
export PYTHONPATH="$APP/backend/src${PYTHONPATH:+:$PYTHONPATH}"
DR_URL="${DR_URL:-http://dr-environment:8001}"
BACKUP_DATE="${BACKUP_DATE:-latest}"
# shellcheck source=deployment/scripts/mongo_url.sh
. "$APP/deployment/scripts/mongo_url.sh"
production="${MONGO_URL:-}"
unset MONGO_URL
if [ -n "${MONGO_DR_URL:-}" ]; then
  export MONGO_URL="$MONGO_DR_URL"
else
  MONGO_HOST="${MONGO_DR_HOST:-mongo-dr:27017}"
  # shellcheck source=deployment/scripts/mongo_url.sh
  . "$APP/deployment/scripts/mongo_url.sh"
fi
if [ -z "${MONGO_URL:-}" ]; then
  echo "Say which database stands by: MONGO_DR_URL, or MONGO_ROOT_USER and MONGO_ROOT_PASSWORD." >&2
  exit 2
fi

# shellcheck disable=SC2317 # called through step
paymentus() { "$PYTHON" -m paymentus.app.cli "$@"; }

if [ -n "$production" ]; then
  there="$(MONGO_URL="$production" paymentus database set-id)"
  # 3: nobody answers at that address, so this is another set if somebody answers at its own.
  case $? in 0 | 3) ;; *) exit 2 ;; esac
  here="$(paymentus database set-id)" || exit 2
  if [ "$here" = "$there" ]; then
    echo "MONGO_DR_URL is an address of production's replica set. Nothing was done." >&2
    exit 2
  fi
fi

failed=0
began=$SECONDS

step() {
  local name="$1" since=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    echo "✓ $name ($((SECONDS - since)) s)"
  else
    echo "✗ $name" >&2
    failed=1
    return 1
  fi
}

# shellcheck disable=SC2317 # called through step
healthy() {
  for _ in $(seq "${DR_PATIENCE_SECONDS:-60}"); do
    # Our image has no curl.
    if "$PYTHON" -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=5)' \
      "$DR_URL/api/health" 2>/dev/null; then return 0; fi
    sleep 1
  done
  return 1
}

if [ "${DR_FETCH:-}" = 1 ]; then
  step "fetch the copy of $BACKUP_DATE" paymentus backup fetch "$BACKUP_DATE"
fi
if [ -n "${DR_STOP:-}" ]; then step "stop the servers" bash -c "$DR_STOP"; fi
if step "restore the database" paymentus backup restore --backup-date "$BACKUP_DATE" --replace \
  --let-go "${DR_LET_GO:-}"; then
  if [ -n "${DR_START:-}" ]; then step "start the servers" bash -c "$DR_START"; fi
  step "application at $DR_URL" healthy
  step "financial data" "$PYTHON" "$APP/backend/scripts/verify_financial_data_integrity.py" \
    --environment=disaster_recovery
  step "audit log, receipts and indexes" "$PYTHON" "$APP/backend/scripts/verify_data_integrity.py" \
    --environment=disaster_recovery
fi
if [ "$failed" = 0 ]; then
  echo "✓ The recovery works: $((SECONDS - began)) s."
else
  echo "✗ The recovery does not work: see above." >&2
fi
exit "$failed"
