#!/bin/sh
# Alertmanager with the addresses of the environment: ALERT_SMTP_HOST (host:port), ALERT_SMTP_USER,
# ALERT_SMTP_PASSWORD, ALERT_PAGER_URL, ALERT_WATCHDOG_URL, MAIL_FROM; several with commas: DEVOPS_EMAIL,
# INCIDENT_TEAM_EMAIL, COMPLIANCE_ALERT_EMAIL. Stops with a sentence where one is missing.
set -eu

: "${ALERT_SMTP_HOST:?set the mail server, host:port}"
: "${ALERT_SMTP_USER:?set the user at the mail server}"
: "${ALERT_SMTP_PASSWORD:?set their password}"
: "${ALERT_PAGER_URL:?set the webhook of whatever rings the pager}"
: "${ALERT_WATCHDOG_URL:?set the webhook of the dead man\'s switch, outside of this platform}"
: "${MAIL_FROM:?set the address that alerts come from}"
: "${DEVOPS_EMAIL:?set who runs the servers}"
: "${INCIDENT_TEAM_EMAIL:?set who is told of what concerns security}"
: "${COMPLIANCE_ALERT_EMAIL:?set who is told of what concerns compliance}"

# In a replacement of sed, & and the separator mean something.
quoted() { printf '%s' "$1" | sed 's/[&|\\]/\\&/g'; }
# Between single quotes of YAML, one more is written twice.
mail() { quoted "$1" | sed "s/'/''/g"; }

to=${TMPDIR:-/tmp}
umask 077
printf '%s' "$ALERT_SMTP_PASSWORD" >"$to/smtp_password"

sed -e "s|mail\.invalid:587|$(quoted "$ALERT_SMTP_HOST")|" \
    -e "s|smtp_auth_username: alerts|smtp_auth_username: $(quoted "$ALERT_SMTP_USER")|" \
    -e "s|alerts@from\.invalid|$(mail "$MAIL_FROM")|" \
    -e "s|team@devops\.invalid|$(mail "$DEVOPS_EMAIL")|" \
    -e "s|team@security\.invalid|$(mail "$INCIDENT_TEAM_EMAIL")|" \
    -e "s|team@compliance\.invalid|$(mail "$COMPLIANCE_ALERT_EMAIL")|" \
    -e "s|https://pager\.invalid/|$(quoted "$ALERT_PAGER_URL")|" \
    -e "s|https://watchdog\.invalid/|$(quoted "$ALERT_WATCHDOG_URL")|" \
    -e "s|/run/secrets/alertmanager_smtp_password|$(quoted "$to")/smtp_password|" \
    "${ALERT_CONFIG:-/etc/alertmanager/alertmanager.yml}" >"$to/alertmanager.yml"

exec "${ALERT_PROGRAM:-/bin/alertmanager}" --config.file="$to/alertmanager.yml" "$@"
