# Sourced by scripts that call the product, after APP: says where it is. In this Python (PYTHON, or the checkout's
# .venv), as in our containers; or, on a machine that has only Docker, in a container of the Compose service
# `schedule`, which alone has the backups' key, their folder and these scripts. It need not be running.
#
#   PYTHON           the Python that has the product
#   PRODUCT          the folder that holds backend/, where the product is
#   product CMD …    runs it there
#   IN_DOCKER        `yes` when that is a container
# shellcheck shell=bash

COMPOSE_FILE="${COMPOSE_FILE:-$APP/deployment/docker-compose.production.yml}"
export PYTHONPATH="$APP/backend/src${PYTHONPATH:+:$PYTHONPATH}"
IN_DOCKER=yes
for PYTHON in "${PYTHON:-python3}" "$APP/.venv/bin/python"; do
  if "$PYTHON" -c 'import paymentus.app.cli' 2>/dev/null; then
    IN_DOCKER=""
    break
  fi
done

if [ -z "$IN_DOCKER" ]; then
  PRODUCT="$APP"
  product() { "$@"; }
elif command -v docker >/dev/null; then
  PYTHON=python3
  PRODUCT=/app
  product() {
    local terminal=()
    [ -t 0 ] || terminal=(-T)
    docker compose -f "$COMPOSE_FILE" run --rm --no-deps "${terminal[@]}" schedule "$@"
  }
else
  echo "Neither the product nor Docker is here. Set PYTHON to the Python that has the product." >&2
  exit 2
fi
# shellcheck disable=SC2034 # used by who sources this
readonly IN_DOCKER PRODUCT
