#!/bin/bash
# The emergency recovery of the deployment guide:
#   deployment/scripts/emergency_recovery.sh INCIDENT database_corruption
#   deployment/scripts/emergency_recovery.sh INCIDENT security_breach
#
# security_breach revokes every API key, stops new payments and collects the evidence. Two people
# end it: `paymentus emergency off`. database_corruption stops the API servers and workers, brings
# yesterday's backup back (BACKUP_DATE names another one), proves the data and starts them again;
# where the data does not prove, they stay down. The runbooks: docs/runbooks/security-breach.md and
# compliance-violation.md. APP names the folder that holds backend/; STOP and START are the commands
# that stop and start the servers where they are not run by Docker.
set -euo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
PYTHON="${PYTHON:-python3}"
COMPOSE_FILE="${COMPOSE_FILE:-$APP/deployment/docker-compose.production.yml}"
STOP="${STOP:-docker compose -f $COMPOSE_FILE stop paymentus-api-1 paymentus-api-2 paymentus-api-3 paymentus-worker-1 paymentus-worker-2}"
START="${START:-docker compose -f $COMPOSE_FILE up -d}"
export PYTHONPATH="$APP/backend/src${PYTHONPATH:+:$PYTHONPATH}"

if [ $# -ne 2 ]; then
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
    bash -c "$STOP"
    "$APP/deployment/scripts/restore_database.sh" \
      "--backup-date=${BACKUP_DATE:-$(date -d yesterday +%Y%m%d)}" --replace
    "$PYTHON" "$APP/backend/scripts/verify_data_integrity.py"
    # Sessions that were ended after the backup was made would count again.
    "$PYTHON" -m paymentus.app.cli incidents revoke-sessions "$incident"
    bash -c "$START"
    echo "✓ The database is back and proved, and the servers are started."
    ;;

  "security_breach")
    echo "Initiating security lockdown..."
    # Each step is tried whatever the one before it did: containment does not wait.
    failed=0
    "$PYTHON" "$APP/backend/scripts/revoke_all_api_keys.py" "--incident=$incident" || failed=1
    "$PYTHON" "$APP/backend/scripts/enable_emergency_mode.py" "--incident=$incident" || failed=1
    "$PYTHON" "$APP/backend/scripts/collect_forensic_data.py" "--incident=$incident" \
      --output "${EVIDENCE_DIR:-.}/$incident-evidence.zip" || failed=1
    exit "$failed"
    ;;

  *)
    echo "There is no recovery for $2: database_corruption or security_breach." >&2
    exit 2
    ;;
esac
