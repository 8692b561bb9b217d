#!/usr/bin/env bash
# Makes sure that there are a Chromium and its driver: installs them where they are missing (Debian, as root).
set -euo pipefail

if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
packages="chromium chromium-driver"
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 \
  || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null; }
