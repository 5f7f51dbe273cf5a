#!/bin/sh
# The rules of deployment/prometheus/rules, as the Prometheus operator takes them:
#   deployment/kubernetes/monitoring/rules.sh | kubectl apply -f -
set -eu

rules="$(dirname "$0")/../../prometheus/rules"
for file in "$rules"/*.yml; do
  cat <<END
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: paymentus-$(basename "$file" .yml)
  namespace: monitoring
spec:
END
  sed 's/^/  /' "$file"
done
