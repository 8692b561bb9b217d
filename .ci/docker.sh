#!/usr/bin/env bash
# Makes sure that a Docker daemon answers: installs and starts one where there is none (Debian, as root).
set -euo pipefail

if docker info >/dev/null 2>&1; then
  exit 0
fi

if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null || [ ! -x /bin/busybox ]; then
  export DEBIAN_FRONTEND=noninteractive
  packages="docker.io iptables busybox-static"
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 \
    || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null; }
fi

# A pid file that a killed daemon left behind may name a foreign process by now.
if [ -f /var/run/docker.pid ] && [ "$(cat "/proc/$(cat /var/run/docker.pid)/comm" 2>/dev/null)" != dockerd ]; then
  rm -f /var/run/docker.pid
fi

log=${TMPDIR:-/tmp}/dockerd.log
setsid -f dockerd >>"$log" 2>&1 </dev/null
for _ in $(seq 120); do
  if docker info >/dev/null 2>&1; then
    exit 0
  fi
  sleep 0.5
done
echo "The Docker daemon did not come up:" >&2
tail -n 20 "$log" >&2
exit 1
