#!/bin/bash
# The daily compliance check of the deployment guide. Run it once a day, by cron or by hand.
#
# Every step runs, whatever the others say. It ends with 1 when somebody should look: a list that
# could not be brought up to date, a key that is overdue, a report that could not be made, patterns
# that a person should see; and then COMPLIANCE_ALERT_EMAIL gets a mail. APP names the folder that holds backend/; OFAC_UPDATES_URL asks a remote
# screening service for its updates, with OFAC_API_KEY.
set -u

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
# shellcheck source=deployment/scripts/product.sh
. "$APP/deployment/scripts/product.sh"
if [ -n "$IN_DOCKER" ]; then
  product "$PRODUCT/deployment/scripts/daily_compliance_check.sh" "$@"
  exit
fi
DAY="$(date +%Y-%m-%d)"
looks=0
failed=""

step() {
  local name="$1"
  shift
  echo "== $name"
  if "$@"; then
    echo "✓ $name"
  else
    echo "✗ $name: somebody should look" >&2
    looks=1
    failed="$failed$name
"
  fi
}

if [ -n "${OFAC_UPDATES_URL:-}" ]; then
  # The guide's curl, which our image does not have. The key is in no list of processes.
  step "OFAC list updates" "$PYTHON" -c '
import os, urllib.request
key = os.environ.get("OFAC_API_KEY", "")
asked = urllib.request.Request(os.environ["OFAC_UPDATES_URL"], headers={"Authorization": f"Bearer {key}"})
urllib.request.urlopen(asked, timeout=30)'
else
  step "OFAC list updates" "$PYTHON" -m paymentus.app.cli screening refresh
fi
step "key rotation" "$PYTHON" "$APP/backend/scripts/check_key_rotation.py"
step "compliance report of $DAY" "$PYTHON" "$APP/backend/scripts/generate_compliance_report.py" "--date=$DAY"
step "patterns of the last 24 hours" "$PYTHON" "$APP/backend/scripts/aml_pattern_analysis.py" --lookback=24h
if [ "$looks" -ne 0 ]; then
  "$PYTHON" "$APP/backend/scripts/send_alert.py" "The compliance check of $DAY wants somebody to look.
$failed" || echo "✗ nobody was told" >&2
fi
exit "$looks"
