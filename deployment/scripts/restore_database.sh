#!/bin/bash
# Brings a backup back: deployment/scripts/restore_database.sh --backup-date=20261122
#
# Stop the API servers and workers first. The backup is proved whole before anything is touched, and
# a database that holds something is refused unless you say --replace. Then the books and the audit
# log are proved; it ends with 1 when anything is wrong. Variables as for backup.sh.
set -euo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
PYTHON="${PYTHON:-python3}"
export PYTHONPATH="$APP/backend/src${PYTHONPATH:+:$PYTHONPATH}"
# shellcheck source=deployment/scripts/mongo_url.sh
. "$APP/deployment/scripts/mongo_url.sh"

case " $* " in
  *" --backup-date"*) ;;
  *)
    echo "Say which backup: --backup-date=20261122, or --backup-date=latest." >&2
    exit 2
    ;;
esac
exec "$PYTHON" -m paymentus.app.cli backup restore "$@"
