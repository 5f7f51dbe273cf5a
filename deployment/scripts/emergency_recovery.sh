#!/bin/bash
# The emergency recovery of the deployment guide:
#   deployment/scripts/emergency_recovery.sh INCIDENT database_corruption [OPTIONS]
#   deployment/scripts/emergency_recovery.sh INCIDENT security_breach
#
# security_breach revokes every API key, stops new payments and collects the evidence. Two people
# end it: `paymentus emergency off`. database_corruption stops the API servers and workers, brings
# yesterday's backup back (BACKUP_DATE names another one), proves the data, names every payment that
# the books lack, and starts the servers again with payments paused: two people let them begin, by
# `paymentus emergency off`, when that list is dealt with. Where the data does not prove, the servers stay
# down. OPTIONS go to restore_database.sh: --until=latest loses the least, --let-go=NAME says without a
# question that the damaged database may go. The runbooks: docs/runbooks/restore.md,
# security-breach.md and compliance-violation.md. On a machine with Docker run it on the machine itself: it finds the
# product in the container of the schedule. APP names the folder that holds backend/; STOP and START are the commands
# that stop and start the servers where they are not run by Docker; EVIDENCE_DIR is where evidence is written.
set -euo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
# shellcheck source=deployment/scripts/product.sh
. "$APP/deployment/scripts/product.sh"
STOP="${STOP:-docker compose -f $COMPOSE_FILE stop paymentus-api-1 paymentus-api-2 paymentus-api-3 paymentus-worker-1 paymentus-worker-2 schedule}"
START="${START:-docker compose -f $COMPOSE_FILE up -d}"
evidence="${EVIDENCE_DIR:-.}"
[ -z "$IN_DOCKER" ] || evidence=/data

if [ $# -lt 2 ] || { [ $# -gt 2 ] && [ "$2" != database_corruption ]; }; then
  echo "Say the incident's id and what kind: database_corruption or security_breach." >&2
  exit 2
fi
incident="$1"

echo "=== EMERGENCY RECOVERY PROCEDURE ==="
echo "Incident ID: $incident"
echo "Recovery Type: $2"

case "$2" in
  "database_corruption")
    echo "Initiating database recovery..."
    backup="${BACKUP_DATE:-$(date -d yesterday +%Y%m%d)}"
    bash -c "$STOP"
    product "$PRODUCT/deployment/scripts/restore_database.sh" "--backup-date=$backup" --replace "${@:3}"
    product "$PYTHON" "$PRODUCT/backend/scripts/verify_data_integrity.py"
    # Before anything is opened: whoever paid after the backup would find the bill unpaid.
    product "$PYTHON" -m paymentus.app.cli reconcile --since-backup "$backup" ||
      echo "✗ Deal with each of these before payments begin again." >&2
    bash -c "$START"
    echo "✓ The database is back and proved, and the servers are started. Payments are paused."
    echo "  Two people let them begin, each with: paymentus emergency off"
    ;;

  "security_breach")
    echo "Initiating security lockdown..."
    # Each step is tried whatever the one before it did: containment does not wait.
    failed=0
    product "$PYTHON" "$PRODUCT/backend/scripts/revoke_all_api_keys.py" "--incident=$incident" || failed=1
    product "$PYTHON" "$PRODUCT/backend/scripts/enable_emergency_mode.py" "--incident=$incident" || failed=1
    product "$PYTHON" "$PRODUCT/backend/scripts/collect_forensic_data.py" "--incident=$incident" \
      --output "$evidence/$incident-evidence.zip" || failed=1
    [ -z "$IN_DOCKER" ] ||
      echo "Fetch it: docker compose -f $COMPOSE_FILE cp schedule:$evidence/$incident-evidence.zip ."
    exit "$failed"
    ;;

  *)
    echo "There is no recovery for $2: database_corruption or security_breach." >&2
    exit 2
    ;;
esac
