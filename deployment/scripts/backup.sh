#!/bin/bash
# The backup of the deployment guide. Run it from cron, every day at least.
#
# One consistent snapshot of all collections in mongodump's form, compressed, encrypted, proved
# whole, kept in /backup/mongodb for seven days. `paymentus backup` does the work.
#
#   MONGO_URL                   the database; without it MONGO_ROOT_USER and MONGO_ROOT_PASSWORD at
#                               MONGO_HOST (mongo:27017)
#   BACKUP_ENCRYPTION_KEY       or BACKUP_ENCRYPTION_KEY_FILE: the key. It is never an argument, so
#                               it is in no list of processes
#   BACKUP_DIR                  /backup/mongodb
#   BACKUP_KEEP_DAYS            7, here and there
#   BACKUP_S3_URL               where a copy goes: s3://paymentus-backups/mongodb/; empty for none.
#                               Credentials as the AWS SDK finds them
#   BACKUP_S3_ENDPOINT          the server, where it is not AWS
#
# Ends with 1 when there is no whole backup at the end; the metric
# paymentus_backup_last_success_timestamp_seconds then stays where it was.
set -euo pipefail

APP="${APP:-$(cd "$(dirname "$0")/../.." && pwd)}"
# shellcheck source=deployment/scripts/product.sh
. "$APP/deployment/scripts/product.sh"
if [ -n "$IN_DOCKER" ]; then
  product "$PRODUCT/deployment/scripts/backup.sh" "$@"
  exit
fi
# shellcheck source=deployment/scripts/mongo_url.sh
. "$APP/deployment/scripts/mongo_url.sh"

export BACKUP_S3_URL="${BACKUP_S3_URL-s3://paymentus-backups/mongodb/}"

exec "$PYTHON" -m paymentus.app.cli backup create "$@"
