# Sourced by scripts that speak to MongoDB: sets MONGO_URL from the guide's variables where it is
# not set. The password goes through the environment, never through an argument.
# shellcheck shell=bash

if [ -z "${MONGO_URL:-}" ] && [ -n "${MONGO_ROOT_USER:-}" ]; then
  MONGO_URL="$(MONGO_HOST="${MONGO_HOST:-mongo:27017}" "${PYTHON:-python3}" -c '
import os
from urllib.parse import quote
user, password = (quote(os.environ[f"MONGO_ROOT_{part}"], safe="") for part in ("USER", "PASSWORD"))
host = os.environ["MONGO_HOST"]
print(f"mongodb://{user}:{password}@{host}/paymentus_production?authSource=admin&replicaSet=rs0")
')"
  export MONGO_URL
fi
