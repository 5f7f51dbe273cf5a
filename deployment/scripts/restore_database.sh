#!/bin/bash
# Brings a backup back: deployment/scripts/restore_database.sh --backup-date=20261122
#
# With --until=latest, or a moment, it goes on from there with what `paymentus backup operations` kept.
# Stop the API servers and workers first. The backup, and all that leads to the moment, is proved whole
# before anything is touched. A database that holds something is refused unless you say --replace, and
# one in which more was done than the backup has unless you type its name, or say --let-go=NAME.
# Afterwards no payment begins, and every session, token and API key is over. Then the log says that it
# was brought back, if a witness saw more of it (--without-witness=NAME where one cannot be asked), and
# the books are proved. Ends with 1 when anything is wrong. What to do next: docs/runbooks/restore.md.
# Variables as for backup.sh.
set -euo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
# shellcheck source=deployment/scripts/product.sh
. "$APP/deployment/scripts/product.sh"
if [ -n "$IN_DOCKER" ]; then
  product "$PRODUCT/deployment/scripts/restore_database.sh" "$@"
  exit
fi
# shellcheck source=deployment/scripts/mongo_url.sh
. "$APP/deployment/scripts/mongo_url.sh"

date=""
more=()
witnesses=()
while [ $# -gt 0 ]; do
  case "$1" in
    --backup-date=*) date="${1#*=}" ;;
    --backup-date) date="${2:-}"; shift ;;
    --until=*) more+=(--until "${1#*=}") ;;
    --replace) more+=(--replace) ;;
    --let-go=*) more+=(--let-go "${1#*=}") ;;
    --without-witness=*) witnesses+=(--without-witness "${1#*=}") ;;
    *) echo "$1 is no option of this script." >&2; exit 2 ;;
  esac
  shift
done
if [ -z "$date" ]; then
  echo "Say which backup: --backup-date=20261122, or --backup-date=latest." >&2
  exit 2
fi

paymentus() { "$PYTHON" -m paymentus.app.cli "$@"; }

paymentus backup restore --backup-date "$date" "${more[@]}"
paymentus backup declare --backup-date "$date" "${witnesses[@]}"
"$PYTHON" "$APP/backend/scripts/verify_financial_data_integrity.py"
