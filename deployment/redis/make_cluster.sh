#!/bin/sh
# Makes one cluster of the Redis servers in REDIS_NODES ("host:port host:port …"): the first half get the
# keys, each of the others stands in for one of them. Safe to run again, also after half of it: servers that
# are parts of the cluster stay what they are, and one that came back empty becomes a stand-in.
#
#   REDIS_NODES="redis:6379 redis-2:6379 …" REDIS_PASSWORD=… REDIS_TLS_CA_FILE=… make_cluster.sh
set -eu

: "${REDIS_NODES:?name the servers, host:port with spaces between}"
if [ -n "${REDIS_PASSWORD:-}" ]; then export REDISCLI_AUTH="$REDIS_PASSWORD"; fi
first=${REDIS_NODES%% *}
count=0
for node in $REDIS_NODES; do count=$((count + 1)); done
primaries=$(((count + 1) / 2))
slots=16384

ask() { # host:port, command …
    node=$1
    shift
    if [ -n "${REDIS_TLS_CA_FILE:-}" ]; then set -- --tls --cacert "$REDIS_TLS_CA_FILE" "$@"; fi
    redis-cli --no-auth-warning -h "${node%:*}" -p "${node##*:}" "$@" 2>&1 | tr -d '\r'
}

address() { # CLUSTER MEET takes no names.
    found=$(getent hosts "$1" | awk 'NR == 1 { print $1 }')
    printf '%s' "${found:-$1}"
}

wait_for() { # what, for people; then a function that says whether it is so
    tries=0
    until "$2"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 600 ]; then
            printf 'Waited for a minute: %s.\n' "$1" >&2
            exit 1
        fi
        sleep 0.1
    done
    printf '✓ %s\n' "$1"
}

all_answer() {
    for node in $REDIS_NODES; do [ "$(ask "$node" ping)" = PONG ] || return 1; done
}

all_say() { # a line of CLUSTER INFO
    for node in $REDIS_NODES; do ask "$node" cluster info | grep -qx "$1" || return 1; done
}

all_know_all() {
    for node in $REDIS_NODES; do
        known=$(ask "$node" cluster info | sed -n 's/^cluster_known_nodes://p')
        [ "${known:-0}" -ge "$count" ] || return 1
    done
}

all_slots_are_taken() { all_say "cluster_slots_assigned:$slots"; }
all_are_well() { all_say cluster_state:ok; }

wait_for "$count servers answer" all_answer

number=0
for node in $REDIS_NODES; do
    number=$((number + 1))
    # Refused where it is a part of a cluster already.
    ask "$node" cluster set-config-epoch "$number" >/dev/null
done
# Everybody meets everybody: quicker than hearsay, and it mends a cluster whose addresses have changed.
for node in $REDIS_NODES; do
    for other in $REDIS_NODES; do
        [ "$node" = "$other" ] || ask "$node" cluster meet "$(address "${other%:*}")" "${other##*:}" >/dev/null
    done
done
wait_for "they know each other" all_know_all

if ! all_slots_are_taken; then
    number=0
    for node in $REDIS_NODES; do
        [ "$number" -lt "$primaries" ] || break
        # Refused where they are taken already.
        # shellcheck disable=SC2046
        ask "$node" cluster addslots \
            $(seq $((number * slots / primaries)) $(((number + 1) * slots / primaries - 1))) >/dev/null
        number=$((number + 1))
    done
fi
wait_for "every slot has a server" all_slots_are_taken

# The primaries, those with the fewest stand-ins first; whoever has neither keys nor a primary gets the next.
waiting=$(ask "$first" cluster nodes | awk '
    $3 ~ /fail|noaddr/ { next }
    $3 ~ /master/ && NF > 8 { stand_ins[$1] += 0 }
    $3 ~ /slave/ { stand_ins[$4]++ }
    END { for (id in stand_ins) print stand_ins[id], id }' | sort -n | awk '{ print $2 }')
for node in $REDIS_NODES; do
    if ask "$node" cluster nodes | awk '$3 ~ /myself,master/ && NF == 8 { found = 1 } END { exit !found }'; then
        # shellcheck disable=SC2086
        set -- $waiting
        ask "$node" cluster replicate "$1" >/dev/null
        shift
        waiting="$* $1"
    fi
done
wait_for "the cluster is well" all_are_well
